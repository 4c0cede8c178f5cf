using System.Runtime.Intrinsics;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Where squares sum to the least, told from a function that hardly differs.</summary>
internal sealed class NearbyLeastTests
{
    // The function has no root: its last value is never below 0.5.
    [TestCase(0)]
    [TestCase(0.01)]
    [TestCase(-0.02)]
    public void It_is_where_a_search_from_anywhere_ends_and_the_gradient_is_none(double shift)
    {
        var known = new NearestRoot<Bent>().Of(new Bent(0), [0.4, 0.3, 0.2, 0.1]).ShouldNotBeNull();
        var near = NearbyLeast<Bent>.Of(new Bent(0), known).ShouldNotBeNull();
        var found = near.Of(new Bent(shift)).ShouldNotBeNull();
        var far = new NearestRoot<Bent>().Of(new Bent(shift), [0.4, 0.3, 0.2, 0.1]).ShouldNotBeNull();
        // The search from anywhere ends where squares fall by less than 1e-12 of themselves: that is 1e-6 of the place.
        for (var i = 0; i < 4; i++) found[i].ShouldBe(far[i], 2e-5);
        Size(found, shift).ShouldBeLessThanOrEqualTo(Size(far, shift) * (1 + 1e-14));
        for (var i = 0; i < 4; i++)
        {
            var (up, down) = ((double[])[.. found], (double[])[.. found]);
            (up[i], down[i]) = (up[i] + 1e-5, down[i] - 1e-5);
            // Rounding of the squares alone is 1e-11 of a slope at this distance.
            ((Size(up, shift) - Size(down, shift)) / 2e-5).ShouldBe(0, 1e-8);
        }
    }

    [Test]
    public void Where_the_function_is_quite_another_one_it_says_so()
    {
        var known = new NearestRoot<Bent>().Of(new Bent(0), [0.4, 0.3, 0.2, 0.1]).ShouldNotBeNull();
        NearbyLeast<Bent>.Of(new Bent(0), known)!.Of(new Bent(1e6)).ShouldBeNull();
        NearbyLeast<Bent>.Of(new Bent(double.NaN), known).ShouldBeNull();
    }

    private static double Size(double[] at, double shift) => new Bent(shift).At(Fourfold.Of(at)).Square[0];

    private readonly struct Bent(double shift) : IFourfoldFunction
    {
        public Fourfold At(Fourfold u) => new(
            u.A + (u.B * u.B) - Vector256.Create(0.7 + shift), u.B - u.C + Vector256.Create(0.2), u.C + (u.A * u.D) - Vector256.Create(0.5 + shift), (u.D * u.D * 0.5) + (u.A * 0.1) + Vector256.Create(0.5 + shift));
    }
}
