using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports;

public sealed class TeamsFileTests
{
    private static readonly Calendar Quarters = Calendar.Of(CalendarKind.Quarter);

    [TestCase("key,name,parent,region,validFrom\nA,Alpha,,Nord,\nA,Alpha,,Sud,2026-Q1\nB,Beta,A,Nord,2026-02-01\n")]
    [TestCase("\uFEFFkey;name;parent;region;validFrom\r\nA;Alpha;;Nord;\r\n\r\nA;;;Sud;Q1 2026\r\n\"B\";Beta;A;Nord;2026-02-01\r\n")]
    [TestCase("""{"teams":[{"key":"A","name":"Alpha","attributes":{"region":[{"value":"Nord"},{"from":"2026-Q1","value":"Sud"}]}},{"key":"B","name":"Beta","parent":"A","attributes":{"region":[{"from":"2026-02-01","value":"Nord"}]}}]}""")]
    public void The_same_teams_come_out_of_every_kind_of_file(string text)
    {
        var teams = Read(text).Required();
        teams.Select(t => (t.Key, t.Name, t.Parent)).ShouldBe([("A", "Alpha", null), ("B", "Beta", "A")]);
        teams[0].Attributes["region"].ShouldBe([new DatedValue(DateOnly.MinValue, "Nord"), new DatedValue(new DateOnly(2026, 1, 1), "Sud")]);
        teams[1].Attributes["region"].ShouldBe([new DatedValue(new DateOnly(2026, 2, 1), "Nord")]);
    }

    [Test]
    public void Aliases_are_a_voices_or_both_voices()
    {
        var team = Read("""{"teams":[{"key":"A","aliases":[{"voice":"customer","text":"Shop A"},{"voice":null,"text":"Alpha"}]}]}""").Required()[0];
        team.Aliases.ShouldBe([(Voice.Customer, "Shop A"), (null, "Alpha")]);
    }

    [TestCase("", "the file is empty")]
    [TestCase("name,parent\nA,B\n", "line 1: there is no column 'key'")]
    [TestCase("key,region,region\nA,x,y\n", "line 1: column 'region' is there twice")]
    [TestCase("key,$name\nA,x\n", "column 2: '$name' is no name for an attribute")]
    [TestCase("key,name\n", "line 1: there is a header and no team")]
    [TestCase("key,name\nA,x\n,y\n", "line 3: column 'key': there is no key")]
    [TestCase("key,validFrom\nA,spring\n", "line 2: column 'validFrom': 'spring'")]
    [TestCase("key,validFrom\nA,2026-01-01\nA,2026-Q1\n", "line 3: column 'validFrom': team 'A' has another row with the same day")]
    [TestCase("key,parent,validFrom\nA,P,\nA,Q,2026-Q1\n", "line 3: column 'parent': team 'A' has the parent 'P'")]
    [TestCase("key,name,validFrom\nA,x,\nA,y,2026-Q1\n", "line 3: column 'name': team 'A' is called 'x'")]
    [TestCase("key,name\nA,x,more\n", "line 2: 3 cells under a header of 2")]
    [TestCase("""{"teams":[]}""", "teams: there is no team")]
    [TestCase("""{"teams":[{"name":"x"}]}""", "teams[0].key: is missing")]
    [TestCase("""{"teams":[{"key":"A"},{"key":"A"}]}""", "teams[1].key: 'A' is there twice")]
    [TestCase("""{"teams":[{"key":"A","colour":"red"}]}""", "teams[0].colour: is not known here")]
    [TestCase("""{"teams":[{"key":"A","aliases":[{"voice":"boss","text":"x"}]}]}""", "teams[0].aliases[0].voice: 'boss'")]
    [TestCase("""{"teams":[{"key":"A","attributes":{"r":[{"from":"soon","value":"x"}]}}]}""", "teams[0].attributes.r[0].from: 'soon'")]
    [TestCase("""{"teams":[{"key":"A","attributes":{"r":[{"value":"x"},{"value":"y"}]}}]}""", "teams[0].attributes.r[1].from: another value begins on the same day")]
    [TestCase("{", "this is not JSON")]
    public void What_is_wrong_is_told_with_its_place(string text, string problem)
    {
        var read = Read(text);
        read.Value.ShouldBeNull();
        read.Problems[0].ShouldContain(problem);
    }

    [TestCase("teams.xlsx"), TestCase("teams.xls")]
    public void A_workbook_gives_the_same_teams_as_the_text_it_was_saved_from(string workbook)
    {
        using var book = File.OpenRead(Places.OfData("exports", "xlsx", "good", workbook));
        using var text = File.OpenRead(Places.OfData("exports", "xlsx", "teams.csv"));
        var (saved, plain) = (TeamsFile.Read(book, Quarters).Required(), TeamsFile.Read(text, Quarters).Required());
        saved.Select(t => (t.Key, t.Name, t.Parent)).ShouldBe(plain.Select(t => (t.Key, t.Name, t.Parent)));
        saved.Count.ShouldBe(4);
        foreach (var (one, other) in saved.Zip(plain))
            foreach (var (attribute, values) in other.Attributes) one.Attributes[attribute].ShouldBe(values);
        saved[2].Attributes["région"].ShouldBe([new DatedValue(DateOnly.MinValue, "Sud"), new DatedValue(new DateOnly(2026, 4, 1), "Est")]);
    }

    [Test]
    public void The_sample_is_read_whole()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "exports", "sample", "teams.csv"));
        var teams = TeamsFile.Read(file, Quarters).Required();
        teams.Count.ShouldBe(55);
        TeamTree.Of([.. teams.Select(t => new Team(t.Key, t.Name!, t.Parent, t.Attributes))]).Leaves.Count.ShouldBe(40);
    }

    private static Reading<IReadOnlyList<RegisteredTeam>> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return TeamsFile.Read(stream, Quarters);
    }
}
