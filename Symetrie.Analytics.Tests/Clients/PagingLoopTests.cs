using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Clients;

/// <summary>Paging as BI tools do it, without a generated client; through Prism.</summary>
[Category("Clients"), Parallelizable(ParallelScope.All)]
public sealed class PagingLoopTests
{
    [Test]
    public async Task A_loop_as_Grafanas_Infinity_does_it_ends_on_the_fifth_page() => await Through("infinity.mjs", 5);

    [Test]
    public async Task The_READMEs_Power_Query_function_is_M_and_fetches_every_row() => await Through("powerquery.mjs", 4, Path.Combine(Places.Root, "README.md"));

    private static async Task Through(string script, int pages, params string[] arguments)
    {
        await Served.Check(await Tool.Node().Run([Tool.Script(script), .. arguments], environment: await Served.Environment()), pages);
        await (await Served.Proxy()).Finish();
    }
}
