using System.Buffers.Binary;
using System.Security.Cryptography;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A pool as the ledger keeps it: sums of squares and products, and how many of each team it holds.</summary>
/// <param name="AsOf">The day from which it stands.</param>
/// <param name="Parts">Its dimensions.</param>
internal sealed record PoolFigure(DateOnly AsOf, List<PoolFigure.Part> Parts)
{
    /// <summary>By which it is seen at a glance that nothing has changed.</summary>
    public ulong Fingerprint { get; init; }

    private readonly List<(int First, int Second, int Teams, long N, GroupedSums Sums)> pairs = [];

    /// <summary>One dimension.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Teams">How many respondents of each team, by its key.</param>
    public sealed record Part(string Key, SortedDictionary<string, long> Teams)
    {
        public double Between { get; init; }

        public double Within { get; init; }

        public string[] Items { get; init; } = [];

        public Moments Moments { get; init; } = Moments.Empty(0);

        public PooledVariance?[] Variances { get; init; } = [];
    }

    /// <summary>The same figure from another day on.</summary>
    public PoolFigure At(DateOnly day) => this with { AsOf = day };

    /// <summary>Fills in the sums.</summary>
    public void Add(PoolSums sums)
    {
        sums.Load([.. Parts.Select(p => p.Key)]);
        var filled = new Part[Parts.Count];
        Parallel.For(0, filled.Length, i => filled[i] = Filled(sums, Parts[i]));
        for (var i = 0; i < Parts.Count; i++)
        {
            Parts[i] = filled[i];
            for (var j = 0; j < i; j++)
                if (sums.Pair(Parts[j].Key, Parts[i].Key) is { Teams: >= 10, N: >= 100 } pair) pairs.Add((j, i, pair.Teams, pair.N, pair.Sums));
        }

        pairs.Sort((a, b) => (a.First, a.Second).CompareTo((b.First, b.Second)));
    }

    private static Part Filled(PoolSums sums, Part part)
    {
        var (scores, items) = (sums.Pair(part.Key, part.Key).Sums, sums.ItemsOf(part.Key));
        var (moments, variances) = items.Length == 0 ? (Moments.Empty(0), []) : sums.Items(part.Key, 10, 100);
        return part with { Between = scores.BetweenXx, Within = scores.WithinXx, Items = items, Moments = moments, Variances = variances };
    }

    /// <summary>Whether the teams that come and go with a newer figure hold nobody or enough, dimension by dimension.</summary>
    public bool Keeps(PoolFigure newer, int minimum) => Parts.TrueForAll(old =>
    {
        if (newer.Parts.Find(p => p.Key == old.Key) is not { } part) return true;
        var come = part.Teams.Where(t => !old.Teams.ContainsKey(t.Key)).Sum(t => t.Value);
        var gone = old.Teams.Where(t => !part.Teams.ContainsKey(t.Key)).Sum(t => t.Value);
        return (come == 0 || come >= minimum) && (gone == 0 || gone >= minimum);
    });

    /// <summary>The figure as readers may see it.</summary>
    public ReleasedPool Released()
    {
        const double GrainsPerPoint = ItemGrain.Full / 100d;
        var dimensions = Parts.ConvertAll(p => new PooledDimension(p.Key)
        {
            Teams = p.Teams.Count,
            N = p.Teams.Values.Sum(),
            SquaredSizes = p.Teams.Values.Sum(n => (double)n * n),
            Between = p.Between,
            Within = p.Within,
            Items = p.Items,
            Moments = p.Moments.N >= 100 ? ItemMoments.OfSums(p.Moments.N, p.Moments.Sums, p.Moments.Products, GrainsPerPoint) : null,
            ItemVariances = p.Variances,
        });
        var content = (this with { AsOf = DateOnly.MinValue, Fingerprint = 0 }).Write();
        return new ReleasedPool(AsOf, dimensions, pairs.ConvertAll(p => new PooledPair(Parts[p.First].Key, Parts[p.Second].Key, p.Teams, p.N, p.Sums)), Convert.ToHexString(SHA256.HashData(content)[..12]));
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(AsOf.DayNumber);
        writer.Write(Fingerprint);
        writer.Write(Parts.Count);
        foreach (var part in Parts) Write(writer, part);
        writer.Write(pairs.Count);
        foreach (var (first, second, teams, n, sums) in pairs)
        {
            writer.Write(first);
            writer.Write(second);
            writer.Write(teams);
            writer.Write(n);
            foreach (var sum in (double[])[sums.BetweenXx, sums.BetweenYy, sums.BetweenXy, sums.WithinXx, sums.WithinYy, sums.WithinXy]) writer.Write(sum);
        }

        writer.Flush();
        return stream.ToArray();
    }

    public static PoolFigure Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content, writable: false));
        var figure = new PoolFigure(DateOnly.FromDayNumber(reader.ReadInt32()), []) { Fingerprint = reader.ReadUInt64() };
        for (var i = reader.ReadInt32(); i > 0; i--) figure.Parts.Add(ReadPart(reader));
        for (var i = reader.ReadInt32(); i > 0; i--)
            figure.pairs.Add((reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64(),
                new GroupedSums(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble())));
        return figure;
    }

    private static void Write(BinaryWriter writer, Part part)
    {
        writer.Write(part.Key);
        writer.Write(part.Teams.Count);
        foreach (var (team, n) in part.Teams)
        {
            writer.Write(team);
            writer.Write(n);
        }

        writer.Write(part.Between);
        writer.Write(part.Within);
        writer.Write(part.Items.Length);
        for (var i = 0; i < part.Items.Length; i++)
        {
            writer.Write(part.Items[i]);
            var variance = part.Variances[i] ?? new PooledVariance(0, 0, 0, 0);
            writer.Write(variance.Variance);
            writer.Write(variance.DegreesOfFreedom);
            writer.Write(variance.Teams);
            writer.Write(variance.N);
        }

        writer.Write(part.Moments.N);
        foreach (var sum in (Int128[])[.. part.Moments.Sums, .. part.Moments.Products]) Write(writer, sum);
    }

    private static Part ReadPart(BinaryReader reader)
    {
        var (key, teams) = (reader.ReadString(), new SortedDictionary<string, long>(StringComparer.Ordinal));
        for (var i = reader.ReadInt32(); i > 0; i--) teams[reader.ReadString()] = reader.ReadInt64();
        var (between, within) = (reader.ReadDouble(), reader.ReadDouble());
        var items = new string[reader.ReadInt32()];
        var variances = new PooledVariance?[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = reader.ReadString();
            var variance = new PooledVariance(reader.ReadDouble(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt64());
            variances[i] = variance.N == 0 ? null : variance;
        }

        var n = reader.ReadInt64();
        var moments = Moments.Of(n, [.. items.Select(_ => ReadSum(reader))], [.. Enumerable.Range(0, items.Length * items.Length).Select(_ => ReadSum(reader))]);
        return new Part(key, teams) { Between = between, Within = within, Items = items, Moments = moments, Variances = variances };
    }

    private static void Write(BinaryWriter writer, Int128 sum)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(bytes, sum);
        writer.Write(bytes);
    }

    private static Int128 ReadSum(BinaryReader reader) => BinaryPrimitives.ReadInt128LittleEndian(reader.ReadBytes(16));
}
