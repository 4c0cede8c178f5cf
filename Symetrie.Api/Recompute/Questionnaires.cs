using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>How the answers of each codebook fall into the dimensions of its voice.</summary>
internal sealed class Questionnaires
{
    private readonly Dictionary<long, Placed> byNumber;
    private readonly string[] digests;

    /// <param name="used">The versions that have responses.</param>
    /// <param name="mirror">The dimensions in the product's order; a codebook's own come after them.</param>
    public Questionnaires(IReadOnlyCollection<StoredCodebook> used, Mirror mirror)
    {
        var known = mirror.Dimensions.Select((d, i) => (d.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        Dimensions = [.. Voices.Both.Select(voice => used.Where(c => c.Codebook.Voice == voice).OrderBy(c => c.Number)
            .SelectMany(c => c.Codebook.Dimensions).DistinctBy(d => d.Key).OrderBy(d => known.GetValueOrDefault(d.Key, int.MaxValue)).ToArray())];
        Items = [.. Voices.Both.Select(voice => ItemsOf(used.Where(c => c.Codebook.Voice == voice).OrderBy(c => c.Number).Select(c => c.Codebook), Dimensions[(int)voice]))];
        byNumber = used.ToDictionary(c => c.Number, c => new Placed(c.Codebook, Dimensions[(int)c.Codebook.Voice], Items[(int)c.Codebook.Voice]));
        Forms = Voices.Both.SelectMany(voice => DimensionForm.Of(used.Where(c => c.Codebook.Voice == voice).Select(c => c.Codebook)).Select(f => (Name: (voice, f.Key), f.Value)))
            .ToDictionary(f => f.Name, f => f.Value);
        digests = [.. Voices.Both.Select(voice => DigestOf(used.Where(c => c.Codebook.Voice == voice).OrderBy(c => c.Number), Dimensions[(int)voice]))];
    }

    /// <summary>The dimensions by voice.</summary>
    public IReadOnlyList<Dimension>[] Dimensions { get; }

    /// <summary>How each voice is asked its dimensions.</summary>
    public IReadOnlyDictionary<(Voice Voice, string Dimension), DimensionForm> Forms { get; }

    /// <summary>The items by voice, in the order of their dimensions: columns of its sheets. Published figures have none.</summary>
    public IReadOnlyList<AskedItem>[] Items { get; }

    /// <summary>A digest of all that turns answers of a voice into scores.</summary>
    public string Digest(Voice voice) => digests[(int)voice];

    /// <summary>Adds a stored response to a sheet.</summary>
    public void Add(SheetBuilder sheet, in StoredAnswer answer) => byNumber[answer.Codebook].Add(sheet, answer);

    private static string DigestOf(IEnumerable<StoredCodebook> codebooks, IReadOnlyList<Dimension> dimensions)
    {
        var text = new StringBuilder().Append(SheetCode.Version).Append('\n').AppendJoin('\n', dimensions.Select(d => d.Key));
        foreach (var codebook in codebooks) text.Append('\n').Append(codebook.Number).Append('\t').Append(CodebookJson.Write(codebook.Codebook));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..12]);
    }

    // An item is known by its key and dimension: questionnaires that share one share its column. What managers and leaders say of single questions is not published,
    // so theirs have none: a team that answers none of them has still answered all of its own.
    private static AskedItem[] ItemsOf(IEnumerable<Codebook> codebooks, IReadOnlyList<Dimension> dimensions)
    {
        var at = dimensions.Select((d, i) => (d.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        return [.. codebooks.Where(c => c.Layout is Layout.Wide or Layout.Long && c.Respondents == Respondents.Team).SelectMany(c => c.Items).GroupBy(i => (i.Key, i.Dimension))
            .Select(g => new AskedItem(g.Key.Key, at[g.Key.Dimension], g.Select(i => AskedItem.PointsOf(i.Scale)).Distinct().Count() == 1 ? AskedItem.PointsOf(g.First().Scale) : null))
            .OrderBy(i => i.Dimension)];
    }

    private sealed class Placed
    {
        // Answers of common scales are turned into grains by table.
        private const int TableSteps = 1000;
        private readonly int[][] tables = [];
        private readonly int[] itemColumns = [];
        private readonly Item[] items;
        private readonly int itemWidth;
        private readonly Layout layout;
        private readonly Scoring scoring;
        private readonly int[] places;
        private readonly int[] itemPlaces;
        private readonly int width;
        private readonly Respondents respondents;

        public Placed(Codebook codebook, IReadOnlyList<Dimension> dimensions, IReadOnlyList<AskedItem> asked)
        {
            (items, itemWidth) = ([.. codebook.Items], asked.Count);
            (layout, scoring, width, respondents) = (codebook.Layout, new Scoring(codebook), dimensions.Count, codebook.Respondents);
            var at = dimensions.Select((d, i) => (d.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
            places = [.. scoring.Dimensions.Select(d => at[d])];
            itemPlaces = [.. codebook.Items.Select(i => at[i.Dimension])];
            if (layout is Layout.Aggregate or Layout.Invited || respondents != Respondents.Team) return;
            var columns = asked.Select((a, i) => ((a.Key, a.Dimension), i)).ToDictionary(p => p.Item1, p => p.i);
            itemColumns = [.. codebook.Items.Select((item, i) => columns[(item.Key, itemPlaces[i])])];
            tables = [.. codebook.Items.Select(i => i.Scale.Steps > TableSteps ? [] : Enumerable.Range(0, i.Scale.Steps + 1).Select(step => ItemGrain.OfStep(step, i.Scale.Steps, i.Reversed)).ToArray())];
        }

        public void Add(SheetBuilder sheet, in StoredAnswer answer)
        {
            if (layout is Layout.Aggregate or Layout.Invited)
            {
                var figure = AnswerCode.ReadFigure(answer.Content);
                if (layout == Layout.Invited) sheet.Invite(figure.N);
                else if (figure.N > 0) sheet.Add(new PublishedCell(itemPlaces[figure.Item], figure.N, figure.Score, figure.Sd));
                return;
            }

            Span<int> steps = stackalloc int[scoring.ItemCount];
            Span<long> scores = stackalloc long[places.Length];
            AnswerCode.Read(answer.Content, steps);
            scoring.Score(steps, scores);
            Span<long> placed = stackalloc long[width];
            placed.Fill(-1);
            for (var d = 0; d < places.Length; d++) placed[places[d]] = scores[d];
            if (respondents == Respondents.Managers) sheet.Posts.Add(answer.Number, answer.Person, placed);
            else if (respondents == Respondents.Leaders) sheet.Leaders.Add(answer.Number, answer.Person, placed);
            if (respondents != Respondents.Team) return;
            Span<int> grains = stackalloc int[itemWidth];
            grains.Fill(ItemGrain.Missing);
            for (var i = 0; i < steps.Length; i++)
                if (steps[i] >= 0) grains[itemColumns[i]] = tables[i].Length > 0 ? tables[i][steps[i]] : ItemGrain.OfStep(steps[i], items[i].Scale.Steps, items[i].Reversed);
            sheet.Add(answer.Number, answer.Person, placed, grains);
        }
    }
}
