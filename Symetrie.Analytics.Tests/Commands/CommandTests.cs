using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.House;

namespace Symetrie.Analytics.Tests.Commands;

/// <summary>The commands as their user runs them: exit codes, and what stands on which stream.</summary>
public sealed class CommandTests : OwnFolder
{
    private string StorePath => Path.Combine(Folder, "s.db");

    [Test]
    public async Task Exports_come_in_are_recomputed_and_come_out()
    {
        await Codebooks();
        (await On("teams", "add", Sample("teams.csv"))).Error.ShouldContain("55 teams");
        var report = Path.Combine(Folder, "report.json");
        var import = await On("import", Sample("employees.csv"), Sample("customers.csv"), "--report", report);
        import.Exit.ShouldBe(0, import.Error);
        import.Out.ShouldContain("imported as i-1, codebook sample-employee");
        import.Out.ShouldContain("imported as i-2, codebook sample-customer");
        JsonDocument.Parse(await File.ReadAllTextAsync(report)).RootElement.EnumerateArray().Select(r => r.GetProperty("added").GetInt64()).ShouldBe([3817, 22897]);

        var run = await On("recompute");
        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldStartWith("s-");
        run.Error.ShouldContain("recompute: reading, 0");
        (await On("recompute")).Out.ShouldBe(run.Out, "nothing changed, so the snapshot is the same");

        var export = await On("export", "gaps", "--where", "team=S04,S16", "--where", "dimension=overall", "--where", "period=2026-Q3");
        export.Exit.ShouldBe(0, export.Error);
        export.Error.ShouldBeEmpty();
        var lines = export.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("period,team,dimension,teamName,status,");
        lines.ShouldContain(l => l.StartsWith("2026-Q3,S04,overall,Lausanne Flon,ok,", StringComparison.Ordinal));

        var json = await On("export", "pairing", "--format", "json", "--where", "team=S31");
        var document = JsonDocument.Parse(json.Out).RootElement;
        document.GetProperty("snapshot").GetString().ShouldBe(run.Out.Trim());
        document.GetProperty("data").EnumerateArray().Select(r => r.GetProperty("pairing").GetString()).Distinct().ShouldBe(["customer-only"]);

        var file = Path.Combine(Folder, "drift.csv");
        (await On("export", "drift", "--out", file)).Out.ShouldBeEmpty();
        (await File.ReadAllTextAsync(file)).ShouldBe((await On("export", "drift")).Out);
        File.Exists(file + ".part").ShouldBeFalse();
    }

    [Test]
    public async Task One_bad_row_refuses_its_file_or_is_left_out()
    {
        await Codebooks();
        var bad = Path.Combine(Folder, "bad.csv");
        await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(Sample("employees.csv"))).Replace("EMP-0101,S01,2025-04-07", "EMP-0101,S01,32.13.2025", StringComparison.Ordinal));
        var refused = await On("import", bad);
        refused.Exit.ShouldBe(1);
        refused.Out.ShouldContain("refused");
        refused.Out.ShouldContain("bad-date");
        refused.Out.ShouldContain("32.13.2025");
        (await On("imports", "list")).Out.Trim().Split('\n').Length.ShouldBe(1, "the header alone");

        (await On("import", bad, "--on-error", "skip", "--dry-run")).Exit.ShouldBe(0);
        (await On("imports", "list")).Out.Trim().Split('\n').Length.ShouldBe(1, "a dry run keeps nothing");
        var skipped = await On("import", bad, "--on-error", "skip");
        skipped.Exit.ShouldBe(0);
        (await On("imports", "list")).Out.ShouldContain("i-");
        (await On("calendar", "set", "month")).Exit.ShouldBe(1, "a store that holds responses keeps its calendar");

        var id = (await On("imports", "list")).Out.Split('\n')[1].Split('\t')[0];
        (await On("imports", "undo", id)).Error.ShouldContain("3,816 responses gone");
        (await On("imports", "undo", id)).Exit.ShouldBe(1);
    }

    [Test]
    public async Task Names_are_shown_as_they_are_written()
    {
        await Codebooks();
        // Neither a style nor a picture, as brackets and words between colons are to the library that draws tables.
        var named = Path.Combine(Folder, ":warning: [bold]équipe.csv");
        var lines = File.ReadAllLines(Sample("employees.csv"));
        File.WriteAllLines(named, [lines[0], string.Join(',', lines[1].Split(',').Select((cell, i) => i < 3 ? cell : ":smile: [x]"))]);
        var refused = await On("import", named);
        refused.Out.ShouldContain(":warning: [bold]équipe.csv");
        refused.Out.ShouldContain(":smile: [x]");
    }

    [Test]
    public async Task What_is_wrong_with_the_line_is_usage_and_said_on_standard_error()
    {
        foreach (var line in (string[][])[[], ["import"], ["export", "gapz"], ["keys", "add"], ["keys", "add", "--scope", "king"], ["import", Path.Combine(Folder, "none.csv")], ["calendar", "set", "fortnight"], ["calendar", "set", "month", "--time-zone", "Mars/Olympus"]])
        {
            var (exit, data, error) = await On(line);
            exit.ShouldBe(2, string.Join(' ', line));
            data.ShouldBeEmpty(string.Join(' ', line));
            error.ShouldNotBeEmpty(string.Join(' ', line));
        }
    }

    [Test]
    public async Task Reading_from_a_store_that_is_not_there_is_refused_and_makes_none()
    {
        foreach (var line in (string[][])[["export", "gaps"], ["keys", "list"], ["codebook", "list"], ["imports", "list"], ["calendar", "show"], ["recompute"]])
        {
            var (exit, data, error) = await On(line);
            exit.ShouldBe(1, string.Join(' ', line));
            data.ShouldBeEmpty();
            error.ShouldContain("there is no store");
        }

        File.Exists(StorePath).ShouldBeFalse();
    }

    [Test]
    public async Task What_fails_says_so_in_one_line()
    {
        await File.WriteAllTextAsync(StorePath, new string('x', 4096));
        var (exit, data, error) = await On("keys", "list");
        exit.ShouldBe(3);
        data.ShouldBeEmpty();
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith($"failed: the store '{StorePath}' cannot be opened");
    }

    [Test]
    public async Task Keys_are_made_listed_and_ended()
    {
        var made = await On("keys", "add", "--scope", "ingest", "--name", "nightly");
        made.Exit.ShouldBe(0);
        made.Out.Trim().ShouldStartWith("sym_");
        var id = made.Error.Split(' ')[0];
        var list = await On("keys", "list");
        list.Out.ShouldContain($"{id}\tingest\tnightly\t");
        list.Out.ShouldNotContain(made.Out.Trim());
        (await On("keys", "revoke", id)).Exit.ShouldBe(0);
        (await On("keys", "revoke", id)).Exit.ShouldBe(1);
    }

    [Test]
    public async Task A_codebook_with_problems_is_refused_and_each_is_named()
    {
        var file = Path.Combine(Folder, "codebook.json");
        await File.WriteAllTextAsync(file, """{"key":"x","voice":"nobody","layout":"wide","columns":{"team":"t","date":"d"},"items":[]}""");
        var (exit, _, error) = await On("codebook", "add", file);
        exit.ShouldBe(1);
        error.ShouldContain("voice: 'nobody'");
        error.ShouldContain("items: must not be empty");
        (await On("codebook", "list")).Out.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Test]
    public async Task The_calendar_is_set_by_name_or_from_a_file()
    {
        (await On("calendar", "set", "Half", "--time-zone", "Europe/Zurich")).Exit.ShouldBe(0);
        var shown = await On("calendar", "show");
        shown.Out.ShouldContain("\"half\"");
        shown.Error.ShouldContain("Europe/Zurich");
        var file = Path.Combine(Folder, "waves.json");
        await File.WriteAllTextAsync(file, """{"kind":"named","windows":[{"key":"Wave 1","employeeFrom":"2026-01-01","employeeTo":"2026-02-01","customerFrom":"2026-02-01","customerTo":"2026-03-01"}]}""");
        (await On("calendar", "set", file)).Exit.ShouldBe(0);
        (await On("calendar", "show")).Out.ShouldContain("Wave 1");
        await File.WriteAllTextAsync(file, """{"kind":"named","windows":[]}""");
        (await On("calendar", "set", file)).Exit.ShouldBe(1);
    }

    [Test]
    public async Task The_demo_tells_what_the_samples_were_made_to_show()
    {
        var demo = await On("demo", "--no-serve");
        demo.Exit.ShouldBe(0, demo.Error);
        var told = demo.Out.ReplaceLineEndings(" ");
        told.ShouldContain("employee-favoured in most dimensions (4): La Chaux-de-Fonds, Lausanne Flon, Mulhouse, Paris Gare de Lyon");
        // What single shops cannot show, the company as a whole can.
        told.ShouldContain("symmetric (1): Maison Clairval (11 of 11 dimensions)");
        told.ShouldContain("Verdicts on 396 gaps of 36 teams: 0 symmetric, 46 employee-favoured, 33 customer-favoured, 317 undetermined");
        told.ShouldContain("Saint-Étienne: employees −19.4");
        told.ShouldContain("Strasbourg Kléber (recognition)");
        told.ShouldContain("withheld (4): Dijon Darcy, Paris Alésia, Montreux, Martigny");
        told.ShouldContain("+10.0 helped");
        told.ShouldNotContain("\u001b[", Case.Sensitive, "no colour where there is no terminal");
        (await On("demo", "--no-serve")).Exit.ShouldBe(1, "the demo wants a fresh file");
    }

    [Test]
    public async Task The_demo_serves_what_it_showed_until_it_is_told_to_stop()
    {
        var (data, notes) = (new Lines(), new Lines());
        using var stop = new CancellationTokenSource();
        var demo = Shell.Run(data, notes, stop.Token, "demo", "--store", StorePath, "--urls", "http://127.0.0.1:0");
        var lines = await data.Until("Ctrl+C ends it.", demo);
        var curls = lines.Split('\n').Where(l => l.StartsWith("curl ", StringComparison.Ordinal)).ToArray();
        curls.Length.ShouldBe(3);
        using var client = new HttpClient();
        var links = lines.Split('\n').Where(l => l.Contains("/#key=", StringComparison.Ordinal)).Select(l => l.Trim().Split("#key=")).ToArray();
        links.Length.ShouldBe(2, "one to look, one to import and recompute as well");
        foreach (var (link, asked) in links.Zip(["/v1/plots/symmetry-map.svg", "/v1/disclosure"]))
        {
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            (await client.GetStringAsync(link[0])).ShouldContain("<title>Symetrie</title>");
            using var request = new HttpRequestMessage(HttpMethod.Get, link[0].TrimEnd('/') + asked);
            request.Headers.Add("X-Api-Key", link[1]);
            (await client.SendAsync(request)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        }

        client.DefaultRequestHeaders.Accept.Clear();
        foreach (var curl in curls)
        {
            var parts = curl.Split(' ', 4);
            using var request = new HttpRequestMessage(HttpMethod.Get, parts[3].Trim().Trim('\''));
            request.Headers.Add("X-Api-Key", parts[2].TrimStart(':'));
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, curl);
            (await response.Content.ReadAsStringAsync()).ShouldContain("2026-Q3", Case.Sensitive, curl);
        }

        await stop.CancelAsync();
        (await demo).ShouldBe(0);
        notes.ToString().ShouldContain("listening on http://127.0.0.1:");
    }

    private static string Sample(string name) => Path.Combine(Checkout.Root, "data", "exports", "sample", name);

    private async Task Codebooks()
    {
        foreach (var name in (string[])["sample-employee", "sample-customer"])
            (await On("codebook", "add", Path.Combine(Checkout.Root, "data", "codebooks", $"{name}.json"))).Exit.ShouldBe(0);
    }

    private Task<(int Exit, string Out, string Error)> On(params string[] args) => Shell.Run([.. args, "--store", StorePath]);

    // What a command has written so far, while it still runs.
    private sealed class Lines : StringWriter
    {
        private readonly Lock gate = new();

        public override void Write(char[] buffer, int index, int count) => Do(() => base.Write(buffer, index, count));

        public override void Write(string? value) => Do(() => base.Write(value));

        public override void Write(char value) => Do(() => base.Write(value));

        public override void WriteLine(string? value) => Do(() => base.WriteLine(value));

        public override string ToString()
        {
            lock (gate) return base.ToString();
        }

        public async Task<string> Until(string text, Task command)
        {
            while (!ToString().Contains(text, StringComparison.Ordinal))
            {
                if (command.IsCompleted) Assert.Fail($"the command ended before it said '{text}': {this}");
                await Task.Delay(50);
            }

            return ToString();
        }

        private void Do(Action write)
        {
            lock (gate) write();
        }
    }
}
