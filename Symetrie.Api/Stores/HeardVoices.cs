using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Whether a unit's own voice was heard in a month: not by roster counts alone, nor by what the holders of its post say of themselves.</summary>
internal sealed class HeardVoices : IDisposable
{
    private readonly HashSet<long> silent;
    private readonly IPreparedReader answers;

    public HeardVoices(Store store, DbConnection connection)
    {
        silent = [.. store.Codebooks.Versions(connection).Where(c => c.Codebook.Layout == Layout.Invited || c.Codebook.Respondents == Respondents.Managers).Select(c => c.Number)];
        answers = store.Engine.Prepare(connection, store.Sql("codebooks-of-unit"));
    }

    /// <summary>Whether any answer of a unit in a month, within a period, is the team's own.</summary>
    public bool Speak(Slice slice, DateOnly from, DateOnly to)
    {
        var (first, end) = (Months.First(slice.Month), Months.First(slice.Month + 1));
        // A slice is there because somebody said something in its month.
        if (silent.Count == 0 && from <= first && to >= end) return true;
        answers.Restart();
        answers.Bind(1, slice.Unit);
        answers.Bind(2, (from > first ? from : first).DayNumber);
        answers.Bind(3, (to < end ? to : end).DayNumber);
        while (answers.Next())
            if (!silent.Contains(answers.Integer(0))) return true;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => answers.Dispose();
}
