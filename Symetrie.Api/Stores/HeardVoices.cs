using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Whether a unit's own voice was heard in a month: not by roster counts alone, nor by what the holders of its post say of themselves.</summary>
internal sealed class HeardVoices : IDisposable
{
    private readonly HashSet<long> silent;
    private readonly IPreparedReader packs;
    private readonly IPreparedReader answers;

    public HeardVoices(Store store, DbConnection connection)
    {
        silent = [.. store.Codebooks.Versions(connection).Where(c => c.Codebook.Layout == Layout.Invited || c.Codebook.Respondents != Respondents.Team).Select(c => c.Number)];
        packs = store.Engine.Prepare(connection, store.Sql("packs-of-unit"));
        answers = store.Engine.Prepare(connection, store.Sql("codebooks-of-unit"));
    }

    /// <summary>Whether any answer of a unit in a month, within a period, is the team's own.</summary>
    public bool Speak(Slice slice, DateOnly from, DateOnly to)
    {
        var (first, end) = (Months.First(slice.Month), Months.First(slice.Month + 1));
        var isWhole = from <= first && to >= end;
        // A slice is there because somebody said something in its month.
        if (silent.Count == 0 && isWhole) return true;
        var (fromDay, toDay) = ((from > first ? from : first).DayNumber, (to < end ? to : end).DayNumber);
        return InPacks(slice, isWhole, fromDay, toDay) || InRows(slice, fromDay, toDay);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        packs.Dispose();
        answers.Dispose();
    }

    private bool InPacks(Slice slice, bool isWhole, int from, int to)
    {
        packs.Restart();
        packs.Bind(1, slice.Unit);
        packs.Bind(2, slice.Month);
        packs.Bind(3, slice.Month);
        while (packs.Next())
        {
            if (silent.Contains(packs.Integer(0))) continue;
            if (isWhole) return true;
            for (var reader = AnswerPack.Read(packs.Bytes(1)); reader.Next();)
                if (reader.Day >= from && reader.Day < to) return true;
        }

        return false;
    }

    private bool InRows(Slice slice, int from, int to)
    {
        answers.Restart();
        answers.Bind(1, slice.Unit);
        answers.Bind(2, from);
        answers.Bind(3, to);
        while (answers.Next())
            if (!silent.Contains(answers.Integer(0))) return true;
        return false;
    }
}
