using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Symetrie.Analytics.Tests.Reference;

/// <summary>Compares computed values with expected JSON, and remembers every difference and the largest relative error.</summary>
public sealed class Comparison(ReferenceVector vector)
{
    public List<string> Differences { get; } = [];

    public double LargestRelativeError { get; private set; }

    public void Keys(IReadOnlyDictionary<string, object?> computed)
    {
        foreach (var expected in vector.Expected.EnumerateObject())
        {
            if (!computed.TryGetValue(expected.Name, out var got))
            {
                Differences.Add($"{expected.Name}: not computed");
                continue;
            }

            Value(expected.Name, expected.Name, expected.Value, got);
        }
    }

    private void Value(string key, string path, JsonElement expected, object? got)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Null:
                Require(got is null, path, "null", got);
                break;
            case JsonValueKind.Number:
                Number(key, path, expected.GetDouble(), got);
                break;
            case JsonValueKind.String:
                Require(string.Equals(got as string ?? System.Convert.ToString(got, CultureInfo.InvariantCulture), expected.GetString(), StringComparison.Ordinal), path, expected.GetString()!, got);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Require(got is bool b && b == expected.GetBoolean(), path, expected.GetRawText(), got);
                break;
            case JsonValueKind.Array:
                Items(key, path, expected, got);
                break;
            case JsonValueKind.Object:
                foreach (var member in expected.EnumerateObject())
                {
                    Value(key, $"{path}.{member.Name}", member.Value, (got as IDictionary)?[member.Name]);
                }

                break;
        }
    }

    private void Items(string key, string path, JsonElement expected, object? got)
    {
        if (got is string or null || got is not IEnumerable sequence)
        {
            Require(false, path, "an array", got);
            return;
        }

        var items = sequence.Cast<object?>().ToList();
        Require(items.Count == expected.GetArrayLength(), path, $"{expected.GetArrayLength()} items", items.Count);
        var i = 0;
        foreach (var item in expected.EnumerateArray())
        {
            if (i < items.Count)
            {
                Value(key, $"{path}[{i}]", item, items[i]);
            }

            i++;
        }
    }

    private void Number(string key, string path, double expected, object? got)
    {
        if (got is null or string or bool || got is IEnumerable)
        {
            Require(false, path, expected.ToString("R", CultureInfo.InvariantCulture), got);
            return;
        }

        var value = System.Convert.ToDouble(got, CultureInfo.InvariantCulture);
        var tolerance = Tolerance.For(vector, key);
        Require(tolerance.Accepts(value, expected), path, expected.ToString("R", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture));
        if (Math.Abs(expected) > tolerance.Absolute)
        {
            LargestRelativeError = Math.Max(LargestRelativeError, Math.Abs((value - expected) / expected));
        }
    }

    private void Require(bool holds, string path, string expected, object? got)
    {
        if (!holds)
        {
            Differences.Add($"{path}: expected {expected}, got {got ?? "null"}");
        }
    }
}
