namespace Symetrie.Analytics.Statistics;

/// <summary>How high a cumulative sum stands by chance: the distribution of C⁺ after t independent standard normal values, C⁺ = max(0, C⁺ + z − k).</summary>
/// <remarks>By the Markov chain of Brook and Evans (1972): [0, 12) in steps of 0.05, followed from t − 1 to t. The sum reaches 12 in less than
/// one case of a million within a thousand values at k = ½, so what lies above is taken as there.</remarks>
public sealed class CusumTail
{
    private const double Step = 0.05;
    private const int States = 240;
    private readonly double[][] above;

    /// <summary>Prepares the distributions after 1 … <paramref name="most"/> values.</summary>
    /// <param name="most">The longest run, at least 1.</param>
    /// <param name="k">Slack, in standard deviations, 0 or more.</param>
    public CusumTail(int most, double k = 0.5)
    {
        Guard.AtLeast(most, 1);
        Guard.NonNegative(k);
        above = new double[most][];
        var move = Moves(k);
        var share = new double[States];
        share[0] = 1;
        for (var t = 0; t < most; t++)
        {
            var next = new double[States];
            for (var i = 0; i < States; i++)
            {
                if (share[i] == 0) continue;
                for (var j = 0; j < States; j++) next[j] += share[i] * move[i][j];
            }

            share = next;
            above[t] = new double[States + 1];
            for (var j = States - 1; j >= 0; j--) above[t][j] = above[t][j + 1] + share[j];
        }
    }

    /// <summary>P(C⁺ ≥ sum) after so many values.</summary>
    /// <param name="values">How many values, 1 to what was prepared.</param>
    /// <param name="sum">The sum, 0 or more.</param>
    public double At(int values, double sum)
    {
        Guard.AtLeast(values, 1);
        Guard.NonNegative(sum);
        if (sum == 0) return 1;
        // State 0 is the sum 0 itself; state j > 0 lies about j steps.
        var place = (sum / Step) + 0.5;
        if (place >= States) return above[values - 1][States - 1];
        var low = (int)place;
        return above[values - 1][low] + ((place - low) * (above[values - 1][low + 1] - above[values - 1][low]));
    }

    // From the middle of state i to each state; the top one holds all that is higher.
    private static double[][] Moves(double k)
    {
        var move = new double[States][];
        for (var i = 0; i < States; i++)
        {
            move[i] = new double[States];
            var before = NormalDistribution.Cdf((0.5 * Step) - (i * Step) + k);
            move[i][0] = before;
            for (var j = 1; j < States; j++)
            {
                var upTo = j == States - 1 ? 1 : NormalDistribution.Cdf(((j + 0.5) * Step) - (i * Step) + k);
                move[i][j] = upTo - before;
                before = upTo;
            }
        }

        return move;
    }
}
