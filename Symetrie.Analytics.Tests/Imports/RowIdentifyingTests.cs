using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Exports;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Imports;

/// <summary>Rows that were read become batches of which nothing is lost, and none is larger than its numbers can tell.</summary>
internal sealed class RowIdentifyingTests
{
    private const string Codebook = """{"key":"k","voice":"customer","layout":"wide","columns":{"team":"team","date":"date","response":"id"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""";

    [TestCase(RowsRead.Most), TestCase(RowsRead.Most - 1), TestCase(1000)]
    public void Rows_that_each_name_another_team_come_in_batches_that_can_number_them(int portion)
    {
        const int total = 200_000;
        var (sizes, lines, content) = (new List<int>(), new List<long>(), AnswerCode.Write([1]));
        Identify(Portions(total, portion, content), batch =>
        {
            sizes.Add(batch.Responses.Count);
            lines.AddRange(batch.Responses.Rows.Select(r => r.Line));
            batch.Groups.Count.ShouldBe(batch.Responses.Count);
            for (var i = 0; i < batch.Marked.Count; i++) ((int)batch.Marked[i].Group).ShouldBe(i);
        });

        lines.ShouldBe(Enumerable.Range(0, total).Select(i => (long)i));
        sizes.ShouldAllBe(size => size <= RowIdentifying.BatchSize);
        // The one who writes has something to do before a whole batch is read.
        sizes[0].ShouldBeInRange(1, RowIdentifying.BatchSize / 4);
        sizes[3].ShouldBeGreaterThan(RowIdentifying.BatchSize - RowsRead.Most);
    }

    [Test]
    public void Known_rows_are_handed_on_before_they_are_too_many()
    {
        const int total = 150_000;
        var (rows, seen) = (0, new List<int>());
        Identify(Known(total), batch =>
        {
            batch.Seen.Count.ShouldBeLessThanOrEqualTo(RowIdentifying.BatchSize);
            rows += batch.Rows;
            seen.AddRange(batch.Seen.Select(s => s.Number));
        });

        rows.ShouldBe(total);
        seen.ShouldBe(Enumerable.Range(0, total));
    }

    private static void Identify(IEnumerable<RowsRead> read, Action<IntakeBatch> hand)
    {
        using var test = new TestStore();
        test.Know(Codebook);
        var codebook = test.Store.Codebooks.All().Single();
        var key = SecretKey.Of(test.Store);
        using var identity = new ResponseIdentity(key, codebook);
        using var erased = Tombstones.Among([], key);
        new RowIdentifying(identity, codebook.Codebook).Run(read, erased, hand);
    }

    private static IEnumerable<RowsRead> Portions(int total, int size, byte[] content)
    {
        var portion = new RowsRead();
        for (var line = 0; line < total; line++)
        {
            portion.Add(new ExportRow(new Response { Line = line, Team = $"t{line}", ResponseId = $"r{line}", Day = new DateOnly(2026, 1, 5), Content = content }, null, false), default, default);
            if (portion.Rows < size) continue;
            yield return portion;
            portion.Clear();
        }

        yield return portion;
    }

    private static IEnumerable<RowsRead> Known(int total)
    {
        for (var from = 0; from < total; from += RowsRead.Most)
        {
            var portion = new RowsRead();
            foreach (var n in Enumerable.Range(from, Math.Min(RowsRead.Most, total - from))) portion.Add(ExportRow.Known, default, new SeenRow(n, n));
            yield return portion;
        }
    }
}
