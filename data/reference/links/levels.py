"""Correlations of data/exports/tiny by lag and level, by another road than the engine's: dummy regressions instead of centring.

    /usr/bin/python3 data/reference/links/levels.py data/exports/tiny > data/reference/links/levels.csv

pandas 1.5.3, numpy 1.24.2, scipy 1.10.1."""
import sys

import numpy as np
import pandas as pd
from scipy import stats

DIMENSIONS = ["information", "respect", "equity", "belonging", "initiative"]


def pool(cell):
    """Cells of fewer than 20 enter together or not at all: as two or more, of 20 answers or more."""
    small = cell["count"] < 20
    if small.sum() < 2 or cell["count"][small].sum() < 20:
        cell = cell[~small]
    if len(cell) < 10 or cell["count"].sum() < 100:
        return np.nan
    return (cell["var"] * (cell["count"] - 1)).sum() / (cell["count"] - 1).sum()


def cells(path, prefix, top):
    raw = pd.read_csv(path)
    team, date = raw["team"], pd.to_datetime(raw["submitted_at"])
    low = 1 if top == 5 else 0
    out = []
    for d in DIMENSIONS:
        items = raw[[f"{prefix}_{d}_1", f"{prefix}_{d}_2"]].astype(float)
        score = 100 * (items.mean(axis=1) - low) / (top - low)
        out.append(pd.DataFrame({"dimension": d, "team": team, "t": (date.dt.year * 4 + date.dt.quarter - 1), "score": score}).dropna())
    one = pd.concat(out).groupby(["dimension", "team", "t"]).score.agg(["count", "mean", "var"]).reset_index()
    one = one[one["count"] >= 5].copy()
    pooled = one.groupby(["dimension", "t"]).apply(pool)
    borrowed = [pooled[(d, t)] for d, t in zip(one.dimension, one.t)]
    one["v"] = np.where(one["count"] >= 20, one["var"], borrowed) / one["count"]
    return one


def residuals(values, *factors):
    columns = [np.ones(len(values))] + [np.asarray(f == level, float) for f in factors for level in sorted(set(f))]
    design = np.column_stack(columns)
    fit, _, rank, _ = np.linalg.lstsq(design, values, rcond=None)
    return values - design @ fit, rank


def jackknife(units, x, y):
    names = sorted(set(units))
    z = np.arctanh(np.corrcoef(x, y)[0, 1])
    left = np.array([np.arctanh(np.corrcoef(x[units != u], y[units != u])[0, 1]) for u in names])
    k = len(names)
    se = np.sqrt((k - 1) / k * ((left - left.mean()) ** 2).sum())
    half = stats.t.ppf(0.975, k - 1) * se
    return np.tanh(z - half), np.tanh(z + half), 2 * stats.t.sf(abs(z) / se, k - 1)


def main(folder):
    employee, customer = cells(f"{folder}/employees.csv", "ex", 5), cells(f"{folder}/customers.csv", "cx", 10)
    last = max(employee.t.max(), customer.t.max())
    print("employeeDimension,customerDimension,lag,level,teams,pairs,pearson,pearsonLower,pearsonUpper,p,spearman,kendall,weighted,averages,rmcorr,rmcorrLower,rmcorrUpper,employeeReliability,customerReliability,disattenuated")
    for e in DIMENSIONS:
        for c in DIMENSIONS:
            for lag in (0, 1, -1):
                x, y = employee[employee.dimension == e], customer[customer.dimension == c]
                pair = x.assign(t=x.t + lag).merge(y, on=["team", "t"], suffixes=("_e", "_c"))
                pair = pair[(pair.t <= last) & (pair.t - lag <= last)]
                for level in ("pooled", "within"):
                    use = pair if level == "pooled" else pair[pair.groupby("team").team.transform("count") > 1]
                    k = use.team.nunique()
                    if k < 10 or use.t.nunique() < 2:
                        continue
                    factors = [use.t.to_numpy()] + ([use.team.to_numpy()] if level == "within" else [])
                    (rx, rank), (ry, _) = residuals(use.mean_e.to_numpy(), *factors), residuals(use.mean_c.to_numpy(), *factors)
                    r = np.corrcoef(rx, ry)[0, 1]
                    lower, upper, p = jackknife(use.team.to_numpy(), rx, ry)
                    df = len(use) - rank
                    rel = [1 - use[f"v_{v}"].mean(skipna=False) / ((s**2).sum() / df) for v, s in (("e", rx), ("c", ry))]
                    extra = ["", "", "", ""] + ["", "", ""]
                    if level == "pooled":
                        w = use.count_e * use.count_c / (use.count_e + use.count_c)
                        cov = np.cov(rx, ry, aweights=w)
                        means = pd.DataFrame({"u": use.team.to_numpy(), "x": rx, "y": ry}).groupby("u").mean()
                        extra = [stats.spearmanr(rx.round(9), ry.round(9))[0], stats.kendalltau(rx.round(9), ry.round(9))[0], cov[0, 1] / np.sqrt(cov[0, 0] * cov[1, 1]), np.corrcoef(means.x, means.y)[0, 1], "", "", ""]
                        shown = p
                    else:
                        (ax, _), (ay, _) = residuals(use.mean_e.to_numpy(), use.team.to_numpy()), residuals(use.mean_c.to_numpy(), use.team.to_numpy())
                        rm = np.corrcoef(ax, ay)[0, 1]
                        half = stats.norm.ppf(0.975) / np.sqrt(len(use) - k - 2)
                        extra = ["", "", "", "", rm, np.tanh(np.arctanh(rm) - half), np.tanh(np.arctanh(rm) + half)]
                        shown = ""
                    over = r / np.sqrt(rel[0] * rel[1]) if rel[0] > 0 and rel[1] > 0 else ""
                    print(",".join("" if v != v else str(v) for v in [e, c, lag, level, k, len(use), r, lower, upper, shown, *extra, *rel, over]))


main(sys.argv[1])
