namespace Symetrie.Api.Exports.Formats;

/// <summary>SurveyMonkey: the questions, then what each column of a question is about; the cells of a question after its first are empty and continued from
/// the left. A column is called by its question where that has one column, and <c>question | option</c> where it has several.</summary>
internal sealed class SurveyMonkey : IExportFormat
{
    /// <inheritdoc/>
    public string Key => "surveymonkey";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head) => HasOptions(head) || HasQuestionsOnly(head);

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows)
    {
        var head = RowsHead.Of(rows);
        var questions = ExportTable.ReadHeader(rows);
        return new Table(rows, questions, HasOptions(head) ? ExportTable.ReadHeader(rows) : null);
    }

    // The second line names options from the first question on, and nothing before it.
    private static bool HasOptions(RowsHead head)
    {
        var (questions, options) = (head[0], head[1]);
        var first = options.Cells.TakeWhile(c => c.Length == 0).Count();
        if (first == 0 || first >= questions.Cells.Count || !IsNumber(head[2][0]) || !IsRespondent(questions[0])) return false;
        return Enumerable.Range(first, questions.Cells.Count - first).All(i => options[i].Length > 0 || questions[i].Length == 0);
    }

    private static bool HasQuestionsOnly(RowsHead head) => IsRespondent(head[0][0]) && IsNumber(head[1][0]);

    private static bool IsRespondent(string header) => Headings.SurveyMonkey.NameOf(header) == "Respondent ID";

    private static bool IsNumber(string cell) => cell.Length >= 8 && !cell.AsSpan().ContainsAnyExceptInRange('0', '9');

    private sealed class Table : ExportTable
    {
        private static readonly NoResponse Abandoned = new("abandoned", "a respondent who answered nothing at all");
        private readonly HeadRow questions;
        private readonly HeadRow? options;
        private readonly int[] asked;

        public Table(RawRows rows, HeadRow questions, HeadRow? options)
            : base(rows)
        {
            (this.questions, this.options) = (questions, options);
            Headers = options is null ? questions.Cells : Joined(questions, options);
            asked = [.. Enumerable.Range(0, Headers.Count).Where(i => options is null ? Headings.SurveyMonkey.NameOf(questions[i]).Length == 0 : options[i].Length > 0)];
            Ids = [.. questions.Cells.Select((q, i) => options is null || options[i].Length == 0 ? Headings.SurveyMonkey.NameOf(q) : "")];
        }

        public override string Format => "surveymonkey";

        public override IReadOnlyList<string> Headers { get; }

        public override IReadOnlyList<string> Ids { get; }

        public override long HeaderLine => questions.Line;

        public override long? LabelsLine => options?.Line;

        protected override NoResponse? Judge()
        {
            foreach (var column in asked)
                if (Cells.Utf8.Trim(Cell(column)).Length > 0) return null;
            return Abandoned;
        }

        private static string[] Joined(HeadRow questions, HeadRow options)
        {
            var headers = new string[Math.Max(questions.Cells.Count, options.Cells.Count)];
            var question = "";
            for (var i = 0; i < headers.Length; i++)
            {
                if (questions[i].Length > 0) question = questions[i];
                var alone = questions[i].Length > 0 && (i + 1 >= headers.Length || questions[i + 1].Length > 0 || options[i + 1].Length == 0);
                headers[i] = alone || options[i].Length == 0 ? questions[i] : $"{question} | {options[i]}";
            }

            return headers;
        }
    }
}
