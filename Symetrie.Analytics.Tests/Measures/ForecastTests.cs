using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Forecasts, against numpy, and that they are shown only where they are worth it.</summary>
internal sealed class ForecastTests
{
    [Test]
    public void Every_forecast_equals_the_peer_s() =>
        Moves.ShouldEqualThePeer("forecast", ["series", "team", "dimension"], 2e-8, row => row["status"] != "not-identified").ShouldBeGreaterThan(900);

    [Test]
    public void A_forecast_is_shown_only_where_it_beats_the_naive_one()
    {
        var rows = Moves.Rows("forecast").Cast<ForecastRow>().ToList();
        rows.Select(r => r.Status).Distinct().ShouldBe([RowStatus.Ok, RowStatus.NotBetterThanNaive, RowStatus.NotIdentified], ignoreOrder: true);
        rows.Where(r => r.Status == RowStatus.Ok).ShouldAllBe(r => r.BacktestError < r.NaiveError && r.ForecastLower < r.Forecast && r.Forecast < r.ForecastUpper && r.Method != null);
        rows.Where(r => r.Status != RowStatus.Ok).ShouldAllBe(r => r.Forecast == null && r.ForecastLower == null && r.Method == null);
        // Employees of t09 were not heard in 2022-Q3: of six quarters of equity, three unbroken ones are left.
        rows.First(r => r is { Team: "t09", Dimension: "equity", Series: Series.Employee }).Status.ShouldBe(RowStatus.NotIdentified);
        rows.First(r => r is { Team: "t09", Dimension: "equity", Series: Series.Customer }).Status.ShouldNotBe(RowStatus.NotIdentified);
    }

    [Test]
    public void Singular_spectrum_analysis_continues_lines_and_waves_exactly_and_says_where_it_cannot()
    {
        SingularSpectrum.Compute([.. Enumerable.Range(0, 13).Select(t => 40 + (2.5 * t))], 6, 2).Forecast!.Value.ShouldBe(40 + (2.5 * 13), 1e-8);
        SingularSpectrum.Compute([.. Enumerable.Range(0, 20).Select(t => Math.Sin(t))], 8, 2).Forecast!.Value.ShouldBe(Math.Sin(20), 1e-8);
        SingularSpectrum.Compute([], 4, 2).Reason.ShouldBe(Absent.NoValues);
        SingularSpectrum.Compute([1, 2, 3], 4, 2).Reason.ShouldBe(Absent.TooFew);
        SingularSpectrum.Compute([0, 0, 0, 0, 0, 0], 3, 1).Reason.ShouldBe(Absent.ZeroVariance);
        SingularSpectrum.Compute([0, 0, 0, 0, 0, 7], 3, 1).Reason.ShouldBe(Absent.NotIdentified);
        Should.Throw<ArgumentException>(() => SingularSpectrum.Compute([1, double.NaN, 3, 4], 2, 1));
        Should.Throw<ArgumentException>(() => SingularSpectrum.Compute([1, 2, 3, 4], 2, 2));
    }

    [Test]
    public void A_backtest_looks_at_the_past_alone()
    {
        double[] values = [1, 2, 4, 8, 16];
        RollingOrigin.Errors(values, 2, v => v[^1]).ShouldBe([2, 4, 8]);
        RollingOrigin.Errors(values, 2, v => v.Length).ShouldBe([2, 5, 12]);
        RollingOrigin.Errors(values, 2, v => v.Length < 4 ? 0 : null).ShouldBeNull();
        ThetaForecast.Compute([3]).Reason.ShouldBe(Absent.TooFew);
    }
}
