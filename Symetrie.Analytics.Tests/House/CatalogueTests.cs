using System.CommandLine;
using System.Reflection;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Api;
using Symetrie.Api.Commands;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Analytics.Tests.House;

/// <summary>Catalogues are literal lists in a chosen order; here reflection proves that nothing is missing from one.</summary>
public sealed class CatalogueTests
{
    [Test]
    public void Every_row_record_belongs_to_a_measure()
    {
        MeasureCatalogue.All.Select(m => m.RowType).ShouldBe(Made<IRow>(typeof(IRow).Assembly), ignoreOrder: true);
        MeasureCatalogue.All.Select(m => m.Name).ShouldBeUnique();
        MeasureCatalogue.All.ShouldAllBe(m => MeasureCatalogue.Find(m.Name) == m);
    }

    [Test]
    public void Every_format_is_in_the_catalogue_of_formats()
    {
        ExportFormats.All.Select(f => f.GetType()).ShouldBe(Made<IExportFormat>(typeof(Program).Assembly), ignoreOrder: true);
        ExportFormats.All.Select(f => f.Key).ShouldBeUnique();
        ExportFormats.Containers.Select(f => f.GetType()).ShouldBe(Made<IExportContainer>(typeof(Program).Assembly), ignoreOrder: true);
        ExportFormats.Containers.Select(f => f.Key).ShouldBeUnique();
    }

    [Test]
    public void Every_engine_is_in_the_catalogue_of_engines()
    {
        // The catalogue holds how to open each engine: opening one needs its server, so the names are read from the text.
        var catalogue = Checkout.Text("Symetrie.Api/Stores/Engines/EngineCatalogue.cs");
        Made<IEngine>(typeof(Program).Assembly).Where(e => !catalogue.Contains($"new {e.Name}(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public void Every_command_is_named_in_the_program()
    {
        var all = Program.Commands(Shell.Silent()).SelectMany(Below).Select(c => c.GetType()).ToArray();
        all.ShouldBeUnique();
        all.ShouldBe(Made<Command>(typeof(Program).Assembly), ignoreOrder: true);
    }

    [Test]
    public void Every_command_is_described_and_takes_a_store()
    {
        foreach (var command in Program.Commands(Shell.Silent()).SelectMany(Below))
        {
            command.Description.ShouldNotBeNullOrWhiteSpace(command.Name);
            command.Options.Concat<Symbol>(command.Arguments).Where(s => string.IsNullOrWhiteSpace(s.Description)).Select(s => $"{command.Name} {s.Name}").ShouldBeEmpty();
        }

        CommandRunner.Root([]).Options.ShouldContain(o => o.Name == "--store" && o.Recursive);
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(Below).Prepend(command);

    private static IEnumerable<Type> Made<T>(Assembly assembly) => assembly.GetTypes().Where(t => typeof(T).IsAssignableFrom(t) && t is { IsAbstract: false, IsInterface: false });
}
