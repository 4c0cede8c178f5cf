#!/usr/bin/python3
"""Compute what Symetrie publishes of a benchmark set, with pandas and scipy, and write it as CSV to compare with.

usage: peer_pandas_results.py FOLDER RESULTS

FOLDER holds employees.csv and customers.csv: respondent_id, team, submitted_at and the items ex_<dimension>_<i> (1 to 5) and
cx_<dimension>_<i> (0 to 10). RESULTS receives scores.csv, gaps.csv, correlations.csv and drift.csv; seconds a stage go to stderr.

The rules, the same as the engine's:
- an answer is scored as percent of maximum possible; a person's score of a dimension is the mean of the answered items, where at least half are;
- a cell (voice, team, quarter, dimension) with fewer than 5 scores is not there, for any figure;
- the variance of a cell with 20 scores and more is its own, with n - 1 degrees of freedom; below, it is the pooled within-team variance of the voice,
  dimension and quarter, over the cells with 5 scores and more (those below 20 enter as two or more with 20 scores together, or not at all), with the sum of n - 1 as degrees of freedom; it is usable when it rests on at least
  10 teams and 100 scores, and where it is not (or the standard error is 0), intervals and p stay empty;
- intervals are at 95 %; differences use Satterthwaite's degrees of freedom over all their components;
- correlations need 10 teams; drift compares a quarter with the one before it and with the first quarter of the set.
"""
import os
import sys
import time

import numpy as np
import pandas as pd
from scipy import special, stats

VOICES = (("employee", "employees.csv", "ex_", 1, 5), ("customer", "customers.csv", "cx_", 0, 10))
MINIMUM, DETAIL, POOL_TEAMS, POOL_SCORES, CORRELATED = 5, 20, 10, 100, 10
ALPHA = 0.05


def load(path, prefix):
    """The export's team and quarter as text and its items, dimension by dimension, as floats with NaN."""
    frame = pd.read_csv(path)
    days, labels = pd.factorize(frame["submitted_at"])
    stamps = pd.DatetimeIndex(labels)
    quarter = np.array([f"{d.year:04d}-Q{d.quarter}" for d in stamps])[days]
    items = {}
    for column in frame.columns:
        if column.startswith(prefix):
            items.setdefault(column[len(prefix):].rsplit("_", 1)[0], []).append(frame[column].to_numpy(float))
    return frame["team"].to_numpy(str), quarter, {d: np.column_stack(v) for d, v in items.items()}


def person_scores(answers, low, high):
    """Percent of maximum possible. One division of whole numbers, so that equal scores are equal doubles."""
    answered = np.count_nonzero(~np.isnan(answers), axis=1)
    points = np.nansum(answers, axis=1) - low * answered
    enough = answered * 2 >= answers.shape[1]
    return np.where(enough & (answered > 0), 100 * points / np.maximum(answered * (high - low), 1), np.nan)


class Cells:
    """Of one voice: n, mean, own variance, and the variance in use with its degrees of freedom; arrays team x quarter x dimension."""

    def __init__(self, team, quarter, items, low, high, teams, quarters, dimensions):
        shape = len(teams), len(quarters)
        cell = np.searchsorted(teams, team) * shape[1] + np.searchsorted(quarters, quarter)
        moments = [self.moments(cell, person_scores(items[d], low, high), shape) for d in dimensions]
        self.n, self.mean, self.own = (np.stack(x, axis=2) for x in zip(*moments))
        self.there = self.n >= MINIMUM
        self.mean = np.where(self.there, self.mean, np.nan)
        self.variance, self.df = self.in_use()

    @staticmethod
    def moments(cell, score, shape):
        valid = ~np.isnan(score)
        cell, score, size = cell[valid], score[valid], shape[0] * shape[1]
        n = np.bincount(cell, minlength=size)
        mean = np.bincount(cell, score, size) / np.maximum(n, 1)
        square = np.bincount(cell, (score - mean[cell]) ** 2, size)
        return n.reshape(shape), mean.reshape(shape), (square / np.maximum(n - 1, 1)).reshape(shape)

    def in_use(self):
        small = self.there & (self.n < DETAIL)
        together = (small.sum(axis=0) >= 2) & (np.where(small, self.n, 0).sum(axis=0) >= DETAIL)
        pooling = self.there & (~small | together)
        n = np.where(pooling, self.n, 0)
        df = np.where(pooling, n - 1, 0)
        pooled_df = df.sum(axis=0)
        pooled = (df * self.own).sum(axis=0) / np.maximum(pooled_df, 1)
        usable = (pooling.sum(axis=0) >= POOL_TEAMS) & (n.sum(axis=0) >= POOL_SCORES)
        pooled = np.where(usable, pooled, np.nan)
        own = self.there & (self.n >= DETAIL)
        variance = np.where(own, self.own, np.broadcast_to(pooled, own.shape))
        return np.where(self.there, variance, np.nan), np.where(own, self.n - 1, np.broadcast_to(pooled_df, own.shape)).astype(float)

    def component(self):
        """What one mean adds to the variance of a difference, and the degrees of freedom it rests on."""
        return self.variance / np.where(self.there, self.n, 1), self.df


def t_two_sided(t, df):
    """P(|T| > |t|) of Student's t with fractional degrees of freedom."""
    return 2 * special.stdtr(df, -np.abs(t))


def t_quantile(df):
    """The t with P(|T| > t) = ALPHA. scipy's quantile stops at a relative 1e-9 to 1e-8 for fractional degrees of freedom: two Newton steps on its tail."""
    t = special.stdtrit(df, 1 - ALPHA / 2)
    for _ in range(2):
        density = np.exp(special.gammaln((df + 1) / 2) - special.gammaln(df / 2) - (df + 1) / 2 * np.log1p(t * t / df)) / np.sqrt(df * np.pi)
        t = t + (t_two_sided(t, df) - ALPHA) / (2 * density)
    return t


def inference(estimate, components):
    """Lower and upper bound and p of an estimate whose variance is the sum of components (variance, degrees of freedom)."""
    variance = sum(v for v, _ in components)
    with np.errstate(invalid="ignore", divide="ignore"):
        df = variance ** 2 / sum(v * v / f for v, f in components)
        usable = variance > 0
        df = np.where(usable, df, np.nan)
        error = np.sqrt(np.where(usable, variance, np.nan))
        half = t_quantile(df) * error
        return estimate - half, estimate + half, t_two_sided(estimate / error, df)


def subjects(mask, **axes):
    """The rows where the mask holds, one text column an axis (in the order of the mask's axes)."""
    where = np.nonzero(mask)
    return where, {name: labels[at] for (name, labels), at in zip(axes.items(), where)}


def scores(cells, teams, quarters, dimensions):
    parts = []
    for voice, c in cells.items():
        at, rows = subjects(c.there, team=teams, period=quarters, dimension=dimensions)
        lower, upper, _ = inference(c.mean, [c.component()])
        n = c.n[at]
        parts.append(pd.DataFrame({**rows, "voice": voice, "n": n, "mean": c.mean[at], "sd": np.where(n >= DETAIL, np.sqrt(c.own[at]), np.nan),
                                   "meanLower": lower[at], "meanUpper": upper[at]}))
    return arrange(pd.concat(parts), ["period", "team", "dimension", "voice"], dimensions)


def gaps(cells, teams, quarters, dimensions):
    e, c = cells["employee"], cells["customer"]
    at, rows = subjects(e.there & c.there, team=teams, period=quarters, dimension=dimensions)
    gap = e.mean - c.mean
    lower, upper, p = inference(gap, [e.component(), c.component()])
    df = np.where(e.there & c.there, e.n + c.n - 2, 2.0)
    spread = np.sqrt(((e.n - 1) * e.variance + (c.n - 1) * c.variance) / df)
    unbiased = np.exp(special.gammaln(df / 2) - special.gammaln((df - 1) / 2)) / np.sqrt(df / 2)
    g = unbiased * gap / np.where(spread > 0, spread, np.nan)
    return arrange(pd.DataFrame({**rows, "employees": e.n[at], "customers": c.n[at], "employeeMean": e.mean[at], "customerMean": c.mean[at],
                                 "gap": gap[at], "gapLower": lower[at], "gapUpper": upper[at], "p": p[at], "hedgesG": g[at]}),
                   ["period", "team", "dimension"], dimensions)


def correlate(x, y):
    """teams, pearson, its Fisher interval and p, spearman, kendall tau-b."""
    n = len(x)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return (n,) + (np.nan,) * 6
    r = np.corrcoef(x, y)[0, 1]
    z, width = np.arctanh(r), special.ndtri(1 - ALPHA / 2) / np.sqrt(n - 3)
    p = t_two_sided(r * np.sqrt((n - 2) / (1 - r * r)), n - 2)
    rho = np.corrcoef(stats.rankdata(x), stats.rankdata(y))[0, 1]
    return n, r, np.tanh(z - width), np.tanh(z + width), p, rho, stats.kendalltau(x, y)[0]


def correlations(cells, quarters, dimensions):
    e, c, rows = cells["employee"].mean, cells["customer"].mean, []
    for q, quarter in enumerate(quarters):
        for i, a in enumerate(dimensions):
            for j, b in enumerate(dimensions):
                both = ~np.isnan(e[:, q, i]) & ~np.isnan(c[:, q, j])
                if both.sum() >= CORRELATED:
                    rows.append((quarter, a, b, *correlate(e[both, q, i], c[both, q, j])))
    return pd.DataFrame(rows, columns=["period", "employeeDimension", "customerDimension", "teams", "pearson", "pearsonLower", "pearsonUpper", "p", "spearman", "kendall"])


def drift(cells, teams, quarters, dimensions):
    e, c = cells["employee"], cells["customer"]
    series = {"employee": (e.mean, [e.component()]), "customer": (c.mean, [c.component()]), "gap": (e.mean - c.mean, [e.component(), c.component()])}
    steps = sorted({(start, to) for to in range(1, len(quarters)) for start in (0, to - 1)})
    start, to = (np.array(x, int) for x in zip(*steps)) if steps else (np.zeros(0, int), np.zeros(0, int))
    names = np.array([f"{quarters[a]} {quarters[b]}" for a, b in steps], dtype=object)
    parts = []
    for name, (level, components) in series.items():
        change = level[:, to] - level[:, start]
        lower, upper, p = inference(change, [(v[:, t], f[:, t]) for v, f in components for t in (start, to)])
        at, rows = subjects(~np.isnan(change), team=teams, step=names, dimension=dimensions)
        step = rows.pop("step")
        parts.append(pd.DataFrame({"series": name, **rows, "fromPeriod": [s.split()[0] for s in step], "toPeriod": [s.split()[1] for s in step],
                                   "change": change[at], "changeLower": lower[at], "changeUpper": upper[at], "p": p[at]}))
    return arrange(pd.concat(parts), ["series", "team", "dimension", "fromPeriod", "toPeriod"], dimensions)


def arrange(frame, subject, dimensions):
    """Subject columns first, rows in their order (employee before customer before gap; dimensions as the questionnaire has them)."""
    order = {"voice": ["employee", "customer"], "series": ["employee", "customer", "gap"], "dimension": dimensions}
    keys = [frame[s] if s not in order else pd.Categorical(frame[s], order[s]).codes for s in reversed(subject)]
    frame = frame.iloc[np.lexsort(keys)] if len(frame) else frame
    return frame[subject + [c for c in frame.columns if c not in subject]]


def main(folder, results):
    clock = [("", time.perf_counter())]
    read = {voice: load(f"{folder}/{name}", prefix) for voice, name, prefix, _, _ in VOICES}
    clock.append(("load", time.perf_counter()))
    teams, quarters = (np.unique(np.concatenate([r[i] for r in read.values()])) for i in (0, 1))
    dimensions = np.array([d for d in read["employee"][2] if d in read["customer"][2]])
    cells = {voice: Cells(*read[voice], low, high, teams, quarters, dimensions) for voice, _, _, low, high in VOICES}
    clock.append(("cells", time.perf_counter()))
    tables = {}
    for name, table in (("scores", lambda: scores(cells, teams, quarters, dimensions)), ("gaps", lambda: gaps(cells, teams, quarters, dimensions)),
                        ("correlations", lambda: correlations(cells, quarters, dimensions)), ("drift", lambda: drift(cells, teams, quarters, dimensions))):
        tables[name] = table()
        clock.append((name, time.perf_counter()))
    for name, table in tables.items():
        table.to_csv(f"{results}/{name}.csv", index=False, lineterminator="\n")
    clock.append(("write", time.perf_counter()))
    stages = " ".join(f"{name} {at - before:.2f}" for (_, before), (name, at) in zip(clock, clock[1:]))
    rows = " ".join(f"{name} {len(table)}" for name, table in tables.items())
    print(f"seconds: {stages} total {clock[-1][1] - clock[0][1]:.2f} | without load {clock[-1][1] - clock[1][1]:.2f} | rows: {rows}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    os.makedirs(sys.argv[2], exist_ok=True)
    main(sys.argv[1], sys.argv[2])
