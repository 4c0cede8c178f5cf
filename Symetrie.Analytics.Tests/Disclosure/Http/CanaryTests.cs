using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Analytics.Tests.Stores;

namespace Symetrie.Analytics.Tests.Disclosure.Http;

/// <summary>Peculiar words in an export, searched for wherever a read key, a log or an export of results reaches.</summary>
internal sealed class CanaryTests
{
    private const string Respondent = "canari.fabienne-7f3@example.org";
    private const string FreeText = "le-canari-chante-faux";
    private const string RejectedTeam = "Atelier du Canari perdu";
    private const string RejectedRespondent = "canari-rejete-19";
    private const string BadCell = "canari-en-toutes-lettres";

    private static readonly string[] Canaries = [Respondent, FreeText, RejectedTeam, RejectedRespondent, BadCell];

    [Test]
    public async Task No_word_of_an_answer_reaches_a_reader_a_log_or_an_export()
    {
        var log = new Heard();
        var made = Organisation.Of("org(a:9 b:12 few:4 other:3)");
        await using var served = await ServedOrganisation.Start(made, seed: 1, log);
        var report = await served.Import(Export(), "employee", "&onError=skip&name=canari.csv");
        await served.Publish();
        // Refused whole: nothing of it is kept, and nobody else hears of it.
        var refused = await served.Ingester.PostAsync("/v1/imports?codebook=employee", Endpoints.Asking.Body(Export()));
        ((int)refused.StatusCode).ShouldBe(422);

        // The search can succeed: whoever may take exports in is shown the bad cell, and the log has lines.
        report.ShouldContain(BadCell);
        log.Lines.ShouldNotBeEmpty();
        var (everything, crawl) = (new StringBuilder(), new Crawl(served.Reader));
        for (var turn = 0; turn < 3; turn++) await crawl.All(turn);
        foreach (var (address, answer) in crawl.Seen) everything.Append(address).Append('\n').Append(answer).Append('\n');
        foreach (var measure in MeasureCatalogue.All)
            foreach (var format in new[] { "csv", "json" }) everything.Append((await Shell.Run("export", measure.Name, "--format", format, "--store", served.Store.Engine.Address)).Out);
        everything.ToString().ShouldContain("rest-of:org");
        var lines = new[]
        {
            Line("canary answers in all that a read key gets, and in exports", everything.ToString(), Canaries),
            Line("canary answers in logs", string.Join('\n', log.Lines), [.. Canaries, "few", "other"]),
            Line("canary answers in the store's files", Files(served.Folder), [Respondent, FreeText, RejectedTeam, RejectedRespondent]),
        };
        Hits(Files(served.Folder), [BadCell]).ShouldBe([BadCell], "the sample of the bad cell is kept with the report of the import, for those who may read that");
        foreach (var line in lines)
        {
            AttackTable.Add(line);
            line.Here.ShouldBe(0);
        }
    }

    [Test]
    public async Task No_address_that_a_read_key_opens_leads_to_reports_backups_or_the_store()
    {
        await using var served = await ServedOrganisation.Start(Organisation.Of("org(a:9 b:3)"), seed: 1);
        foreach (var address in new[] { "/v1/imports", "/v1/imports/i-1", "/v1/disclosure" }) ((int)(await served.Reader.GetAsync(address)).StatusCode).ShouldBe(403, address);
        foreach (var address in new[] { "/store.db", "/store.db-wal", "/store.db.key", "/v1/backup", "/backup", "/v1/imports/i-1/errors.csv", "/..%2fstore.db", "/swagger/..%2f..%2fstore.db" })
            ((int)(await served.Reader.GetAsync(address)).StatusCode).ShouldBeOneOf([403, 404], address);
    }

    private static string Export() =>
        "team,date,who,a,comment\n"
        + $"few,2026-01-10,{Respondent},2,{FreeText}\n"
        + $"{RejectedTeam},2026-01-11,{RejectedRespondent},{BadCell},{FreeText}\n"
        + $"few,never,{RejectedRespondent},3,{FreeText}\n";

    private static AttackLine Line(string attack, string text, string[] canaries) =>
        new(attack, $"teams of 9, 12, 4 and 3; {canaries.Length} words") { Tried = 1, Plain = null, Here = Hits(text, canaries).Length };

    private static string[] Hits(string text, string[] canaries) => [.. canaries.Where(c => text.Contains(c, StringComparison.OrdinalIgnoreCase))];

    private static string Files(string folder) => string.Concat(Directory.GetFiles(folder).Select(f => Encoding.UTF8.GetString(Erasable.Bytes(f))));

    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
