using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Erasing over HTTP, on a program of its own: it changes what is stored.</summary>
public sealed class RespondentTests
{
    private const string Respondent = "EMP-0101";

    [Test]
    public async Task An_administrator_erases_and_the_next_export_says_so_and_no_log_names_anybody()
    {
        await using var api = await TestApi.StartWithSamples();
        var log = new Heard();
        api.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var person = PersonNumber.Of(api.Store, Voice.Employee, Respondent);
        var hash = PersonNumber.Text(person);
        var held = api.Store.Subjects.Answers(person);
        held.ShouldNotBeEmpty();

        foreach (var weak in new[] { api.Reader, api.Ingester }) (await weak.DeleteAsync($"/v1/respondents/{hash}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        api.Store.Subjects.Answers(person).Count.ShouldBe(held.Count);
        var response = await api.Admin.DeleteAsync($"/v1/respondents/{hash}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var outcome = await response.Json();
        outcome.GetProperty("responses").GetInt64().ShouldBe(held.Select(a => a.Day).Distinct().Count());
        outcome.GetProperty("purged").GetBoolean().ShouldBeTrue();
        api.Store.Subjects.Answers(person).ShouldBeEmpty();

        var posted = await api.Ingester.PostAsync("/v1/imports?codebook=sample-employee", Asking.Body(await File.ReadAllTextAsync(TestApi.Sample("employees.csv"))));
        var report = await posted.Json();
        report.GetProperty("erased").GetInt64().ShouldBe(outcome.GetProperty("responses").GetInt64());
        report.GetProperty("added").GetInt64().ShouldBe(0);

        api.Publish();
        log.Lines.ShouldNotContain(l => l.Contains(hash, StringComparison.OrdinalIgnoreCase) || l.Contains(Respondent, StringComparison.Ordinal));
        (await api.Admin.DeleteAsync($"/v1/respondents/{hash}")).StatusCode.ShouldBe(HttpStatusCode.OK, "erasing twice changes nothing");
    }

    [TestCase("none")]
    [TestCase("ffffffffffffffff")]
    [TestCase("00000000000000000")]
    [TestCase("-000000000000001")]
    public async Task What_is_no_hash_is_refused(string hash)
    {
        var response = await PublishedSamples.Api.Admin.DeleteAsync($"/v1/respondents/{hash}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Json()).Text("parameter").ShouldBe("hash");
    }

    [Test]
    public async Task Nothing_of_a_respondent_can_be_read()
    {
        var hash = PersonNumber.Text(PersonNumber.Of(PublishedSamples.Api.Store, Voice.Employee, Respondent));
        var response = await PublishedSamples.Api.Admin.GetAsync($"/v1/respondents/{hash}");
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Test]
    public async Task Administrators_see_thresholds_and_counts_and_no_team()
    {
        var page = await PublishedSamples.Api.Admin.Json("/v1/disclosure");
        var rows = page.Rows();
        rows.Length.ShouldBe(12, "six quarters, two voices");
        foreach (var row in rows)
        {
            (row.GetProperty("minimum").GetInt64(), row.GetProperty("detailMinimum").GetInt64()).ShouldBe((5, 20));
            row.GetProperty("released").GetInt64().ShouldBeGreaterThan(0);
        }

        rows.ShouldContain(r => r.GetProperty("withheld").GetInt64() > 0);
        page.GetRawText().ShouldNotContain("S16");
    }

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
