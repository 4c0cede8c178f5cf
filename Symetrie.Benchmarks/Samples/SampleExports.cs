using System.Globalization;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Samples;

/// <summary>The sample exports as files: name and bytes. The same bytes every time, on every machine.</summary>
public static class SampleExports
{
    /// <summary>Every file of data/exports/sample but its README.</summary>
    public static IReadOnlyDictionary<string, byte[]> Make() => new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["teams.csv"] = Encoding.UTF8.GetBytes(Teams()),
        ["employees.csv"] = Encoding.UTF8.GetBytes(Employees()),
        ["invited.csv"] = Encoding.UTF8.GetBytes(Invited()),
        ["customers.csv"] = SampleFrench.Customers(),
        ["customers-aggregate.csv"] = SampleFrench.Panel(),
        ["managers.csv"] = Encoding.UTF8.GetBytes(SampleCascade.Managers()),
        ["leaders.csv"] = Encoding.UTF8.GetBytes(SampleCascade.Leaders()),
        ["outcomes.csv"] = Encoding.UTF8.GetBytes(SampleOutcomes.Make()),
        ["actions.csv"] = Encoding.UTF8.GetBytes(SampleRituals.Actions()),
        ["practice.csv"] = Encoding.UTF8.GetBytes(SampleRituals.Practice()),
        ["truth.csv"] = Encoding.UTF8.GetBytes(Truth()),
    };

    private static string Teams()
    {
        var text = new StringBuilder("key,name,parent,region,format,validFrom\n");
        foreach (var node in SampleTree.Nodes) text.Append($"{node.Key},{node.Name},{node.Parent},,,\n");
        foreach (var shop in SampleTree.Shops)
        {
            text.Append($"{shop.Key},{shop.Name},{shop.Area},{shop.Region},{shop.Format},\n");
            if (shop.Effect == SampleEffect.Moved)
                text.Append($"{shop.Key},{shop.Name},{shop.Area},{shop.Region},{shop.FormatIn(SampleTree.MoveQuarter)},{SampleTree.Quarters[SampleTree.MoveQuarter].Key}\n");
        }

        return text.ToString();
    }

    private static string Employees()
    {
        var text = new StringBuilder("respondent,team,submitted");
        foreach (var item in SampleQuestionnaire.Items) text.Append(',').Append(item.Key);
        text.Append('\n');
        foreach (var (shop, quarter) in Cells())
        {
            foreach (var answer in shop.HasEmployees ? SampleVisits.Employees(shop, quarter) : [])
            {
                text.Append(CultureInfo.InvariantCulture, $"EMP-{shop.Number:D2}{answer.Person:D2},{shop.Key},{answer.Day:yyyy-MM-dd}");
                for (var i = 0; i < answer.Answers.Length; i++) text.Append(',').Append(EmployeeCell(answer, i));
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    // One person in ten filled in the English form; nobody's language moves with the quarter.
    private static string EmployeeCell(SampleAnswer answer, int item) => answer.Answers[item] switch
    {
        < 0 => answer.Person % 2 == 0 ? "" : "NA",
        var point when item == SampleQuestionnaire.LabelledItem => SampleLabels.Satisfaction(point, english: answer.Person % 10 == 3),
        var point => point.ToString(CultureInfo.InvariantCulture),
    };

    private static string Invited()
    {
        var text = new StringBuilder("team,period,invited\n");
        foreach (var (shop, quarter) in Cells().Where(c => c.Shop.HasEmployees))
            text.Append($"{shop.Key},{SampleTree.Quarters[quarter].Key},{SampleVisits.Invited(shop)}\n");
        return text.ToString();
    }

    private static string Truth()
    {
        var text = new StringBuilder("team,period,dimension,effect,employee,customer\n");
        foreach (var (shop, quarter) in Cells())
        {
            var employee = SampleModel.Expected(shop, quarter, Voice.Employee);
            var customer = SampleModel.Expected(shop, quarter, Voice.Customer);
            for (var d = 0; d < employee.Length; d++)
                text.Append(CultureInfo.InvariantCulture, $"{shop.Key},{SampleTree.Quarters[quarter].Key},{SampleModel.Dimensions[d]},{shop.Effect},{employee[d]:F3},{customer[d]:F3}\n");
        }

        return text.ToString();
    }

    /// <summary>Every shop in every quarter, quarter by quarter.</summary>
    internal static IEnumerable<(SampleShop Shop, int Quarter)> Cells() =>
        from quarter in Enumerable.Range(0, SampleTree.Quarters.Count)
        from shop in SampleTree.Shops
        select (shop, quarter);
}
