#!/usr/bin/python3
"""Compute what Symetrie says about movement (drift, trends, signals, forecast) with numpy and scipy, to compare with.

usage: peer_moves.py answers FILE      writes a small made-up set of answers (seeded: the same bytes every time)
       peer_moves.py results FILE DIR  reads it and writes drift.csv … into DIR

FILE: period, team, voice, dimension and how many answered 0, 25, 50, 75, 100 score points. Teams t01 … t14 lie in two regions, r1 and r2,
under org; odd ones are shops, even ones stations. Cells have 5 answers or more, or none. Nothing is imported from the engine.
"""
import sys

import numpy as np
import pandas as pd
from scipy import special, stats

TEAMS = [f"t{i:02d}" for i in range(1, 15)]
PERIODS = [f"{y}-Q{q}" for y in range(2022, 2026) for q in range(1, 5)][:13]
POINTS = np.array([0.0, 25, 50, 75, 100])
COLUMNS = ["a0", "a25", "a50", "a75", "a100"]
ALPHA, MARGIN, DETAIL = 0.05, 5.0, 20
NODES = {"org": TEAMS, "r1": TEAMS[:7], "r2": TEAMS[7:]}
DEPTH = {"org": 0, "r1": 1, "r2": 1, **{t: 2 for t in TEAMS}}
ORDER = ["org", "r1", *TEAMS[:7], "r2", *TEAMS[7:]]


def make(path):
    rng = np.random.default_rng(20261121)
    rows = []
    wander = rng.normal(0, 4, 14)
    for p, period in enumerate(PERIODS):
        wander = 0.6 * wander + rng.normal(0, 3, 14)
        for t, team in enumerate(TEAMS):
            for voice in ("employee", "customer"):
                for dimension in ("respect", "equity"):
                    if dimension == "equity" and p >= 6:
                        continue
                    if (team == "t03" and p == 4) or (team == "t09" and p in (2, 7) and voice == "employee"):
                        continue
                    n = int(rng.integers(6, 15)) if voice == "employee" and t % 3 else int(rng.integers(20, 60))
                    level = 58 + wander[t] + (0.9 * p if team == "t05" else 0) + (9 if team == "t08" and p >= 9 else 0) + (4 if voice == "customer" else 0)
                    scores = np.clip(np.rint((level + rng.normal(0, 24, n)) / 25), 0, 4).astype(int)
                    rows.append((period, team, voice, dimension, *np.bincount(scores, minlength=5)))
    pd.DataFrame(rows, columns=["period", "team", "voice", "dimension", *COLUMNS]).to_csv(path, index=False, lineterminator="\n")


class Cells:
    """counts[voice, dimension][period][team or node] → five counts; only those that are there."""

    def __init__(self, path):
        frame = pd.read_csv(path)
        self.counts = {}
        for row in frame.itertuples(index=False):
            self.counts[row.voice, row.dimension, row.period, row.team] = np.array([getattr(row, c) for c in COLUMNS])
        for voice, dimension, period in {k[:3] for k in list(self.counts)}:
            for node, teams in NODES.items():
                self.counts[voice, dimension, period, node] = sum(self.counts[voice, dimension, period, t] for t in teams if (voice, dimension, period, t) in self.counts)
        self.pooled = {}
        for key in {k[:3] for k in self.counts}:
            leaves = [self.counts[(*key, t)] for t in TEAMS if (*key, t) in self.counts]
            ss, df = sum(self.squares(c) for c in leaves), sum(c.sum() - 1 for c in leaves)
            self.pooled[key] = (ss / df, df) if len(leaves) >= 10 and sum(c.sum() for c in leaves) >= 100 else None

    @staticmethod
    def mean(c):
        return float(c @ POINTS / c.sum())

    @classmethod
    def squares(cls, c):
        return float(c @ (POINTS - cls.mean(c)) ** 2)

    def evidence(self, voice, dimension, period, team):
        """n, mean, variance in use and its degrees of freedom; None where there is no cell."""
        c = self.counts.get((voice, dimension, period, team))
        if c is None:
            return None
        n = int(c.sum())
        if n >= DETAIL:
            return n, self.mean(c), self.squares(c) / (n - 1), n - 1
        return (n, self.mean(c), *self.pooled[voice, dimension, period])

    def terms(self, series, dimension, period, team):
        voices = ("employee", "customer") if series == "gap" else (series,)
        found = [self.evidence(v, dimension, period, team) for v in voices]
        return None if None in found else [(s, *e) for s, e in zip((1, -1), found)]


def bh(p):
    """Benjamini and Hochberg, NaN left out."""
    p = np.asarray(p, float)
    out, at = np.full(len(p), np.nan), np.nonzero(~np.isnan(p))[0]
    order = at[np.argsort(p[at], kind="stable")]
    m, least = len(at), 1.0
    for rank in range(m, 0, -1):
        least = min(least, p[order[rank - 1]] * m / rank)
        out[order[rank - 1]] = least
    return out


def t_quantile(p, df):
    t = special.stdtrit(df, p)
    for _ in range(2):
        t += (p - special.stdtr(df, t)) / stats.t.pdf(t, df)
    return t


def cochran(a, b):
    """Neighbouring columns pooled from below until every expected count is 5."""
    needed = 5 * (a.sum() + b.sum()) / min(a.sum(), b.sum())
    pa, pb, oa, ob = [], [], 0, 0
    for x, y in zip(a, b):
        oa, ob = oa + x, ob + y
        if oa + ob >= needed:
            pa.append(oa), pb.append(ob)
            oa = ob = 0
    if not pa:
        return np.array([oa]), np.array([ob])
    pa[-1] += oa
    pb[-1] += ob
    return np.array(pa), np.array(pb)


def shape(a, b):
    """Of two count vectors with 20 answers or more each."""
    x, y = np.repeat(POINTS, a), np.repeat(POINTS, b)
    n, m = len(x), len(y)
    out = {"mannWhitneyP": stats.mannwhitneyu(y, x, method="asymptotic", use_continuity=True).pvalue, "wasserstein": stats.wasserstein_distance(x, y)}
    # Brunner and Munzel (2000) from ranks, Cliff's delta from the mean ranks.
    ranks = stats.rankdata(np.concatenate([x, y]))
    rx, ry, ix, iy = ranks[:n], ranks[n:], stats.rankdata(x), stats.rankdata(y)
    theta = (ry.mean() - (m + 1) / 2) / n
    sx = np.sum((rx - ix - rx.mean() + (n + 1) / 2) ** 2) / (n - 1)
    sy = np.sum((ry - iy - ry.mean() + (m + 1) / 2) ** 2) / (m - 1)
    se = np.sqrt(sx / (n * m * m) + sy / (m * n * n))
    df = (n * sx + m * sy) ** 2 / ((n * sx) ** 2 / (n - 1) + (m * sy) ** 2 / (m - 1))
    reach = 2 * t_quantile(1 - ALPHA / 2, df) * se
    out["brunnerMunzelP"] = stats.brunnermunzel(x, y).pvalue
    out["cliffsDelta"] = 2 * theta - 1
    out["cliffsDeltaLower"], out["cliffsDeltaUpper"] = max(-1, out["cliffsDelta"] - reach), min(1, out["cliffsDelta"] + reach)
    used = a + b > 0
    pa, pb = cochran(a[used], b[used])
    if len(pa) > 1:
        chi2, p, dof, _ = stats.chi2_contingency([pa, pb], correction=False)
        out.update(chiSquare=chi2, chiSquareP=p, chiSquareDf=dof)
        middle = (pa / pa.sum() + pb / pb.sum()) / 2
        out["jensenShannon"] = (stats.entropy(pa / pa.sum(), middle, base=2) + stats.entropy(pb / pb.sum(), middle, base=2)) / 2
        qa, qb = (pa + .5) / (pa + .5).sum(), (pb + .5) / (pb + .5).sum()
        out["psi"] = float(np.sum((qb - qa) * np.log(qb / qa)))
        out["psiExpected"] = (len(pa) - 1) * (1 / n + 1 / m)
    return out


def kitagawa(cells, voice, dimension, start, to, node):
    groups = {}
    for team in NODES[node]:
        kind = "shop" if int(team[1:]) % 2 else "station"
        for at, period in enumerate((start, to)):
            c = cells.counts.get((voice, dimension, period, team))
            if c is not None:
                n, total = groups.setdefault((at, kind), (0, 0.0))
                groups[at, kind] = (n + c.sum(), total + c @ POINTS)
    mix = rate = 0.0
    for kind in ("shop", "station"):
        (n0, s0), (n1, s1) = groups[0, kind], groups[1, kind]
        p0, p1 = (n / sum(groups[at, k][0] for k in ("shop", "station")) for at, n in ((0, n0), (1, n1)))
        mix += (p1 - p0) * (s1 / n1 + s0 / n0) / 2
        rate += (s1 / n1 - s0 / n0) * (p1 + p0) / 2
    return mix, rate


def drift(cells):
    rows = []
    for series in ("employee", "customer", "gap"):
        for dimension in ("respect", "equity"):
            periods = PERIODS if dimension == "respect" else PERIODS[:6]
            for to in sorted({1, 4, 5, 9, 12} & set(range(len(periods)))):
                for start in sorted({to - 1, 0, to - 4} & set(range(to))):
                    for team in ORDER:
                        before, after = (cells.terms(series, dimension, periods[i], team) for i in (start, to))
                        if before is None or after is None:
                            continue
                        terms = after + [(-s, *rest) for s, *rest in before]
                        change = sum(s * mean for s, _, mean, _, _ in terms)
                        parts = [(v / n, df) for _, n, _, v, df in terms]
                        variance = sum(v for v, _ in parts)
                        se, df = np.sqrt(variance), variance ** 2 / sum(v * v / f for v, f in parts)
                        row = dict(series=series, team=team, dimension=dimension, fromPeriod=periods[start], toPeriod=periods[to], change=change,
                                   changeLower=change - t_quantile(1 - ALPHA / 2, df) * se, changeUpper=change + t_quantile(1 - ALPHA / 2, df) * se,
                                   p=2 * special.stdtr(df, -abs(change / se)),
                                   tost=max(special.stdtr(df, -(change + MARGIN) / se), special.stdtr(df, (change - MARGIN) / se)),
                                   isPrevious=int(start == to - 1), isFirst=int(start == 0), isYearAgo=int(start == to - 4),
                                   fromValue=sum(s * m for s, _, m, _, _ in before), toValue=sum(s * m for s, _, m, _, _ in after))
                        if series != "gap":
                            a, b = (cells.counts[series, dimension, periods[i], team] for i in (start, to))
                            row["from" + series.title() + "s"], row["to" + series.title() + "s"] = a.sum(), b.sum()
                            if a.sum() >= DETAIL and b.sum() >= DETAIL:
                                row.update(shape(a, b))
                            if team in NODES:
                                row["compositionEffect"], row["rateEffect"] = kitagawa(cells, series, dimension, periods[start], periods[to], team)
                        else:
                            row.update(fromEmployees=before[0][1], toEmployees=after[0][1], fromCustomers=before[1][1], toCustomers=after[1][1])
                        rows.append(row)
    frame = pd.DataFrame(rows)
    family = [frame["series"], frame["fromPeriod"], frame["toPeriod"], frame["team"].map(DEPTH)]
    for name, column in (("q", "p"), ("equivalenceQ", "tost"), ("chiSquareQ", "chiSquareP")):
        frame[name] = frame.groupby(family)[column].transform(bh)
    frame["verdict"] = np.where(frame["equivalenceQ"] < ALPHA, "stable", np.where(frame["q"] < ALPHA, np.where(frame["change"] > 0, "improved", "degraded"),
                                np.where(frame["chiSquareQ"] < ALPHA, "shape-changed", "undetermined")))
    return frame.drop(columns="tost")


def main(path, folder):
    cells = Cells(path)
    tables = {"drift": drift(cells)}
    for name, frame in tables.items():
        frame.to_csv(f"{folder}/{name}.csv", index=False, lineterminator="\n", float_format="%.10g")
        print(f"{name}: {len(frame)} rows", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "answers":
        make(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "results":
        main(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
