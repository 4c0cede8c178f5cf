using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Samples;

/// <summary>One person's answers in one shop on one day.</summary>
/// <param name="Person">The employee's number in the shop, or the customer's in the cell.</param>
/// <param name="Day">The day of submission.</param>
/// <param name="Answers">One an item, −1 where there is none.</param>
public sealed record SampleAnswer(int Person, DateOnly Day, int[] Answers);

/// <summary>Who answers in a shop and a quarter, and what.</summary>
public static class SampleVisits
{
    private const double ResponseRate = 0.8;
    private const int PanelFrom = 4;

    private static readonly Dictionary<int, int[]> EmployeeCounts = new() { [8] = [3, 4, 2, 4, 3, 4], [19] = [3, 6, 4, 7, 4, 8] };
    private static readonly Dictionary<int, int[]> CustomerCounts = new() { [23] = [4, 3, 2, 70, 82, 75] };

    /// <summary>How many employees a shop has, all of them invited in every quarter.</summary>
    public static int Invited(SampleShop shop) => !shop.HasEmployees ? 0
        : EmployeeCounts.TryGetValue(shop.Number, out var stated) ? stated.Max() + 2
        : 11 + SampleRandom.For(2, shop.Number).Below(24);

    /// <summary>The employees who answer, in the order of their numbers. A person's mood is drawn afresh each quarter: cells are independent.</summary>
    public static IEnumerable<SampleAnswer> Employees(SampleShop shop, int quarter)
    {
        var random = SampleRandom.For(3, shop.Number, quarter);
        var expected = SampleModel.Expected(shop, quarter, Voice.Employee);
        var stated = EmployeeCounts.GetValueOrDefault(shop.Number);
        for (var person = 1; person <= Invited(shop); person++)
        {
            var answers = stated is null ? random.Happens(ResponseRate) : person <= stated[quarter];
            if (answers) yield return One(random, person, quarter, expected);
        }
    }

    /// <summary>The customers who answer in the shop.</summary>
    public static IEnumerable<SampleAnswer> Customers(SampleShop shop, int quarter)
    {
        if (!shop.HasCustomers) yield break;
        var random = SampleRandom.For(4, shop.Number, quarter);
        var n = CustomerCounts.TryGetValue(shop.Number, out var stated) ? stated[quarter] : 60 + random.Below(91);
        var expected = SampleModel.Expected(shop, quarter, Voice.Customer);
        for (var person = 1; person <= n; person++) yield return One(random, person, quarter, expected);
    }

    /// <summary>The web panel's customers, of whom only figures are published; none in shops that ask their own and before the last two quarters.</summary>
    public static IEnumerable<SampleAnswer> Panel(SampleShop shop, int quarter)
    {
        if (shop.Effect != SampleEffect.Panel || quarter < PanelFrom) yield break;
        var random = SampleRandom.For(5, shop.Number, quarter);
        var n = 60 + random.Below(61);
        var expected = SampleModel.Expected(shop, quarter, Voice.Customer);
        for (var person = 1; person <= n; person++) yield return One(random, person, quarter, expected);
    }

    private static SampleAnswer One(SampleRandom random, int person, int quarter, double[] expected)
    {
        var day = SampleTree.Quarters[quarter].Day(random);
        return new SampleAnswer(person, day, SampleQuestionnaire.Answer(random, expected));
    }
}
