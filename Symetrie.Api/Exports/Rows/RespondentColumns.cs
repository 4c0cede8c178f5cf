namespace Symetrie.Api.Exports.Rows;

/// <summary>The columns that tell whose response a row is (wide and long layouts).</summary>
/// <param name="Response">The response's own id.</param>
/// <param name="Respondent">The respondent's id.</param>
/// <param name="Occasion">What tells two responses of one respondent apart.</param>
internal readonly record struct RespondentColumns(int Response, int Respondent, int Occasion)
{
    /// <summary>The columns of a source.</summary>
    public static RespondentColumns Of(RowSource source)
    {
        var columns = source.Codebook.Columns;
        return new RespondentColumns(source.Binding.Of(columns.Response), source.Binding.Of(columns.Respondent), source.Binding.Of(columns.Occasion));
    }
}
