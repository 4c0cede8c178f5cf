using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>Where parts stand in a snapshot.</summary>
internal sealed class PartPlaceTests
{
    [Test]
    public void Parts_stand_in_the_order_of_periods_and_shares_and_tell_their_period()
    {
        foreach (var measure in MeasureCatalogue.All)
        {
            var places = Enumerable.Range(0, 500).SelectMany(p => measure.Shares.Select((_, s) => (Period: p, Position: PartPlace.Of(new MeasureRows(measure, p, s, "", null))))).ToArray();
            places.Select(p => p.Position).ShouldBe(places.Select(p => p.Position).Distinct().Order());
            places.ShouldAllBe(p => PartPlace.PeriodOf(p.Position) == p.Period);
        }
    }

    [Test]
    public void A_part_of_before_rows_were_shared_stands_at_its_period() =>
        Enumerable.Range(0, 500).ShouldAllBe(period => PartPlace.PeriodOf(period) == period);
}
