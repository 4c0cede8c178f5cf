using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference;

/// <summary>The items of a vector as rows of cases, the item named by "reverse" turned round.</summary>
public static class ItemTable
{
    public static double[][] Rows(ReferenceVector vector)
    {
        var rows = vector.Rows("items");
        var reverse = Text(vector, "reverse");
        if (reverse is null)
        {
            return rows;
        }

        var index = Array.IndexOf(vector.ColumnNames("items")!, reverse);
        var (min, max) = (Number(vector, "min"), Number(vector, "max"));
        return [.. rows.Select(row => row.Select((x, j) => j == index ? ReverseCode.Reverse(x, min, max) ?? double.NaN : x).ToArray())];
    }

    private static string? Text(ReferenceVector vector, string name) =>
        vector.HasInput(name) ? vector.Inputs.GetProperty(name).GetString() : vector.HasOption(name) ? vector.Option(name, "") : null;

    private static double Number(ReferenceVector vector, string name) =>
        vector.HasInput(name) ? vector.Number(name) : vector.Option(name, double.NaN);
}
