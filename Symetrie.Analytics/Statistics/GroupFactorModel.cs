namespace Symetrie.Analytics.Statistics;

/// <summary>Which parameters of a multi-group factor model are one and the same: Σ_g = Λ_g Ψ_g Λ_gᵀ + Θ_g, μ_g = τ_g + Λ_g α_g, each
/// item on one factor, the first item of a factor with loading 1.</summary>
internal sealed class GroupFactorModel
{
    private readonly int[] factorOf;
    private readonly int[][] loading;
    private readonly int[][] intercept;
    private readonly int[][] unique;
    private readonly int[][,] factorCovariance;
    private readonly int[][] factorMean;

    public GroupFactorModel(int groups, IReadOnlyList<int[]> factors, bool equalLoadings, bool equalIntercepts)
    {
        Factors = factors;
        Items = factors.Sum(items => items.Length);
        factorOf = new int[Items];
        for (var f = 0; f < factors.Count; f++)
        {
            foreach (var item in factors[f])
                factorOf[item] = f;
        }

        var markers = factors.Select(items => items[0]).ToHashSet();
        loading = Tables(groups, Items, equalLoadings, i => !markers.Contains(i));
        intercept = Tables(groups, Items, equalIntercepts, _ => true);
        unique = Tables(groups, Items, false, _ => true);
        factorCovariance = new int[groups][,];
        factorMean = new int[groups][];
        for (var g = 0; g < groups; g++)
        {
            factorCovariance[g] = new int[factors.Count, factors.Count];
            factorMean[g] = new int[factors.Count];
            for (var f = 0; f < factors.Count; f++)
            {
                // Equal intercepts identify the factor means of every group but the first.
                factorMean[g][f] = equalIntercepts && g > 0 ? Parameters++ : -1;
                for (var h = 0; h <= f; h++)
                    factorCovariance[g][f, h] = factorCovariance[g][h, f] = Parameters++;
            }
        }
    }

    public IReadOnlyList<int[]> Factors { get; }

    public int Items { get; }

    public int Parameters { get; private set; }

    public int Groups => loading.Length;

    /// <summary>Starting values: half of each variance is the item's own, loadings from the covariances with third items.</summary>
    public double[] Start(IReadOnlyList<InvarianceMoments> moments)
    {
        var at = new double[Parameters];
        for (var g = 0; g < Groups; g++)
        {
            var s = moments[g].Covariance;
            for (var i = 0; i < Items; i++)
            {
                at[intercept[g][i]] = moments[g].Means[i];
                at[unique[g][i]] = s[i, i] / 2;
                if (loading[g][i] >= 0)
                    at[loading[g][i]] = StartingLoading(s, i);
            }

            for (var f = 0; f < Factors.Count; f++)
                at[factorCovariance[g][f, f]] = s[Factors[f][0], Factors[f][0]] / 2;
        }

        return at;
    }

    /// <summary>The covariance and means that the parameters imply for a group.</summary>
    public (double[,] Covariance, double[] Means) Implied(int group, double[] at)
    {
        var covariance = new double[Items, Items];
        var means = new double[Items];
        for (var i = 0; i < Items; i++)
        {
            means[i] = at[intercept[group][i]] + Loading(group, i, at) * FactorMean(group, factorOf[i], at);
            for (var j = 0; j < Items; j++)
                covariance[i, j] = Loading(group, i, at) * Loading(group, j, at) * at[factorCovariance[group][factorOf[i], factorOf[j]]];

            covariance[i, i] += at[unique[group][i]];
        }

        return (covariance, means);
    }

    /// <summary>The derivatives of covariance and means of a group with respect to each parameter that it has.</summary>
    public IEnumerable<(int Parameter, double[,] Covariance, double[] Means)> Derivatives(int group, double[] at)
    {
        for (var i = 0; i < Items; i++)
        {
            if (loading[group][i] >= 0)
            {
                var (byLoading, byMean) = (new double[Items, Items], new double[Items]);
                for (var j = 0; j < Items; j++)
                {
                    var slope = Loading(group, j, at) * at[factorCovariance[group][factorOf[i], factorOf[j]]];
                    byLoading[i, j] += slope;
                    byLoading[j, i] += slope;
                }

                byMean[i] = FactorMean(group, factorOf[i], at);
                yield return (loading[group][i], byLoading, byMean);
            }

            var (byUnique, byIntercept) = (new double[Items, Items], new double[Items]);
            byUnique[i, i] = 1;
            byIntercept[i] = 1;
            yield return (unique[group][i], byUnique, new double[Items]);
            yield return (intercept[group][i], new double[Items, Items], byIntercept);
        }

        for (var f = 0; f < Factors.Count; f++)
        {
            if (factorMean[group][f] >= 0)
                yield return (factorMean[group][f], new double[Items, Items], [.. factorOf.Select((own, i) => own == f ? Loading(group, i, at) : 0)]);

            for (var h = 0; h <= f; h++)
                yield return (factorCovariance[group][f, h], ByFactorCovariance(group, f, h, at), new double[Items]);
        }
    }

    /// <summary>Whether every variance is above 0: a Heywood case is no solution.</summary>
    public bool Admissible(double[] at) => Enumerable.Range(0, Groups).All(g =>
        unique[g].All(parameter => at[parameter] > 0) && Enumerable.Range(0, Factors.Count).All(f => at[factorCovariance[g][f, f]] > 0));

    private double[,] ByFactorCovariance(int group, int f, int h, double[] at)
    {
        var slope = new double[Items, Items];
        foreach (var i in Factors[f])
        {
            foreach (var j in Factors[h])
                slope[i, j] = slope[j, i] = Loading(group, i, at) * Loading(group, j, at);
        }

        return slope;
    }

    private double Loading(int group, int item, double[] at) => loading[group][item] < 0 ? 1 : at[loading[group][item]];

    private double FactorMean(int group, int factor, double[] at) => factorMean[group][factor] < 0 ? 0 : at[factorMean[group][factor]];

    /// <summary>Σ s_ik/Σ s_mk over third items k of the factor, m the marker; the sign alone where that is wild.</summary>
    private double StartingLoading(double[,] s, int item)
    {
        var own = Factors[factorOf[item]];
        var others = own.Where(k => k != item && k != own[0]).ToArray();
        double up = others.Sum(k => s[item, k]), down = others.Sum(k => s[own[0], k]);
        var ratio = down == 0 ? double.NaN : up / down;
        return Math.Abs(ratio) is > 0.1 and < 5 ? ratio : s[item, own[0]] < 0 ? -1 : 1;
    }

    private int[][] Tables(int groups, int length, bool equal, Func<int, bool> free)
    {
        var tables = new int[groups][];
        for (var g = 0; g < groups; g++)
            tables[g] = equal && g > 0 ? tables[0] : [.. Enumerable.Range(0, length).Select(i => free(i) ? Parameters++ : -1)];

        return tables;
    }
}
