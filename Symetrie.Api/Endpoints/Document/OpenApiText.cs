using System.Globalization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Symetrie.Api.Endpoints.Document;

/// <summary>The OpenAPI document as text.</summary>
internal sealed class OpenApiText(ISwaggerProvider provider)
{
    public const string Name = "v1";
    private readonly Lock gate = new();
    private string? written;

    /// <summary>Writes the document, once.</summary>
    /// <exception cref="InvalidOperationException">The application has not started: before that it knows no address.</exception>
    public string Write()
    {
        lock (gate) return written ??= Make();
    }

    /// <summary>What stands at the head of the document.</summary>
    public static OpenApiInfo Info() => new()
    {
        Title = "Symetrie",
        Version = typeof(OpenApiText).Assembly.GetName().Version!.ToString(3),
        Summary = "Do we treat our employees as well as we want them to treat our customers?",
        Description = "Symetrie takes employee and customer survey exports of the same teams, matches them, and publishes with stated uncertainty where the two agree, where they differ, how they move together and how they change. "
            + "Results are flat rows of immutable snapshots; every page of an answer belongs to one. Errors are problem details (RFC 9457) with a stable type.",
        License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://spdx.org/licenses/MIT.html") },
        // A name reserved to lead nowhere (RFC 2606): whoever deploys it is the one to write to.
        Contact = new OpenApiContact { Name = "The Symetrie authors", Url = new Uri("https://symetrie.invalid/"), Email = "authors@symetrie.invalid" },
    };

    private string Make()
    {
        var document = provider.GetSwagger(Name);
        if (document.Paths.Count == 0) throw new InvalidOperationException("the application has not started: its addresses are not known yet");
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString().ReplaceLineEndings("\n") + "\n";
    }
}
