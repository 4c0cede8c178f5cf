using System.Globalization;
using System.Text.Json;

namespace Symetrie.Analytics.Surveys;

/// <summary>A response scale as JSON: <c>{ "min": 1, "max": 5, "decimals": 0, "labels": { "Strongly agree": 5 } }</c>.</summary>
internal static class ScaleJson
{
    /// <summary>Reads a scale; null where there is a problem, which is noted.</summary>
    public static ResponseScale? Read(JsonPlace place)
    {
        if (!place.IsObject("min", "max", "decimals", "labels")) return null;
        var (min, max) = (place.Need("min")?.Number(), place.Need("max")?.Number());
        var decimals = ReadDecimals(place);
        if (min is not { } low || max is not { } high || decimals is not { } places) return null;
        if (high <= low)
        {
            place.Problem("max", "must be above min");
            return null;
        }

        var points = (high - low) * Power(places);
        if (points > 100_000_000m)
        {
            place.Problem("the scale has more than 100,000,000 points");
            return null;
        }

        if (points != decimal.Truncate(points))
        {
            place.Problem("max", $"{Text(high)} cannot be reached from {Text(low)} in steps of {Text(1 / Power(places))}");
            return null;
        }

        return ReadLabels(place.Find("labels"), low, high, places) is { } labels ? new ResponseScale(low, high, places, labels) : null;
    }

    /// <summary>Writes a scale, every property of it.</summary>
    public static void Write(Utf8JsonWriter writer, ResponseScale scale)
    {
        writer.WriteStartObject();
        writer.WriteNumber("min", scale.Min);
        writer.WriteNumber("max", scale.Max);
        writer.WriteNumber("decimals", scale.Decimals);
        writer.WriteStartObject("labels");
        foreach (var (label, point) in scale.Labels.OrderBy(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal)) writer.WriteNumber(label, point);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>What two scales share when they are the same scale.</summary>
    public static string Fingerprint(ResponseScale scale) =>
        $"{Text(scale.Min)}|{Text(scale.Max)}|{scale.Decimals}|{string.Join('|', scale.Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key.Length}:{l.Key}={Text(l.Value)}"))}";

    /// <summary>A number without trailing zeros.</summary>
    public static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static int? ReadDecimals(JsonPlace place)
    {
        if (place.Find("decimals") is not { } member) return 0;
        if (member.Number() is not { } number) return null;
        if (number is >= 0 and <= 6 && number == decimal.Truncate(number)) return (int)number;
        member.Problem("must be a whole number from 0 to 6");
        return null;
    }

    private static Dictionary<string, decimal>? ReadLabels(JsonPlace? place, decimal min, decimal max, int decimals)
    {
        var labels = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var points = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (place is null) return labels;
        var good = true;
        foreach (var (label, member) in place.Entries())
        {
            if (member.Number() is not { } point)
            {
                good = false;
                continue;
            }

            var trouble = Trouble(label, point, min, max, decimals, points);
            if (trouble is not null) member.Problem(trouble);
            good &= trouble is null;
            labels[label] = point;
        }

        return good ? labels : null;
    }

    private static string? Trouble(string label, decimal point, decimal min, decimal max, int decimals, Dictionary<string, decimal> points)
    {
        var key = TextKey.Of(label);
        if (key.Length == 0) return "a label needs a letter or a digit";
        if (point < min || point > max) return $"{Text(point)} is off the scale {Text(min)} to {Text(max)}";
        var steps = (point - min) * Power(decimals);
        if (steps != decimal.Truncate(steps)) return $"{Text(point)} is finer than the scale's {decimals} decimals";
        if (!points.TryAdd(key, point) && points[key] != point) return $"the same label after normalisation already stands for {Text(points[key])}";
        return decimal.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number != point ? $"a number stands for itself, not for {Text(point)}" : null;
    }

    private static decimal Power(int decimals)
    {
        var power = 1m;
        for (var i = 0; i < decimals; i++) power *= 10;
        return power;
    }
}
