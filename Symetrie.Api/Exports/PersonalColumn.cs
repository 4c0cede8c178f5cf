namespace Symetrie.Api.Exports;

/// <summary>A column that tells who a respondent is and that no role of the codebook uses: it is not read, and nothing of it is kept.</summary>
/// <param name="Column">Its header as written.</param>
/// <param name="Kind">What it holds: <c>name</c>, <c>e-mail</c>, <c>ip-address</c>, <c>phone</c>, <c>free-text</c>, <c>location</c>, <c>address</c>, <c>birth-date</c>, <c>person-id</c> or <c>device</c>.</param>
public sealed record PersonalColumn(string Column, string Kind)
{
    internal const string Mail = "e-mail";
    internal const string Address = "ip-address";
    internal const string Phone = "phone";
    internal const string Place = "location";
    internal const string FreeText = "free-text";
}
