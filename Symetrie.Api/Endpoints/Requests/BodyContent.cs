using Symetrie.Api.Endpoints.Errors;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>What the content of a body comes to: a thing that is taken in, or a refusal that names every problem.</summary>
internal static class BodyContent
{
    /// <summary>The refusal of content that has problems; all of them are told.</summary>
    public static Refusal Refused(IReadOnlyList<string> problems) => new(Problem.InvalidContent, problems[0]) { Members = new Dictionary<string, object?> { ["errors"] = problems } };

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
