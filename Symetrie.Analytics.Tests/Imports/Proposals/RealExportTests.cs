using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports.Proposals;

/// <summary>Proposals for real exports, against what a person reads in each of them.</summary>
internal sealed class RealExportTests
{
    private const string Tools = "exports/qualtrics_QualtricsTools/";
    private const string Spss = "exports/spss_pyreadstat/basic/";

    // Each file was opened and read. Where the answers are codes without labels and there are fewer than some dozens of them, nobody can tell the scale.
    private static readonly Truth[] Known =
    [
        new("exports/french_excel_csv_converted/patients_cp1252_sep.csv", "aggregate", "Unité", "Période", "Infirmières=0..10, Respect et dignité=0..10, Expérience globale=0..10"),
        new("exports/french_excel_csv_converted/patients_utf8_bom.csv", "aggregate", "Unité", "Période", "Infirmières=0..10, Respect et dignité=0..10, Expérience globale=0..10"),
        new("exports/french_excel_csv_converted/salaries_cp1252.csv", "aggregate", "Unité", "Période", "Autonomie=0..100, Effectifs=0..100, Épuisement=0..100"),
        new("exports/kobo_odk_koboloadeR/MainDataFrame_first50.csv", "wide", null, "today", "Integration.Feeling=1..5, Integration.Interaction.InteractHost=1..5"),
        new("exports/limesurvey_limonaid/survey_998192_R_data_file.csv", "wide", null, "Date submitted", "open"),
        new(Tools + "Matrix Single Answer Survey/Matrix_Single_Answer_Testing.csv", "wide", null, "EndDate", "open"),
        new(Tools + "No Basis for Evaluation/No_Basis_for_Evaluation (Insights).csv", "wide", null, "EndDate", "Q1=1..3, Q3_=1..3, Q4_=1..3"),
        new(Tools + "No Basis for Evaluation/No_Basis_for_Evaluation (Legacy).csv", "wide", null, "V9", "Q1=1..3, Q3_=1..3, Q4_=1..3"),
        new(Tools + "Single Answer Matrix Questions/Single_Answer_Matrix_Questions (Insights).csv", "wide", null, "EndDate", "Q2_=1..4, Q4_=10..13, Q3_=1..4, Q5_=10..13, matrix_question_five=10..13"),
        new(Tools + "Single Answer Matrix Questions/Single_Answer_Matrix_Questions.csv", "wide", null, "V9", "Q2_=1..4, Q4_=10..13, question_=1..4, question_=10..13"),
        new(Tools + "Single Answer Multiple Choice Questions/Single_Answer_MC_Questions (Insights).csv", "wide", null, "EndDate", "open"),
        new(Tools + "Single Answer Multiple Choice Questions/Single_Answer_MC_Questions.csv", "wide", null, "V9", "open"),
        new("exports/qualtrics_qualtRics/sample.csv", "wide", null, "RecordedDate", "open"),
        new("exports/qualtrics_qualtRics/sample_legacy.csv", "wide", null, "V9", "open"),
        new(Spss + "dates.csv", "wide", null, "date", "none"),
        new(Spss + "mixed_types.csv", "wide", null, "datestamp", "none"),
        new(Spss + "sample.csv", "wide", null, "mydate", "open"),
        new(Spss + "sample_missing.csv", "wide", null, "mydate", "open"),
        new(Spss + "sample_missing_user.csv", "wide", null, "mydate", "open"),
        new(Spss + "sample_nodate_sas_stata.csv", "wide", null, null, "open"),
        new(Spss + "sample_nodate_spss.csv", "wide", null, null, "open"),
        new(Spss + "sample.sav", "wide", null, "mydate", "open"),
        new(Spss + "sample.zsav", "wide", null, "mydate", "open"),
        new(Spss + "sample_missing.sav", "wide", null, "mydate", "open"),
        new(Spss + "sample_large.sav", "wide", null, "mydate", "myord=1..3"),
        new(Spss + "hebrews.sav", "wide", null, null, "none"),
        new(Spss + "test_width.sav", "wide", null, "StartDate", "none"),
        new("exports/spss_haven/iris.sav", "wide", null, null, "none"),
        new("exports/surveymonkey_fivethirtyeight/StarWars.csv", "wide", null, null, "Please state whether you view=1..5"),
        new("exports/surveymonkey_fivethirtyeight/flying-etiquette.csv", "wide", null, null, "How often do you travel=1..6, recline your seat when you fly=1..5, rude=1..3"),
        new("data/nhs/customer.csv", "aggregate", "unit_id", "period", "Q=0..10, S=0..10"),
        new("data/nhs/employee.csv", "aggregate", "unit_id", "period", "Engagement=1..5, RecommendWork=1..5, RecommendCare=1..5, WorkStress=0..1, =0..100"),
    ];

    [Test]
    public void Layout_team_date_and_scale_are_right_for_nine_of_ten_files()
    {
        var shared = Places.OfShared("exports");
        var wrong = Known.Select(t => (t.File, Wrong: t.Wrong(Truth.Propose(Path.Combine(shared, "..", t.File))))).Where(t => t.Wrong.Count > 0).ToArray();
        foreach (var truth in Known)
        {
            var why = wrong.FirstOrDefault(w => w.File == truth.File).Wrong ?? [];
            TestContext.Out.WriteLine($"{(why.Count > 0 ? "WRONG" : "right")}  {truth.File}: {truth.Layout}, team {truth.Team ?? "-"}, date {truth.When ?? "-"}, scales {truth.Scales}{string.Concat(why.Take(5).Select(w => "; " + w))}");
        }

        var right = Known.Length - wrong.Length;
        TestContext.Out.WriteLine($"{right} of {Known.Length} files are right in all four");
        right.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(0.9 * Known.Length), string.Join(", ", wrong.Select(w => w.File)));
    }

    [Test]
    public void A_wrong_proposal_is_noticed()
    {
        var proposal = Truth.Propose(Path.Combine(Places.OfShared("exports"), "french_excel_csv_converted", "salaries_cp1252.csv"));
        new Truth("", "wide", "Période", "Date de clôture", "Autonomie=1..5, Salaire=0..10").Wrong(proposal).Count.ShouldBe(7);
        new Truth("", "aggregate", "Unité", "Période", "none").Wrong(proposal).Count.ShouldBe(3);
    }

    [Test]
    public void The_figures_of_the_trusts_are_keyed_as_their_file_says()
    {
        var proposal = Truth.Propose(Path.Combine(Places.OfShared("data", "nhs"), "employee.csv"));
        var reversed = Truth.Items(proposal).Where(i => i["reversed"]!.GetValue<bool>()).Select(i => i["column"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        var written = CodebookFile.Read(File.ReadAllText(Places.OfData("codebooks", "nhs-employee.json"))).Required();
        reversed.ShouldBe(written.Items.Where(i => i.Reversed).Select(i => i.Column).Order(StringComparer.Ordinal));
        proposal.Codebook["voice"]!.GetValue<string>().ShouldBe("employee");
    }
}
