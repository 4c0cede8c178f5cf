using System.Data.Common;
using System.Globalization;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>One answer of a person, as the person gave it.</summary>
/// <param name="Codebook">The questionnaire's key and version.</param>
/// <param name="Day">The day, <c>YYYY-MM-DD</c>.</param>
/// <param name="Team">The team as the export wrote it.</param>
/// <param name="Item">The item's key.</param>
/// <param name="Answer">The point on the item's scale.</param>
/// <param name="Version"><c>current</c>, or <c>earlier</c> where a later export corrected it.</param>
public sealed record SubjectAnswer(string Codebook, string Day, string Team, string Item, string Answer, string Version);

/// <summary>Subject access: the one way by which a person's own answers leave the store.</summary>
public sealed class SubjectStore
{
    private readonly Store store;

    internal SubjectStore(Store store) => this.store = store;

    /// <summary>All answers that are held of a person, by day.</summary>
    /// <param name="person">The person's number.</param>
    public IReadOnlyList<SubjectAnswer> Answers(long person) => store.Engine.Read(connection =>
    {
        var codebooks = store.Codebooks.Versions(connection).ToDictionary(c => c.Number);
        var held = connection.Query<Held>(store.Sql("list-subject-answers"), new { person }).Concat(Packs.All(store, connection).SelectMany(p => Packed(p, person)))
            .OrderBy(h => h.Day).ThenBy(h => h.Codebook).ThenByDescending(h => h.Current).ThenBy(h => h.Import).ToArray();
        return held.SelectMany(h => Told(connection, codebooks[h.Codebook], h)).ToArray();
    });

    private static List<Held> Packed(Pack pack, long person)
    {
        var held = new List<Held>();
        for (var reader = AnswerPack.Read(pack.Content); reader.Next();)
            if (reader.Person == person && person != reader.Number)
                held.Add(new Held { Codebook = pack.Codebook, Import = pack.Import, Unit = pack.Unit, Day = reader.Day, Content = reader.Content.ToArray(), Current = 1 });
        return held;
    }

    private IEnumerable<SubjectAnswer> Told(DbConnection connection, StoredCodebook codebook, Held held)
    {
        var (items, steps) = (codebook.Codebook.Items, new int[codebook.Codebook.Items.Count]);
        AnswerCode.Read(held.Content, steps);
        var day = DateOnly.FromDayNumber((int)held.Day);
        var team = store.Teams.Spelling(connection, held.Unit, held.Import, day.AddDays(1 - day.Day));
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] < 0) continue;
            var point = items[i].Scale.PointAt(steps[i]).ToString(CultureInfo.InvariantCulture);
            yield return new SubjectAnswer($"{codebook.Codebook.Key} {codebook.Version}", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), team, items[i].Key, point, held.Current == 1 ? "current" : "earlier");
        }
    }

    private sealed record Held
    {
        public long Codebook { get; init; }

        public long Import { get; init; }

        public long Unit { get; init; }

        public long Day { get; init; }

        public byte[] Content { get; init; } = [];

        public long Current { get; init; }
    }
}
