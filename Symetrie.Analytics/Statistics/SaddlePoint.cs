namespace Symetrie.Analytics.Statistics;

/// <summary>The two pieces from which gamma and beta densities are built without losing digits for large parameters
/// (the saddle-point expansion of Loader 2000): the error of Stirling's formula and the deviance of a mean.</summary>
internal static class SaddlePoint
{
    /// <summary>δ(z) = ln Γ(z+1) − (z + ½) ln z + z − ½ ln 2π, for z &gt; 0.</summary>
    public static double StirlingError(double z)
    {
        if (z >= 10)
        {
            return Series(z);
        }

        // Below 10 the series is too coarse: step up with Γ(z+1) = Γ(w+1) / ((z+1)…w).
        var w = z;
        var product = 1.0;
        while (w < 10)
        {
            w += 1;
            product *= w;
        }

        return ((w + 0.5) * Math.Log(w)) - Math.Log(product) - ((z + 0.5) * Math.Log(z)) - (w - z) + Series(w);
    }

    /// <summary>x ln(x/m) − (x − m) with difference = x − m given, because the caller knows it without cancellation. 0 at x = m.</summary>
    public static double Deviance(double x, double m, double difference)
    {
        var v = difference / (x + m);
        if (Math.Abs(v) >= 0.1)
        {
            return (x * Math.Log(x / m)) - difference;
        }

        // ln(x/m) = 2 artanh v, and 2xv − difference = difference · v.
        var sum = difference * v;
        var power = 2 * x * v;
        var square = v * v;
        for (var k = 3; ; k += 2)
        {
            power *= square;
            var next = sum + (power / k);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }

    /// <summary>ln Γ(z+1) for z &gt; 0.</summary>
    public static double LogFactorial(double z) =>
        StirlingError(z) + ((z + 0.5) * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI));

    /// <summary>ln B(a, b).</summary>
    public static double LogBeta(double a, double b)
    {
        var n = a + b;
        return StirlingError(a) + StirlingError(b) - StirlingError(n) + (0.5 * Math.Log(2 * Math.PI * (1 / a + 1 / b)))
            + (a * Math.Log(a / n)) + (b * Math.Log(b / n));
    }

    private static double Series(double z)
    {
        var s = 1 / (z * z);
        return ((((((((((((s / 156) - (691.0 / 360360)) * s) + (1.0 / 1188)) * s) - (1.0 / 1680)) * s) + (1.0 / 1260)) * s)
            - (1.0 / 360)) * s) + (1.0 / 12)) / z;
    }
}
