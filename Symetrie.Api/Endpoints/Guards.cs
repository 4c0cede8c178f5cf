namespace Symetrie.Api.Endpoints;

/// <summary>What a guard said of a request's content.</summary>
internal static class Guards
{
    /// <summary>The message without the name of our parameter, which means nothing to a client.</summary>
    public static string Said(ArgumentException exception)
    {
        var mark = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return mark < 0 ? exception.Message : exception.Message[..mark];
    }
}
