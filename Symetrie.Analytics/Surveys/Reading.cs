namespace Symetrie.Analytics.Surveys;

/// <summary>What came of reading a text: the thing itself, or every problem of the text at once.</summary>
/// <typeparam name="T">What was to be read.</typeparam>
/// <param name="Value">What was read; null where there is a problem.</param>
/// <param name="Problems">What is wrong, each beginning with the JSON path of the field (<c>items[3].scale.max: must be above min</c>); empty where all is well.</param>
public sealed record Reading<T>(T? Value, IReadOnlyList<string> Problems)
    where T : class
{
    /// <summary>The value, where the text is known to be good.</summary>
    /// <exception cref="FormatException">The text had problems; the message lists them.</exception>
    public T Required() => Value ?? throw new FormatException(string.Join("; ", Problems));

    /// <summary>The value; where there is none, what is made of the problems is thrown.</summary>
    public T Or(Func<IReadOnlyList<string>, Exception> refusal) => Value ?? throw refusal(Problems);
}
