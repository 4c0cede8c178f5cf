using Symetrie.Analytics.Surveys;
using Symetrie.Api.Endpoints.Errors;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>What the content of a body comes to: a thing that is taken in, or a refusal that names every problem.</summary>
internal static class BodyContent
{
    /// <summary>What was read of a body.</summary>
    /// <exception cref="Refusal">It has problems; all of them are told.</exception>
    public static T Sound<T>(this Reading<T> read)
        where T : class =>
        read.Value ?? throw new Refusal(Problem.InvalidContent, read.Problems[0]) { Members = new Dictionary<string, object?> { ["errors"] = read.Problems } };

    /// <summary>Takes in what was read.</summary>
    /// <param name="take">Takes it in, or says what does not fit what is there.</param>
    /// <exception cref="Refusal">It does not fit.</exception>
    public static T Taken<T>(Func<T> take)
    {
        try
        {
            return take();
        }
        catch (ArgumentException unfit)
        {
            throw new Refusal(Problem.InvalidContent, Guards.Said(unfit));
        }
    }
}
