using System.Text;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Values that mean harm, drawn from a seed.</summary>
internal sealed class HostileValues(int seed)
{
    /// <summary>What no answer may repeat as it is.</summary>
    public const string Markup = "<script>symetrie-hostile</script>";

    private static readonly string[] Seeds =
    [
        Markup, $"\"'>{Markup}", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "' or '1'='1", "'; drop table rows_gaps; --", "\" union select hash from api_key --", "1;pragma table_info(api_key)", "?1", "@p0", ":x", "$1", "%", "_",
        "S16' and (select count(*) from answer) > 0 --", "../../../etc/passwd", "..%2f..%2fstore.db", "file:///etc/passwd", "http://169.254." + "169.254/latest/meta-data", "${jndi:ldap://x/a}", "{{7*7}}", "#{7*7}", "%s%s%n", "`id`", "$(id)", "| id", "=1+1", "+1", "-1", "@SUM(1)", "\t=1",
        "\0", "a\0b", "\r\nX-Evil: 1", "%0d%0aX-Evil:%201", "\u2028", "\u202Egnp", "\uFEFF", "\u0000\u0001\u001f", "ſ", "İ", "ﷺ", "Z\u0351\u036b\u0343", "💥", "null", "undefined", "NaN", "Infinity", "-0", "1e309", "0x7fffffff", "9223372036854775808", "-9223372036854775809", "00000000000000000000000001", "1,2,,3", ",", ",,,,",
        "true", "TRUE", "[]", "{}", "[1]", "{\"$gt\":\"\"}", "2026-02-30", "2026-Q5", "0000-Q1", "9999-Q4", "2026-Q3 ", "s-", "r-9223372036854775808", "r--1", "i-1;", "W/\"", "\"\"", "*", "*/*;q=x", "text/csv;q=99999999999", "gzip;q=-1", "wait=99999999999999999999", "wait=-1", "bytes=0-0,0-0,0-0", "Thu, 99 Foo 2026", "sym_000000000000_0", "Basic ====", "Bearer ",
    ];

    private readonly Random random = new(seed);

    /// <summary>The next value: one of the known, whole or mutilated, or noise.</summary>
    public string Next()
    {
        var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
        for (var turns = random.Next(4); turns > 0; turns--) Change(text);
        return text.ToString();
    }

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>As it goes into an address: escaped well, badly or not at all.</summary>
    public string Escaped(string value) => random.Next(4) switch
    {
        0 => string.Concat(Encoding.UTF8.GetBytes(value).Select(b => $"%{b:x2}")),
        1 => Uri.EscapeDataString(value) + Of(["%", "%f", "%ff", "%c0%ae", "%u0041", ""]),
        _ => Uri.EscapeDataString(value),
    };

    /// <summary>As it can go into a header: HTTP itself ends a header at a line's end.</summary>
    public static string ForHeader(string value) => string.Concat(value.Where(c => c is '\t' or (>= ' ' and <= '~')));

    /// <summary>A cursor whose parts are hostile.</summary>
    public string Cursor(string good)
    {
        var parts = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(good)).Split('|');
        for (var turns = 1 + random.Next(3); turns > 0; turns--) parts[random.Next(parts.Length)] = Of([Next(), "", "-1", "9223372036854775807", "9223372036854775808"]);
        return random.Next(3) == 0 ? Next() : System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', parts)));
    }

    private void Change(StringBuilder text)
    {
        switch (random.Next(5))
        {
            case 0: text.Append(Seeds[random.Next(Seeds.Length)]); break;
            case 1 when text.Length > 1: text.Remove(random.Next(text.Length), 1); break;
            case 2: text.Insert(random.Next(text.Length + 1), (char)random.Next(1, 0x2ff)); break;
            case 3: text.Insert(0, new string((char)('!' + random.Next(90)), random.Next(1, 600))); break;
            default: text.Replace("a", "A").Replace("'", "''"); break;
        }
    }
}
