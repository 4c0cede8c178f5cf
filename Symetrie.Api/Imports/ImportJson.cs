using System.Text.Json;
using System.Text.Json.Serialization;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>What is told of imports as <see cref="Importer.Json"/> has it, by code that is made with the program: finding out how takes longer than some hundred rows.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(PostingTitle))]
internal sealed partial class ImportJson : JsonSerializerContext;
