using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <content>How a row gets its figures.</content>
public sealed partial record OutcomeRow
{
    // Only beside the status "ok".
    internal OutcomeRow With(LinkFigures f, double? q)
    {
        var free = f.Pearson.R is { } r && f.EmployeeReliability is { } known ? DisattenuatedCorrelation.WithLimits(r, f.Pearson.Lower, f.Pearson.Upper, known, 1) : default;
        return WithPearson(f) with
        {
            Method = f.Method,
            Pairs = f.Pairs,
            Q = q,
            PartialOn = f.PartialOn,
            TeamsNeeded = f.TeamsNeeded,
            Reliability = f.EmployeeReliability,
            Disattenuated = free.R,
            DisattenuatedLower = free.Lower,
            DisattenuatedUpper = free.Upper,
            Partial = f.Partial.R,
            PartialLower = f.Partial.Lower,
            PartialUpper = f.Partial.Upper,
            PartialP = f.Partial.P,
            Averages = f.Averages.R,
            AveragesLower = f.Averages.Lower,
            AveragesUpper = f.Averages.Upper,
            Rmcorr = f.Rmcorr.R,
            RmcorrLower = f.Rmcorr.Lower,
            RmcorrUpper = f.Rmcorr.Upper,
        };
    }

    // Only beside the status "ok".
    internal OutcomeRow With(SurfaceFigures f, double? q) => WithFeatures(f.Fit.Features!, f.Half).WithAxes(f) with
    {
        Pairs = Teams,
        Q = q,
        Verdict = f.Verdict(q, Better),
        Centre = f.Fit.Centre,
        B0 = f.Fit.Coefficients![0].Estimate,
        B1 = f.Fit.Coefficients[1].Estimate,
        B2 = f.Fit.Coefficients[2].Estimate,
        B3 = f.Fit.Coefficients[3].Estimate,
        B4 = f.Fit.Coefficients[4].Estimate,
        B5 = f.Fit.Coefficients[5].Estimate,
        RSquared = f.Fit.RSquared,
        RSquaredEmployee = f.Models[SurfaceModel.First].RSquared,
        RSquaredCustomer = f.Models[SurfaceModel.Second].RSquared,
        RSquaredAdditive = f.Models[SurfaceModel.Additive].RSquared,
        RSquaredRidge = f.Models[SurfaceModel.Ridge].RSquared,
        QuadraticP = f.Fit.QuadraticP,
        BeyondEmployeeP = f.Models[SurfaceModel.First].P,
        BeyondCustomerP = f.Models[SurfaceModel.Second].P,
        RidgeP = f.Models[SurfaceModel.Ridge].P,
        BestModel = f.Models.Best,
        EmployeeMean = f.Employee.Mean,
        CustomerMean = f.Customer.Mean,
        EmployeeSd = f.Employee.Sd,
        CustomerSd = f.Customer.Sd,
        VoicesPearson = f.VoicesPearson,
        OutcomeMean = f.Outcome.Mean,
        OutcomeSd = f.Outcome.Sd,
    };

    private OutcomeRow WithPearson(LinkFigures f) => this with
    {
        Headline = f.Headline.R,
        HeadlineLower = f.Headline.Lower,
        HeadlineUpper = f.Headline.Upper,
        HeadlineP = f.Headline.P,
        BcaLower = f.Bca.Lower,
        BcaUpper = f.Bca.Upper,
        Pearson = f.Pearson.R,
        PearsonLower = f.Pearson.Lower,
        PearsonUpper = f.Pearson.Upper,
        P = f.Pearson.P,
        Spearman = f.Spearman.Rho,
        SpearmanP = f.Spearman.P,
        Kendall = f.Kendall.Tau,
        KendallP = f.Kendall.P,
        Weighted = f.Weighted.R,
        WeightedLower = f.Weighted.Lower,
        WeightedUpper = f.Weighted.Upper,
    };

    private OutcomeRow WithFeatures(IReadOnlyList<SurfaceFeature> a, double t) => this with
    {
        A1 = a[0].Estimate,
        A1Lower = a[0].Estimate - (t * a[0].StandardError),
        A1Upper = a[0].Estimate + (t * a[0].StandardError),
        A1P = a[0].P,
        A2 = a[1].Estimate,
        A2Lower = a[1].Estimate - (t * a[1].StandardError),
        A2Upper = a[1].Estimate + (t * a[1].StandardError),
        A2P = a[1].P,
        A3 = a[2].Estimate,
        A3Lower = a[2].Estimate - (t * a[2].StandardError),
        A3Upper = a[2].Estimate + (t * a[2].StandardError),
        A3P = a[2].P,
        A4 = a[3].Estimate,
        A4Lower = a[3].Estimate - (t * a[3].StandardError),
        A4Upper = a[3].Estimate + (t * a[3].StandardError),
        A4P = a[3].P,
        A5 = a[4].Estimate,
        A5Lower = a[4].Estimate - (t * a[4].StandardError),
        A5Upper = a[4].Estimate + (t * a[4].StandardError),
        A5P = a[4].P,
    };

    private OutcomeRow WithAxes(SurfaceFigures f) => this with
    {
        StationaryEmployee = f.Fit.X0 + f.Fit.Centre,
        StationaryCustomer = f.Fit.Y0 + f.Fit.Centre,
        P10 = f.Fit.P10,
        P10Lower = f.Axes?.P10.Lower,
        P10Upper = f.Axes?.P10.Upper,
        P11 = f.Fit.P11,
        P11Lower = f.Axes?.P11.Lower,
        P11Upper = f.Axes?.P11.Upper,
        P20 = f.Fit.P20,
        P20Lower = f.Axes?.P20.Lower,
        P20Upper = f.Axes?.P20.Upper,
        P21 = f.Fit.P21,
        P21Lower = f.Axes?.P21.Lower,
        P21Upper = f.Axes?.P21.Upper,
    };
}
