using System.Runtime.InteropServices;

namespace Symetrie.Analytics.Disclosure;

/// <summary>How the contributions of a column are written: persons as differences, scores as places in a list of the distinct ones.</summary>
internal static class ClassCode
{
    public static void Write(ByteWriter writer, List<HistoryClass> classes)
    {
        var listings = classes.ConvertAll(c => c.Set.Listing());
        var scores = Scores(listings);
        writer.Number(scores.Count);
        foreach (var score in scores.Keys) writer.Number(score);
        writer.Number(classes.Count);
        foreach (var (at, known) in classes.Index())
        {
            writer.Number(known.Atom + 1);
            writer.Number((long)known.Rows);
            writer.Number(known.Gone);
            var members = Ordered(listings[at]);
            writer.Number(members.Length);
            var previous = 0L;
            foreach (var member in members)
            {
                writer.Number(member.Number - previous);
                writer.Number((scores[member.Score] << 2) | (member.Repeated ? 2 : 0) | (member.Lone ? 1 : 0));
                previous = member.Number;
            }
        }
    }

    public static List<HistoryClass> Read(ReadOnlySpan<byte> content)
    {
        var at = 0;
        var scores = new long[(int)Take(content, ref at)];
        for (var i = 0; i < scores.Length; i++) scores[i] = Take(content, ref at);
        var classes = new List<HistoryClass>((int)Take(content, ref at));
        for (var left = classes.Capacity; left > 0; left--)
        {
            var known = new HistoryClass { Atom = (int)Take(content, ref at) - 1, Rows = (ulong)Take(content, ref at), Gone = Take(content, ref at) };
            var members = new Member[(int)Take(content, ref at)];
            var previous = 0L;
            for (var i = 0; i < members.Length; i++)
            {
                previous += Take(content, ref at);
                var code = (int)Take(content, ref at);
                members[i] = new Member(previous, scores[code >> 2], (code & 2) != 0, (code & 1) != 0);
            }

            known.Members = members;
            classes.Add(known);
        }

        return classes;
    }

    private static Dictionary<long, int> Scores(List<Member[]> listings)
    {
        var scores = new Dictionary<long, int>();
        foreach (var members in listings)
            foreach (var member in members)
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(scores, member.Score, out var there);
                if (!there) place = scores.Count - 1;
            }

        return scores;
    }

    // Answers come in the order of persons already; only those of several teams together must be put in it.
    private static Member[] Ordered(Member[] members)
    {
        for (var i = 1; i < members.Length; i++)
        {
            if (Compare(members[i - 1], members[i]) <= 0) continue;
            var sorted = (Member[])members.Clone();
            Array.Sort(sorted, Compare);
            return sorted;
        }

        return members;
    }

    private static int Compare(Member a, Member b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : a.Score.CompareTo(b.Score);

    private static long Take(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)value;
        }
    }
}
