"""What numpy and scipy make of the rows of `gaps` and `symmetry` for nhs-2022.csv, by definitions written here anew.

    /usr/bin/python3 data/reference/symmetry/compute.py input ../shared/data/nhs   writes nhs-2022.csv
    /usr/bin/python3 data/reference/symmetry/compute.py                            reads it, writes gaps.csv and symmetry.csv
"""
import pathlib
import sys

import numpy as np
import pandas as pd
from scipy import integrate, optimize, special, stats

HERE = pathlib.Path(__file__).parent
PAIRS = {"nurses": ("Membership", "S04"), "dignity": ("Mastery_meaning", "S09"), "experience": ("Autonomy", "S10")}
DELTA, ALPHA = 5.0, 0.05


def write_input(folder):
    e, c = pd.read_csv(folder + "/employee.csv", dtype={"period": str}), pd.read_csv(folder + "/customer.csv", dtype={"period": str})
    e, c = e[e.period == "2022"].set_index(["dimension_or_question", "unit_id"]), c[c.period == "2022"].set_index(["dimension_or_question", "unit_id"])
    rows = []
    for dimension, (ours, theirs) in PAIRS.items():
        for unit in sorted(set(e.loc[ours].index) & set(c.loc[theirs].index)):
            a, b = e.loc[(ours, unit)], c.loc[(theirs, unit)]
            share = a.score / 100
            # A percentage is a mean of 0 and 100: its standard deviation follows. The patients' is not published: 22 points are assumed.
            rows.append((unit, "specialist" if "Specialist" in a.unit_type else "general", dimension, int(a.n), round(a.score, 6), round(100 * np.sqrt(share * (1 - share)), 6), int(b.n), round(10 * b.score, 6), 22.0))
    columns = ["team", "type", "dimension", "employees", "employeeMean", "employeeSd", "customers", "customerMean", "customerSd"]
    table = pd.DataFrame(rows, columns=columns)
    # The two surveys do not ask alike. For the arithmetic to have something to decide, the patients' level is moved by the mean gap of the dimension.
    table["customerMean"] = (table.customerMean + (table.employeeMean - table.customerMean).groupby(table.dimension).transform("mean").round(1)).round(6)
    table.to_csv(HERE / "nhs-2022.csv", index=False)


def bh(p):
    order = np.argsort(p)
    scaled = np.asarray(p)[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(1, np.minimum.accumulate(scaled[::-1])[::-1])
    return q


def gaps(t):
    t = t.copy()
    vx, vy, nx, ny = t.employeeSd**2, t.customerSd**2, t.employees, t.customers
    ve, vc = vx / nx, vy / ny
    t["gap"], se, df = t.employeeMean - t.customerMean, np.sqrt(ve + vc), (ve + vc) ** 2 / (ve**2 / (nx - 1) + vc**2 / (ny - 1))
    half = stats.t.ppf(0.975, df) * se
    t["gapLower"], t["gapUpper"] = t.gap - half, t.gap + half
    t["p"] = 2 * stats.t.sf(abs(t.gap / se), df)
    low, high = stats.t.sf((t.gap + DELTA) / se, df), stats.t.cdf((t.gap - DELTA) / se, df)
    t["equivalenceP"] = np.maximum(low, high)
    t["probabilityBelow"], t["probabilityWithin"], t["probabilityAbove"] = low, 1 - low - high, high
    # One family: all teams are on one level of the tree.
    t["q"], t["equivalenceQ"] = bh(t.p), bh(t.equivalenceP)
    t["verdict"] = np.where(t.equivalenceQ < ALPHA, "symmetric", np.where(t.q < ALPHA, np.where(t.gap > 0, "employee-favoured", "customer-favoured"), "undetermined"))
    t["symmetricReachable"] = (DELTA > stats.t.ppf(1 - ALPHA, df) * se).astype(int)
    t["minimumDetectableGap"] = [s * optimize.brentq(lambda m: stats.nct.sf(stats.t.ppf(1 - ALPHA / 2, d), d, m) - 0.8, 0.5, 8) for s, d in zip(se, df)]
    pooled, dof = np.sqrt(((nx - 1) * vx + (ny - 1) * vy) / (nx + ny - 2)), nx + ny - 2
    j, scale = np.exp(special.gammaln(dof / 2) - special.gammaln((dof - 1) / 2)) / np.sqrt(dof / 2), np.sqrt(1 / nx + 1 / ny)
    t["hedgesG"] = j * t.gap / pooled
    # Student's t is all but normal on hundreds of degrees of freedom, but far from it in its tails: exact all the same.
    ends = [[optimize.brentq(lambda m: stats.nct.cdf(d, k, m) - level, d - 8 - abs(d) * 0.2, d + 8 + abs(d) * 0.2) for level in (0.975, 0.025)] for d, k in zip(t.gap / pooled / scale, dof)]
    t["hedgesGLower"], t["hedgesGUpper"] = j * scale * [e[0] for e in ends], j * scale * [e[1] for e in ends]
    t["v"] = se**2
    for _, rows in t.groupby("dimension"):
        shrunk = shrink(rows.gap.values, rows.v.values)
        for i, name in enumerate(["shrunkenGap", "shrunkenGapLower", "shrunkenGapUpper", "rank"]):
            t.loc[rows.index, name] = [u[i] for u in shrunk]
    return t


def shrink(y, v):
    taus = np.linspace(0, 8 * np.std(y) + 1, 4001)

    def moments(tau):
        w = 1 / (v + tau**2)
        return (w * y).sum() / w.sum(), w.sum()

    logs = np.array([-0.5 * (np.log(v + t**2).sum() + np.log(moments(t)[1]) + ((y - moments(t)[0]) ** 2 / (v + t**2)).sum()) for t in taus])
    weight = np.exp(logs - logs.max())
    weight /= integrate.simpson(weight, taus) / 1
    simpson = np.ones(len(taus)); simpson[1:-1:2], simpson[2:-1:2] = 4, 2
    weight = weight * simpson; weight /= weight.sum()
    keep = weight > 1e-12
    weight, taus = weight[keep] / weight[keep].sum(), taus[keep]
    out, draws = [], []
    random = np.random.default_rng(5)
    picked = random.choice(len(taus), 20000, p=weight)
    mu = np.array([moments(t)[0] for t in taus])[picked] + random.standard_normal(20000) / np.sqrt(np.array([moments(t)[1] for t in taus])[picked])
    for yi, vi in zip(y, v):
        b = vi / (vi + taus**2)
        m = b * np.array([moments(t)[0] for t in taus]) + (1 - b) * yi
        s = np.sqrt(b * taus**2 + b**2 / np.array([moments(t)[1] for t in taus]))
        cdf = lambda x: (weight * stats.norm.cdf((x - m) / s)).sum()
        mean = (weight * m).sum()
        out.append([mean] + [optimize.brentq(lambda x: cdf(x) - level, mean - 60, mean + 60, xtol=1e-10) for level in (0.025, 0.975)])
        draws.append(b[picked] * mu + (1 - b[picked]) * yi + np.sqrt(b[picked] * taus[picked] ** 2) * random.standard_normal(20000))
    ranks = (np.argsort(np.argsort(np.array(draws), axis=0), axis=0) + 1).mean(1)
    return [o + [r] for o, r in zip(out, ranks)]


def figures(x, vx, y, vy):
    sx, sy, sxy = x.var(ddof=1) - vx.mean(), y.var(ddof=1) - vy.mean(), np.cov(x, y)[0, 1]
    if min(sx, sy, sx + sy + 2 * sxy) <= 0:
        return np.nan, np.nan  # no differences between units beyond sampling error
    shift2 = max(0.0, (x - y).mean() ** 2 - (vx.mean() + vy.mean()) / len(x))
    return 2 * sxy / (sx + sy + shift2), 2 * (sx - sy) / (sx + sy + 2 * sxy)


def deming(x, vx, y, vy):
    tau2 = max(0.0, (x - y).var(ddof=1) - vx.mean() - vy.mean())
    ratio = (vy.mean() + tau2 / 2) / (vx.mean() + tau2 / 2)
    sxx, syy, sxy = x.var(ddof=1), y.var(ddof=1), np.cov(x, y)[0, 1]
    slope = (syy - ratio * sxx + np.sqrt((syy - ratio * sxx) ** 2 + 4 * ratio * sxy**2)) / (2 * sxy)
    return slope, y.mean() - slope * x.mean()


def identity_p(x, vx, y, vy, draws=20000):
    random, n = np.random.default_rng(11), len(x)
    found = []
    for _ in range(draws):
        i = random.integers(0, n, n)
        found.append((np.arctan(deming(x[i], vx[i], y[i], vy[i])[0]), (x[i] - y[i]).mean()))
    found, here = np.array(found), np.array([np.arctan(deming(x, vx, y, vy)[0]), (x - y).mean()])
    turn = lambda a: a - np.pi * np.round(a / np.pi)
    found[:, 0] = here[0] + turn(found[:, 0] - here[0])
    inverse = np.linalg.inv(np.cov(found.T))
    far = lambda d: np.einsum("ij,jk,ik->i", d, inverse, d)
    hotelling = far(np.array([[turn(here[0] - np.pi / 4), here[1]]]))[0] * (n - 1) / n
    least = stats.chi2.isf(stats.f.sf(hotelling * (n - 2) / (2 * (n - 1)), 2, n - 2), 2)
    return (1 + (far(found - here) >= least).sum()) / (draws + 1)


def random_effects(y, v):
    k, w = len(y), 1 / v
    fixed = (w * y).sum() / w.sum()
    q = (w * (y - fixed) ** 2).sum()
    tau2 = max(0.0, (q - k + 1) / (w.sum() - (w**2).sum() / w.sum()))
    at = lambda t2: ((y / (v + t2)).sum() / (1 / (v + t2)).sum(), 1 / np.sqrt((1 / (v + t2)).sum()))
    profile = lambda t2: ((y - at(t2)[0]) ** 2 / (v + t2)).sum()
    solve = lambda target: 0.0 if profile(0) <= target else optimize.brentq(lambda t2: profile(t2) - target, 0, 1e5, xtol=1e-12)
    reml = optimize.minimize_scalar(lambda t2: 0.5 * (np.log(v + t2).sum() + np.log((1 / (v + t2)).sum()) + profile(t2)), bounds=(0, 5000), method="bounded", options={"xatol": 1e-10}).x
    (mean, se), (meanReml, seReml) = at(tau2), at(reml)
    hk = stats.t.ppf(0.975, k - 1) * seReml * np.sqrt(profile(reml) / (k - 1))
    reach = stats.t.ppf(0.975, k - 2) * np.sqrt(tau2 + se**2)
    return dict(meanGap=mean, meanGapLower=mean - stats.norm.ppf(0.975) * se, meanGapUpper=mean + stats.norm.ppf(0.975) * se, meanGapReml=meanReml, meanGapRemlLower=meanReml - hk,
                meanGapRemlUpper=meanReml + hk, tau2=tau2, tau2Lower=solve(stats.chi2.ppf(0.975, k - 1)), tau2Upper=solve(stats.chi2.ppf(0.025, k - 1)), tau2Reml=reml,
                i2=max(0, 100 * (q - k + 1) / q), heterogeneityP=stats.chi2.sf(q, k - 1), predictionLower=mean - reach, predictionUpper=mean + reach)


def symmetry(rows):
    x, y, vx, vy = rows.employeeMean.values, rows.customerMean.values, (rows.employeeSd**2 / rows.employees).values, (rows.customerSd**2 / rows.customers).values
    n, d, z, t = len(x), x - y, stats.norm.ppf(0.975), stats.t.ppf(0.975, len(x) - 1)
    ccc, slope = figures(x, vx, y, vy)
    left = np.array([figures(*(np.delete(a, i) for a in (x, vx, y, vy))) for i in range(n)])
    se = np.sqrt((n - 1) / n * ((left - left.mean(0)) ** 2).sum(0))
    true, raw, line = np.sqrt(max(0, d.var(ddof=1) - vx.mean() - vy.mean())), stats.linregress((x + y) / 2, d), deming(x, vx, y, vy)
    out = dict(teams=n, concordance=ccc, concordanceLower=max(-1, ccc - t * se[0]), concordanceUpper=min(1, ccc + t * se[0]),
               rawConcordance=2 * np.cov(x, y)[0, 1] / (x.var(ddof=1) + y.var(ddof=1) + d.mean() ** 2), limitLower=d.mean() - z * true, limitUpper=d.mean() + z * true,
               rawLimitLower=d.mean() - z * d.std(ddof=1), rawLimitUpper=d.mean() + z * d.std(ddof=1), slope=slope, slopeLower=slope - t * se[1], slopeUpper=slope + t * se[1],
               slopeP=2 * stats.t.sf(abs(slope / se[1]), n - 1), rawSlope=raw.slope, rawSlopeP=raw.pvalue, demingSlope=line[0], demingIntercept=line[1],
               identityP=identity_p(x, vx, y, vy) if n >= 20 else None)
    if np.isnan(ccc):
        out.update(demingSlope=None, demingIntercept=None, identityP=None)
    if np.isnan(left).any():
        out.update(concordanceLower=None, concordanceUpper=None, slopeLower=None, slopeUpper=None, slopeP=None)
    out.update(random_effects(d, vx + vy))
    for name, verdict in dict(symmetric="symmetric", employeeFavoured="employee-favoured", customerFavoured="customer-favoured", undetermined="undetermined").items():
        out[name] = (rows.verdict == verdict).mean()
    return out


def main():
    table = gaps(pd.read_csv(HERE / "nhs-2022.csv"))
    table.drop(columns=["v", "type", "employeeSd", "customerSd"]).to_csv(HERE / "gaps.csv", index=False)
    found = []
    for stratum, chosen in [("all", table)] + [(f"type={k}", g) for k, g in table.groupby("type")]:
        for dimension, rows in chosen.groupby("dimension"):
            if len(rows) >= 10:
                found.append(dict(dimension=dimension, stratum=stratum, **symmetry(rows)))
    pd.DataFrame(found).to_csv(HERE / "symmetry.csv", index=False)


if __name__ == "__main__":
    write_input(sys.argv[2]) if len(sys.argv) > 2 else main()
