using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Samples;

/// <summary>The expected score of every cell, in score points (0–100): the truth that the measures estimate.</summary>
/// <remarks>employee(s, q, d) = D(d) + F(format(s, q)) + A(s) + U(s, d) + effect; customer(s, q, d) = D(d) + F(format(s, q)) + B(s) + V(s, d) + effect.
/// The effect is the shop's (<see cref="SampleEffect"/>) and that of its ritual (<see cref="SampleRituals"/>). (A, B) and (U, V) have standard deviations 6 and 2.5 and correlation 0.7 between the voices in ordinary shops; in shops with a stated gap B = A and V = U.</remarks>
public static class SampleModel
{
    /// <summary>Correlation between the voices' levels, among ordinary shops of one format.</summary>
    public const double Rho = 0.7;

    private const double ShopSd = 6;
    private const double DimensionSd = 2.5;
    private const double Favour = 7.5;
    private const double Fall = 5;

    private static readonly (string Key, double Level)[] Levels =
    [
        ("information", 60), ("respect", 66), ("equity", 57), ("belonging", 62), ("initiative", 56), ("recognition", 55),
        ("communication", 60), ("empowerment", 58), ("participation", 56), ("overall", 63), ("recommendation", 64),
    ];

    /// <summary>The dimensions, in the order of the questionnaire.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = [.. Levels.Select(l => l.Key)];

    /// <summary>The expected score of each dimension, for one voice in one shop and quarter.</summary>
    public static double[] Expected(SampleShop shop, int quarter, Voice voice)
    {
        var random = SampleRandom.For(1, shop.Number);
        var paired = IsPaired(shop.Effect);
        var level = Draw(random, ShopSd, paired);
        var scores = new double[Levels.Length];
        for (var d = 0; d < scores.Length; d++)
        {
            var own = Draw(random, DimensionSd, paired);
            var (team, part) = voice == Voice.Employee ? (level.Employee, own.Employee) : (level.Customer, own.Customer);
            // The drifting shop starts from a stated level, so that six falls of 5 points keep it well inside the scale.
            if (shop.Effect == SampleEffect.Drifting) team = 8;
            scores[d] = Levels[d].Level + Format(shop.FormatIn(quarter)) + team + part + Effect(shop.Effect, quarter, voice, Levels[d].Key) + SampleRituals.Effect(shop, quarter, voice, Levels[d].Key);
            if (scores[d] is < 15 or > 95) throw new InvalidOperationException($"{shop.Key} {Levels[d].Key}: the expected score {scores[d]} leaves no room for people to differ");
        }

        return scores;
    }

    private static bool IsPaired(SampleEffect effect) => effect is SampleEffect.Symmetric or SampleEffect.EmployeeFavoured
        or SampleEffect.CustomerFavoured or SampleEffect.Drifting or SampleEffect.Unrecognised;

    private static (double Employee, double Customer) Draw(SampleRandom random, double sd, bool paired)
    {
        var (shared, own) = (random.Normal(), random.Normal());
        var customer = paired ? shared : (Rho * shared) + (Math.Sqrt(1 - (Rho * Rho)) * own);
        return (sd * shared, sd * customer);
    }

    private static double Format(string format) => format switch { "city" => 3, "suburb" => 1, _ => -5 };

    private static double Effect(SampleEffect effect, int quarter, Voice voice, string dimension)
    {
        var employee = voice == Voice.Employee;
        return effect switch
        {
            SampleEffect.EmployeeFavoured => employee ? Favour : -Favour,
            SampleEffect.CustomerFavoured => employee ? -Favour : Favour,
            SampleEffect.Drifting => -Fall * (employee ? quarter : Math.Max(quarter - 1, 0)),
            SampleEffect.Unrecognised when employee && dimension == "recognition" => -20,
            _ => 0,
        };
    }
}
