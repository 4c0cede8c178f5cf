namespace Symetrie.Analytics.Disclosure;

/// <summary>How many persons stand behind some contributions and not behind others.</summary>
internal static class PersonsApart
{
    /// <summary>Counts those of the first alone, and those of the second alone; each once.</summary>
    public static (long First, long Second) Count(List<Member[]> first, List<Member[]> second)
    {
        var (a, b, before, now) = (0, 0, Numbers(first), Numbers(second));
        var (ofFirst, ofSecond) = (0L, 0L);
        while (a < before.Length || b < now.Length)
        {
            var least = b == now.Length || (a < before.Length && before[a] <= now[b]) ? before[a] : now[b];
            var (isBefore, isNow) = (Pass(before, ref a, least), Pass(now, ref b, least));
            if (!isNow) ofFirst++;
            if (!isBefore) ofSecond++;
        }

        return (ofFirst, ofSecond);
    }

    private static bool Pass(long[] numbers, ref int at, long number)
    {
        var from = at;
        while (at < numbers.Length && numbers[at] == number) at++;
        return at > from;
    }

    private static long[] Numbers(List<Member[]> lists)
    {
        var (numbers, at) = (new long[lists.Sum(l => l.Length)], 0);
        foreach (var members in lists)
            foreach (var member in members) numbers[at++] = member.Number;
        Array.Sort(numbers);
        return numbers;
    }
}
