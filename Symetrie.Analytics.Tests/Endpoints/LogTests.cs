using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Endpoints.Watch;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The log as the program writes it: one JSON object a line, one line a request, and no word of anybody.</summary>
public sealed class LogTests
{
    private const string Respondent = "canari.lucie-55@example.org";
    private const string FreeText = "le-canari-chante-trop";
    private const string Team = "Boutique-du-Canari";

    [Test]
    public async Task A_request_is_one_line_with_its_pattern_status_time_and_key()
    {
        var log = new Written();
        await using var api = await TestApi.Start(log: log);
        var id = api.Store.Keys.List().Single(k => k.Scope == "read").Id;
        await api.Reader.GetAsync("/v1/runs/r-7?x=1");
        await api.Anonymous.GetAsync("/v1/gaps");
        await api.Reader.GetAsync("/v1/Canari/secret");
        var lines = log.Requests();
        lines.Length.ShouldBe(3);
        (lines[0].Text("route"), lines[0].GetProperty("status").GetInt32(), lines[0].Text("key"), lines[0].Text("method")).ShouldBe(("/v1/runs/{id}", 400, id, "GET"));
        lines[0].GetProperty("ms").GetDouble().ShouldBeGreaterThan(0);
        (lines[1].GetProperty("status").GetInt32(), lines[1].GetProperty("key").GetString()).ShouldBe((401, null));
        lines[2].Text("route").ShouldBe("none");
        lines.ShouldAllBe(l => DateTimeOffset.Parse(l.Text("at")) > DateTimeOffset.UnixEpoch);
    }

    [Test]
    public async Task No_answer_respondent_key_or_free_text_is_in_the_log_not_even_when_something_breaks()
    {
        var log = new Written();
        await using var api = await TestApi.Start(log: log);
        await api.Ingester.PutAsync("/v1/codebooks/sample-employee", Asking.Body(TestApi.Codebook("sample-employee"), "application/json"));
        var export = File.ReadAllText(TestApi.Sample("employees.csv")).Split('\n');
        var cells = export[1].Split(',');
        var mine = string.Join('\n', export[0], string.Join(',', cells.Select((c, i) => i == 0 ? Respondent : i == 1 ? Team : c)), string.Join(',', cells.Select((c, i) => i == 3 ? FreeText : c)));
        foreach (var more in new[] { "", "?onError=skip", "?name=" + Team }) await api.Ingester.PostAsync("/v1/imports" + more, Asking.Body(mine));
        foreach (var address in new[] { $"/v1/gaps?team={Team}", $"/v1/{Respondent}", $"/v1/runs/{FreeText}", $"/v1/gaps?cursor={FreeText}" }) await api.Reader.GetAsync(address);
        await api.Admin.DeleteAsync($"/v1/respondents/{Respondent}");
        await api.Reader.GetAsync("/v1/gaps?key=" + api.Key(Scope.Admin));
        api.Store.Engine.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "drop table snapshot";
            return command.ExecuteNonQuery();
        });
        (await api.Reader.GetAsync($"/v1/gaps?team={Team}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.InternalServerError);
        await api.Admin.PostAsync("/v1/runs", null);
        for (var i = 0; i < 100 && !log.Lines.Any(l => l.Contains("Failed", StringComparison.Ordinal)); i++) await Task.Delay(50);

        var text = string.Join('\n', log.Lines);
        log.Lines.ShouldAllBe(l => JsonDocument.Parse(l, default).RootElement.ValueKind == JsonValueKind.Object && !l.TrimEnd('\n').Contains('\n'));
        // What broke is there to be mended: its type and its place.
        text.ShouldContain("SqliteException");
        text.ShouldContain("Symetrie.Api.Stores.SnapshotStore");
        foreach (var word in new[] { Respondent, FreeText, Team, cells[0], "no such table", api.Key(Scope.Read), api.Key(Scope.Admin), api.Key(Scope.Ingest) }) text.ShouldNotContain(word);
    }

    [Test]
    public void The_message_of_a_failure_is_left_out_and_so_are_texts_that_are_not_ours()
    {
        var log = new Written();
        var failure = new InvalidOperationException(Respondent, new FormatException(FreeText));
        log.CreateLogger("elsewhere").Log(LogLevel.Error, failure, "read {Cell} of {Count}", Team, 3);
        var line = JsonDocument.Parse(log.Lines.Single()).RootElement;
        line.Text("message").ShouldBe("read {Cell} of {Count}");
        line.GetProperty("count").GetInt32().ShouldBe(3);
        line.TryGetProperty("cell", out _).ShouldBeFalse();
        line.GetProperty("failure").EnumerateArray().Select(f => f.GetString()).ShouldBe(["System.InvalidOperationException", "System.FormatException"]);
    }

    // What the console is given, without the console.
    private sealed class Written : ILoggerProvider
    {
        private readonly JsonLines formatter = new(TimeProvider.System);

        public ConcurrentQueue<string> Lines { get; } = [];

        public JsonElement[] Requests() => [.. Lines.Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.Text("event") == RequestWatch.Event)];

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Category(Written owner, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var text = new StringWriter();
                owner.formatter.Write(new LogEntry<TState>(logLevel, name, eventId, state, exception, formatter), null, text);
                owner.Lines.Enqueue(text.ToString());
            }
        }
    }
}
