using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Puts the rows of a long export together: all answers with one key are one response.</summary>
/// <remarks>An item answered twice with different answers is a conflict; answered twice alike it is one answer. The response stands on its
/// first line; its team and day are those of that line, and a row that names others is a conflict too.</remarks>
internal sealed class LongAssembly : IDisposable
{
    private const int BatchSize = 32768;
    private readonly Codebook codebook;
    private readonly AnswerSpool spool;
    private readonly ResponseIdentity identity;

    public LongAssembly(AnswerSpool spool, Codebook codebook, ResponseIdentity identity) => (this.spool, this.codebook, this.identity) = (spool, codebook, identity);

    public void Add(in IncomingResponse answer) => spool.Add(answer);

    /// <summary>Merges the responses, once all rows are in.</summary>
    public void Finish(ProblemList problems, Merging merging)
    {
        var batch = new ResponseBatch();
        IncomingResponse? first = null;
        var (steps, more) = (new int[codebook.Items.Count], new int[codebook.Items.Count]);
        foreach (var row in spool.Ordered())
        {
            if (first is not { } open || row.Key != open.Key)
            {
                Close(first, steps, batch, merging);
                first = row;
                AnswerCode.Read(row.Content.Span, steps);
                continue;
            }

            AnswerCode.Read(row.Content.Span, more);
            var other = row.Unit != open.Unit || row.Day != open.Day;
            var clash = Enumerable.Range(0, steps.Length).FirstOrDefault(i => more[i] >= 0 && steps[i] >= 0 && more[i] != steps[i], -1);
            if (other) problems.Add(new Rejection(row.Line, codebook.Columns.Team, "conflicting-row", $"the same response stands on line {open.Line} with another team or date", null));
            else if (clash >= 0) problems.Add(new Rejection(row.Line, codebook.Columns.Answer, "conflicting-row", $"item '{codebook.Items[clash].Key}' of the same response has another answer on an earlier line", null));
            else Fill(steps, more);
        }

        Close(first, steps, batch, merging);
        merging.Add(batch);
    }

    public void Dispose() => spool.Dispose();

    private static void Fill(int[] steps, int[] more)
    {
        for (var i = 0; i < steps.Length; i++)
            if (more[i] >= 0) steps[i] = more[i];
    }

    private void Close(IncomingResponse? response, int[] steps, ResponseBatch batch, Merging merging)
    {
        if (response is not { } whole) return;
        var content = AnswerCode.Write(steps);
        batch.Add(whole with { Content = content, Fingerprint = identity.Fingerprint(whole.Unit, whole.Day, content) });
        if (batch.Count < BatchSize) return;
        merging.Add(batch);
        batch.Clear();
    }
}
