using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>A correlation with its interval and p.</summary>
internal readonly record struct Link(double? R, double? Lower, double? Upper, double? P);

/// <summary>All that a row of correlations shows besides its subject, its status and q.</summary>
internal sealed record LinkFigures
{
    public required int Teams { get; init; }

    public required int Pairs { get; init; }

    public required DateOnly? AsOf { get; init; }

    public required LinkMethod Method { get; init; }

    public required Link Pearson { get; init; }

    /// <summary>Partial on the teams' type where there is one, else Pearson's.</summary>
    public required Link Headline { get; init; }

    public string? PartialOn { get; init; }

    public (double? Lower, double? Upper) Bca { get; init; }

    public Link Partial { get; init; }

    public (double? Rho, double? P) Spearman { get; init; }

    public (double? Tau, double? P) Kendall { get; init; }

    public Link Weighted { get; init; }

    public Link Averages { get; init; }

    public Link Rmcorr { get; init; }

    public double? EmployeeReliability { get; init; }

    public double? CustomerReliability { get; init; }

    public int? TeamsNeeded { get; init; }

    /// <summary>Pearson's r and limits over the root of both reliabilities.</summary>
    public DisattenuatedCorrelationResult Disattenuated =>
        Pearson.R is { } r && EmployeeReliability is { } x && CustomerReliability is { } y ? DisattenuatedCorrelation.WithLimits(r, Pearson.Lower, Pearson.Upper, x, y) : default;
}
