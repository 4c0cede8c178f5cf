using NUnit.Framework;
using Symetrie.Analytics.Statistics;
using LawAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Analysis of variance, intraclass correlation, agreement within groups and repeated sources.</summary>
public sealed class GroupAgreementLaws
{
    private const string Seed = "(1234567,7654321)";

    [Law(MaxTest = 100, Replay = Seed)]
    public bool SumsOfSquaresAddUp(int[] any)
    {
        var (values, groups) = Grouped(any);
        var anova = OnewayAnova.Compute(values, groups);
        var total = SampleMoments.Of(values);
        return Near.Relative(anova.SsBetween + anova.SsWithin, total.Variance * Math.Max(0, total.N - 1), 1e-11, 1e-11)
            && (anova.F is null) == (anova.Reason != Absent.None);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool NamesAndOrderOfGroupsChangeNoBit(int[] any, ulong seed)
    {
        var (values, groups) = Grouped(any);
        var order = Enumerable.Range(0, values.Length).ToArray();
        new SeededRandom(seed).Shuffle<int>(order);
        var (a, b) = (OnewayAnova.Compute(values, groups), OnewayAnova.Compute([.. order.Select(i => values[i])], [.. order.Select(i => -groups[i])]));
        return a == b;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool TwoGroupsAreATTest(int[] x, int[] y)
    {
        double[] a = [1, 2, .. Near.Codes(x)], b = [2, 5, .. Near.Codes(y)];
        var anova = OnewayAnova.Compute([.. a, .. b], [.. a.Select(_ => 0), .. b.Select(_ => 1)]);
        var (m, n) = (SampleMoments.Of(a), SampleMoments.Of(b));
        var pooled = (((m.N - 1) * m.Variance) + ((n.N - 1) * n.Variance)) / (m.N + n.N - 2);
        var t = (m.Mean - n.Mean) / Math.Sqrt(pooled * ((1.0 / m.N) + (1.0 / n.N)));
        return Near.Relative(anova.F, t * t, 1e-9) && Near.Relative(anova.PValue, StudentDistribution.TwoSided(t, m.N + n.N - 2), 1e-9);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool IntraclassCorrelationsKeepTheirBounds(int[] any)
    {
        var (values, groups) = Grouped(any);
        var result = Icc1Icc2.Compute(values, groups);
        return (result.Icc1Reml is null or (>= 0 and < 1)) && (result.Icc1N0 is null || result.Icc1N0 <= 1 + 1e-12)
            && (result.Lower is null || result.Lower <= result.Upper) && (result.Icc2 is null || result.Icc2 <= 1);
    }

    [Law(MaxTest = 60, Replay = Seed)]
    public bool BalancedEstimatesAgree(int[] any)
    {
        double[][] rows = [[1, 2], [4, 5], .. Near.Rows(any, 2)];
        var values = rows.SelectMany(r => r).ToArray();
        var result = Icc1Icc2.Compute(values, [.. Enumerable.Range(0, values.Length).Select(i => i / 2)]);
        var sf = IccShroutFleiss.Compute(rows);
        return Near.Relative(result.Icc1, result.Icc1N0) && Near.Relative(result.Icc1Reml, Math.Max(0, result.Icc1!.Value), 1e-6, 1e-7)
            && Near.Relative(result.Icc1, sf.Forms[0].Value) && Near.Relative(result.Icc2, sf.Forms[3].Value) && Near.Relative(result.Lower, sf.Forms[0].Lower, 1e-9);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool ARaterWhoIsAlwaysHigherKeepsConsistency(int[] any, sbyte shift)
    {
        double[][] rows = [[1, 2, 2], [4, 5, 3], [2, 2, 5], .. Near.Rows(any, 3)];
        var (a, b) = (IccShroutFleiss.Compute(rows).Forms, IccShroutFleiss.Compute([.. rows.Select(r => new[] { r[0] + shift, r[1], r[2] })]).Forms);
        return Near.Relative(a[2].Value, b[2].Value, 1e-9) && Near.Relative(a[5].Upper, b[5].Upper, 1e-9) && (Math.Abs((int)shift) < 8 || a[2].Value <= 0 || b[1].Value < a[2].Value);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AgreementLiesBetweenZeroAndOne(int[] any)
    {
        var rows = Near.Rows(any, 3);
        var one = Rwg.Compute([.. rows.Select(r => r[0])], Rwg.UniformVariance(5));
        var many = RwgJ.Compute(rows, Rwg.UniformVariance(5));
        var ad = AdIndex.Compute(rows);
        return (rows.Length < 2 ? one.Value is null && many.Value is null && ad.AroundMean is null : one.Value is >= 0 and <= 1 && many.Value is >= 0 and <= 1)
            && (ad.AroundMean is null || (ad.AroundMedian <= ad.AroundMean + 1e-12 && ad.AroundMean <= 2));
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool OneItemIsSeveralOfOne(int[] any)
    {
        var values = Near.Codes(any);
        var rows = values.Select(x => new[] { x }).ToArray();
        return Near.Relative(RwgJ.Compute(rows, 2).Value, Rwg.Compute(values, 2).Value)
            && Near.Relative(AdIndex.Compute(rows).AroundMean, AdIndex.Compute(values).AroundMean);
    }

    [Test]
    public void NullVariances() => Assert.Multiple(() =>
    {
        Assert.That(Rwg.UniformVariance(5), Is.EqualTo(2));
        Assert.That(Rwg.NullVariance([0.2, 0.2, 0.2, 0.2, 0.2]), Is.EqualTo(2).Within(1e-14));
        Assert.That(Rwg.NullVariance([0.05, 0.15, 0.20, 0.35, 0.25]), Is.EqualTo(Rwg.SlightSkew5).Within(1e-14));
        Assert.That(() => Rwg.NullVariance([0.5, 0.2]), Throws.ArgumentException);
    });

    [Law(MaxTest = 100, Replay = Seed)]
    public bool SourcesSeenOnceGiveThePlainError(int[] any)
    {
        var values = Near.Codes(any, 7);
        var result = RepeatedMean.Compute(values, [.. Enumerable.Range(0, values.Length).Select(i => (long)i)]);
        return values.Length < 2 ? result.StandardError is null : Near.Relative(result.StandardError, result.NaiveStandardError) && result.Repeated == 0;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool WritingEverySourceTwiceAddsNoKnowledge(int[] any)
    {
        double[] values = [1, 5, .. Near.Codes(any, 7)];
        var ids = Enumerable.Range(0, values.Length).Select(i => (long)i).ToArray();
        var (once, twice) = (RepeatedMean.Compute(values, ids), RepeatedMean.Compute([.. values, .. values], [.. ids, .. ids]));
        return Near.Relative(once.StandardError, twice.StandardError) && Near.Relative(once.Lower, twice.Lower) && twice.NaiveStandardError < once.NaiveStandardError;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool TheSameSourcesTwiceGiveThePairedError(int[] any)
    {
        var rows = (double[][])[[1, 2], [5, 3], .. Near.Rows(any, 2)];
        var ids = Enumerable.Range(0, rows.Length).Select(i => (long)i).ToArray();
        var result = RepeatedMean.Difference([.. rows.Select(r => r[0])], ids, [.. rows.Select(r => r[1])], ids);
        var differences = SampleMoments.Of([.. rows.Select(r => r[0] - r[1])]);
        return Near.Relative(result.StandardError, Math.Sqrt(differences.MeanVariance), 1e-9) && Near.Relative(result.Value, differences.Mean)
            && result.Repeated == rows.Length;
    }

    [Law(MaxTest = 60, Replay = Seed)]
    public bool OrderOfRepeatedValuesChangesNoBit(int[] any, ulong seed)
    {
        var values = Near.Codes(any, 7).Select(x => x / 3).ToArray();
        var ids = any.Select(i => (long)(i % 3)).ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        new SeededRandom(seed).Shuffle<int>(order);
        return RepeatedMean.Compute(values, ids) == RepeatedMean.Compute([.. order.Select(i => values[i])], [.. order.Select(i => ids[i])]);
    }

    [Test]
    public void AnEffectiveNumberIsSmaller() =>
        Assert.That(DesignEffect.Compute(0.1, 11, 220), Is.EqualTo(new DesignEffectResult(2, 110, Absent.None)));

    private static (double[] Values, int[] Groups) Grouped(int[] any) =>
        ([.. any.Select(i => (double)Math.Abs(i % 11))], [.. any.Select(i => Math.Abs(i / 11 % 4))]);
}
