#!/usr/bin/python3
"""Compute what Symetrie says about movement (drift, trends, signals, forecast) with numpy and scipy, to compare with.

usage: peer_moves.py answers FILE      writes a small made-up set of answers (seeded: the same bytes every time)
       peer_moves.py results FILE DIR  reads it and writes drift.csv, trends.csv, signals.csv and forecast.csv into DIR
       peer_moves.py references DIR    writes DIR/singular_spectrum and DIR/theta_forecast

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
            small = [c for c in leaves if c.sum() < DETAIL]
            if len(small) < 2 or sum(c.sum() for c in small) < DETAIL:
                leaves = [c for c in leaves if c.sum() >= DETAIL]
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


def cells_of(cells, series, dimension, period, team):
    """Value and sampling variance (from the pooled variance of the period) of a series; NaN where there is none."""
    terms = cells.terms(series, dimension, period, team)
    if terms is None:
        return np.nan, np.nan
    voices = ("employee", "customer") if series == "gap" else (series,)
    return sum(s * m for s, _, m, _, _ in terms), sum(cells.pooled[v, dimension, period][0] / n for v, (_, n, _, _, _) in zip(voices, terms))


def two_way(x):
    """What is left of an additive model of rows and columns, by least squares on dummies."""
    r, c = np.nonzero(~np.isnan(x))
    design = np.zeros((len(r), x.shape[0] + x.shape[1]))
    design[np.arange(len(r)), r] = 1
    design[np.arange(len(r)), x.shape[0] + c] = 1
    y = x[r, c]
    out = np.full(x.shape, np.nan)
    out[r, c] = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return out


def wandering(x, white):
    """rho, variance of the slow part: the variogram by Dowd's median, weighted least squares on a grid of rho."""
    lags = []
    for k in range(1, x.shape[1]):
        d = np.abs(x[:, k:] - x[:, :-k])
        d = d[~np.isnan(d)]
        if len(d) and np.median(d) > 0 and len(lags) < 5:
            lags.append((k, len(d), (np.median(d) / stats.norm.ppf(.75)) ** 2 / 2))
    if len(lags) < 2:
        return None
    k, n, g = np.array(lags).T
    best = (np.inf, 0.0, 0.0)
    for step in range(96):
        part = 1 - (step / 100) ** k
        process = max(0.0, np.sum(n / g ** 2 * part * (g - white)) / np.sum(n / g ** 2 * part ** 2))
        miss = np.sum(n / g ** 2 * (g - white - process * part) ** 2)
        if miss < best[0]:
            best = (miss, step / 100 if process else 0.0, process)
    return best[1:]


def peers(cells, series, dimension, last):
    """By depth: the teams with their values, judged values, covariance matrices and the degrees of freedom of the noise."""
    groups = []
    for depth in (0, 1, 2):
        teams = [t for t in ORDER if DEPTH[t] == depth]
        values, errors = np.empty((len(teams), last + 1)), np.empty((len(teams), last + 1))
        for i, team in enumerate(teams):
            for p in range(last + 1):
                values[i, p], errors[i, p] = cells_of(cells, series, dimension, PERIODS[p], team)
        gap = np.abs(np.subtract.outer(np.arange(last + 1), np.arange(last + 1)))
        judged, fit, df = values, None, None
        heard = (~np.isnan(values)).sum(axis=1) >= 2
        if heard.sum() >= 10:
            shrink = 1 - 1 / heard.sum()
            centred = np.full(values.shape, np.nan)
            centred[heard] = two_way(values[heard])
            white = shrink * np.nanmean(errors[heard])
            if (~np.isnan(values[heard])).any(axis=0).sum() >= 5:
                fit = wandering(centred[heard], white)
            if fit:
                judged, df = centred, .12 * ((~np.isnan(values[heard])).sum(axis=1) - 1).sum()
        for i, team in enumerate(teams):
            cov = .7 ** gap if fit is None else fit[1] * fit[0] ** gap + np.diag(shrink * errors[i])
            base = .7 ** gap if fit is None else fit[1] * fit[0] ** gap + white * np.eye(last + 1)
            groups.append((team, "own-history" if fit is None else "relative-to-peers", .7 if fit is None else fit[0], values[i], judged[i], errors[i], cov, base, df))
    return groups


def kendall_variance(cov):
    pairs = [(i, j) for i in range(len(cov)) for j in range(i + 1, len(cov))]
    d = np.zeros((len(pairs), len(cov)))
    for row, (i, j) in enumerate(pairs):
        d[row, i], d[row, j] = -1, 1
    c = d @ cov @ d.T
    s = np.sqrt(np.diag(c))
    return float(np.sum(2 / np.pi * np.arcsin(np.clip(c / np.outer(s, s), -1, 1))))


def sen(x, y, spread):
    slopes = np.sort([(y[j] - y[i]) / (x[j] - x[i]) for i in range(len(x)) for j in range(i + 1, len(x))])
    reach = stats.norm.ppf(1 - ALPHA / 2) * np.sqrt(spread)
    low, high = max(int(np.round((len(slopes) - reach) / 2)) - 1, 0), min(int(np.round((len(slopes) + reach) / 2)), len(slopes) - 1)
    return np.median(slopes), slopes[low], slopes[high]


def levels(y, penalty):
    """The best segmentation into levels of two values or more, by dynamic programming over all."""
    cost = lambda a, b: float(np.sum((y[a:b] - y[a:b].mean()) ** 2))
    best = {0: (-penalty, [])}
    for t in range(2, len(y) + 1):
        best[t] = min(((best[s][0] + cost(s, t) + penalty, best[s][1] + [t]) for s in best if s <= t - 2), key=lambda b: b[0])
    return best[len(y)][1]


def trends(cells):
    rows, last = [], len(PERIODS) - 1
    for series in ("employee", "customer", "gap"):
        for dimension in ("respect", "equity"):
            for team, method, rho, values, judged, errors, cov, base, df in peers(cells, series, dimension, last):
                at = np.nonzero(~np.isnan(values))[0]
                x, y, z = at.astype(float), values[at], judged[at]
                spread = kendall_variance(base[np.ix_(at, at)])
                s = sum(np.sign(z[j] - z[i]) for i in range(len(z)) for j in range(i + 1, len(z)))
                score = np.sign(s) * max(0, abs(s) - 1) / np.sqrt(spread)
                inverse = np.linalg.inv(cov[np.ix_(at, at)])
                design = np.column_stack([np.ones(len(x)), x])
                bread = np.linalg.inv(design.T @ inverse @ design)
                beta = bread @ design.T @ inverse @ z
                rest = z - design @ beta
                scale, freedom = (1, df) if df else (rest @ inverse @ rest / (len(x) - 2), len(x) - 2)
                error = np.sqrt(scale * bread[1, 1])
                half = t_quantile(1 - ALPHA / 2, freedom) * error
                slope, low, high = sen(x, y, spread)
                near = [(values[t] - values[t - 1]) ** 2 for t in at if t and not np.isnan(values[t - 1])]
                ends = levels(y, 2 * np.log(len(y)) * max(np.mean(near) / 2, np.mean(errors[at])))
                u = [sum(np.sign(y[i] - y[j]) for i in range(t + 1) for j in range(t + 1, len(y))) for t in range(len(y) - 1)]
                k = np.argmax(np.abs(u))
                starts = [0] + ends
                rows.append(dict(series=series, team=team, dimension=dimension, method=method, fromPeriod=PERIODS[at[0]], toPeriod=PERIODS[at[-1]], periods=len(at),
                                 kendall=stats.kendalltau(np.arange(len(z)), z)[0], kendallP=min(1, 2 * stats.norm.sf(abs(score))), judgedSlope=beta[1], judgedSlopeLower=beta[1] - half,
                                 judgedSlopeUpper=beta[1] + half, p=2 * special.stdtr(freedom, -abs(beta[1] / error)), autocorrelation=rho, slope=slope, slopeLower=low, slopeUpper=high,
                                 changePoints=len(ends) - 1, lastChange=PERIODS[at[ends[-2]]] if len(ends) > 1 else "", levelBefore=y[starts[-3]:ends[-2]].mean() if len(ends) > 1 else np.nan,
                                 level=y[starts[-2]:].mean(), pettittPeriod=PERIODS[at[k + 1]], pettittP=min(1, 2 * np.exp(-6 * u[k] ** 2 / (len(y) ** 3 + len(y) ** 2)))))
    frame = pd.DataFrame(rows)
    frame["q"] = frame.groupby([frame["series"], frame["team"].map(DEPTH)])["p"].transform(bh)
    frame["verdict"] = np.where(frame["q"] >= ALPHA, "undetermined", np.where(frame["judgedSlope"] > 0, "rising", "falling"))
    return frame


def surprises(judged, cov, df):
    """Each value's prediction error from those before it (kriging with an unknown level) in standard deviations, made normal."""
    at, out, before = np.nonzero(~np.isnan(judged))[0], {}, []
    for i in range(1, len(at)):
        past, now = at[:i], at[i]
        inverse, c, one = np.linalg.inv(cov[np.ix_(past, past)]), cov[past, now], np.ones(i)
        slack, weight = 1 - one @ inverse @ c, one @ inverse @ one
        weights = inverse @ (c + one * slack / weight)
        error = (judged[now] - weights @ judged[past]) / np.sqrt(cov[now, now] - c @ inverse @ c + slack ** 2 / weight)
        if df:
            out[now] = stats.norm.isf(special.stdtr(df, -error))
        else:
            if len(before) >= 4:
                out[now] = stats.norm.isf(special.stdtr(len(before), -error / np.sqrt(np.mean(np.square(before)))))
            before.append(error)
    return out


def cusum_chain(most):
    """P(C+ >= state) after 1 … most normal values: 240 states of 0.05, slack 1/2 (Brook and Evans 1972)."""
    edge = (np.arange(239) + .5) * .05
    move = stats.norm.cdf(edge[None, :] - .05 * np.arange(240)[:, None] + .5)
    move = np.diff(np.column_stack([np.zeros(240), move, np.ones(240)]), axis=1)
    share, out = np.eye(240)[0], []
    for _ in range(most):
        share = share @ move
        out.append(np.append(share[::-1].cumsum()[::-1], 0))
    return out


def signals(cells):
    rows, chain = [], cusum_chain(len(PERIODS))
    for series in ("employee", "customer", "gap"):
        for dimension in ("respect", "equity"):
            for last in range(1, 13 if dimension == "respect" else 6):
                for team, method, rho, values, judged, errors, cov, base, df in peers(cells, series, dimension, last):
                    u = surprises(judged, cov, df)
                    if last not in u:
                        continue
                    up = down = z = 0.0
                    up0 = down0 = None
                    for t in sorted(u):
                        up, down, z = max(0, up + u[t] - .5), max(0, down - u[t] - .5), .2 * u[t] + .8 * z
                        up0, down0 = (up0 if up0 is not None else t) if up > 0 else None, (down0 if down0 is not None else t) if down > 0 else None
                    sd = np.sqrt(.2 / 1.8 * (1 - .8 ** (2 * len(u))))
                    place = max(up, down) / .05 + .5
                    tail = chain[len(u) - 1]
                    cusum = 1.0 if max(up, down) == 0 else min(1, 2 * (tail[int(place)] + (place - int(place)) * (tail[int(place) + 1] - tail[int(place)])))
                    ps = [2 * stats.norm.sf(abs(u[last])), cusum, 2 * stats.norm.sf(abs(z) / sd)]
                    at = np.nonzero(~np.isnan(values))[0]
                    which = int(np.argmin(ps))
                    rising = (u[last], up - down, z)[which] > 0
                    since = last if which == 0 else (up0 if rising else down0)
                    rows.append(dict(series=series, period=PERIODS[last], team=team, dimension=dimension, method=method, baselineFrom=PERIODS[at[0]], baselinePeriods=len(at) - 1,
                                     autocorrelation=rho, value=values[last], deviation=u[last], cusumUp=up, cusumDown=down, cusumAlarm=int(max(up, down) > 5), ewma=z, ewmaLower=-3 * sd,
                                     ewmaUpper=3 * sd, ewmaAlarm=int(abs(z) > 3 * sd), p=min(1, 3 * min(ps)), rising=rising, since=PERIODS[last if since is None else since]))
    frame = pd.DataFrame(rows)
    frame["q"] = frame.groupby([frame["series"], frame["period"], frame["team"].map(DEPTH)])["p"].transform(bh)
    told = frame["q"] < ALPHA
    frame["verdict"] = np.where(~told, "undetermined", np.where(frame["rising"], "rising", "falling"))
    frame["since"] = np.where(told, frame["since"], "")
    shifts = [shift(cells, row) if row.verdict != "undetermined" else (np.nan,) * 3 for row in frame.itertuples()]
    frame["shift"], frame["shiftLower"], frame["shiftUpper"] = np.array(shifts).T
    return frame.drop(columns="rising")


def shift(cells, row):
    """Mean of the periods from `since` to the row's minus the mean of those before, with Satterthwaite's interval."""
    last, start = PERIODS.index(row.period), PERIODS.index(row.since)
    found = [(p, cells.terms(row.series, row.dimension, PERIODS[p], row.team)) for p in range(last + 1)]
    after, before = [t for p, t in found if t and p >= start], [t for p, t in found if t and p < start]
    terms = [(s / len(after), *rest) for cell in after for s, *rest in cell] + [(-s / len(before), *rest) for cell in before for s, *rest in cell]
    estimate, parts = sum(s * m for s, _, m, _, _ in terms), [(s * s * v / n, df) for s, n, _, v, df in terms]
    variance = sum(v for v, _ in parts)
    half = t_quantile(1 - ALPHA / 2, variance ** 2 / sum(v * v / f for v, f in parts)) * np.sqrt(variance)
    return estimate, estimate - half, estimate + half


def ssa(x, window, rank):
    """Recurrent forecast by singular value decomposition of the trajectory matrix."""
    x = np.asarray(x, float)
    t = np.lib.stride_tricks.sliding_window_view(x, window).T
    u, s, vt = np.linalg.svd(t, full_matrices=False)
    low = (u[:, :rank] * s[:rank]) @ vt[:rank]
    fitted = np.array([np.mean(low[::-1].diagonal(k)) for k in range(-window + 1, t.shape[1])])
    pi = u[-1, :rank]
    return float((u[:-1, :rank] @ pi / (1 - pi @ pi)) @ fitted[-(window - 1):]), fitted, float(np.sum(s[:rank] ** 2) / np.sum(s ** 2))


def theta(x):
    """Simple exponential smoothing (alpha on a grid of 0.01, level from the first value) plus half the drift."""
    best = (np.inf,)
    for step in range(1, 101):
        level, squares = x[0], 0.0
        for value in x:
            squares += (value - level) ** 2
            level += step / 100 * (value - level)
        if squares < best[0]:
            best = (squares, level, step / 100)
    _, level, alpha = best
    return level + np.polyfit(np.arange(len(x)), x, 1)[0] / 2 * (1 - (1 - alpha) ** len(x)) / alpha


METHODS = {"mean": np.mean, "theta": theta, "singular-spectrum": lambda x: ssa(x, len(x) // 2, 2)[0]}


def forecast(cells):
    rows = []
    for series in ("employee", "customer", "gap"):
        for dimension in ("respect", "equity"):
            last, tests = (12 if dimension == "respect" else 5), {}
            for team in ORDER:
                run = []
                for p in range(last, -1, -1):
                    value, error = cells_of(cells, series, dimension, PERIODS[p], team)
                    if np.isnan(value):
                        break
                    run.insert(0, (value, error))
                if len(run) < 6:
                    continue
                x, origin = np.array([v for v, _ in run]), 6 if len(run) >= 12 else 3
                names = [m for m in METHODS if m != "singular-spectrum" or len(run) >= 12]
                tests[team] = x, np.mean([e for _, e in run]), np.array([x[t] - x[t - 1] for t in range(origin, len(x))]), \
                    {m: np.array([x[t] - METHODS[m](x[:t]) for t in range(origin, len(x))]) for m in names}
            for team, (x, sampling, naive, errors) in tests.items():
                same = [t for k, t in tests.items() if DEPTH[k] == DEPTH[team] and (len(t[0]) >= 12) == (len(x) >= 12)]
                same = same if len(same) >= 10 else [tests[team]]
                pooled = {m: np.mean(np.concatenate([t[3][m] for t in same]) ** 2) for m in errors}
                method = min(pooled, key=pooled.get)
                row = dict(series=series, team=team, dimension=dimension, fromPeriod=PERIODS[last + 1 - len(x)], toPeriod=PERIODS[last], periods=len(x), backtests=len(naive),
                           backtestError=np.sqrt(np.mean(errors[method] ** 2)), naiveError=np.sqrt(np.mean(naive ** 2)))
                gained = [np.mean(t[2] ** 2) - np.mean(t[3][method] ** 2) for t in same]
                better = row["backtestError"] < row["naiveError"] and (len(same) == 1 or stats.ttest_1samp(gained, 0, alternative="greater").pvalue < ALPHA)
                row["status"] = "ok" if better else "not-better-than-naive"
                if better:
                    slow = max(0, pooled[method] - np.mean([t[1] for t in same]))
                    factor = np.mean(np.concatenate([t[3][method] ** 2 / (slow + t[1]) for t in same]))
                    n = sum(len(t[2]) for t in same)
                    reach = t_quantile(1 - ALPHA / 2, n * (len(same) - 1) // len(same) if len(same) > 1 else n) * np.sqrt(factor * (slow + sampling) * (1 + 1 / len(x)))
                    row.update(method=method, forecast=METHODS[method](x), forecastLower=METHODS[method](x) - reach, forecastUpper=METHODS[method](x) + reach)
                rows.append(row)
    return pd.DataFrame(rows)


def references(folder):
    """Writes the reference cases of singular_spectrum and theta_forecast."""
    import json, os
    x = [61.2, 63.4, 60.1, 58.7, 62.9, 65.3, 61.8, 60.4, 64.6, 66.1, 63.0, 61.9, 66.2]
    line = [50 + 1.5 * t for t in range(12)]
    wave = [60 + 5 * np.sin(2 * np.pi * t / 6) for t in range(16)]
    note = "Two programs that decompose by different algorithms agree to about 1e-12 relative; 1e-9 leaves room for printed digits."
    for name, values, window, rank in (("thirteen_quarters", x, 6, 2), ("line", line, 6, 2), ("wave", wave, 8, 3)):
        value, fitted, share = ssa(values, window, rank)
        write = dict(id=f"singular_spectrum/{name}", statistic="singular_spectrum", kind="computed", inputs=dict(x=list(values)), options=dict(window=window, rank=rank),
                     expected=dict(forecast=value, fitted=list(fitted), share=share), tolerance=dict(rel=1e-9, abs=1e-9), source="computed for Symetrie: numpy.linalg.svd of the trajectory matrix",
                     license="public domain", command="python3 Symetrie.Benchmarks/Comparison/peer_moves.py references data/reference", note=note)
        os.makedirs(f"{folder}/singular_spectrum", exist_ok=True)
        with open(f"{folder}/singular_spectrum/{name}.json", "w") as file:
            json.dump(write, file, indent=2)
            file.write("\n")
    for name, values in (("thirteen_quarters", x), ("line", line), ("constant", [5.0] * 7)):
        write = dict(id=f"theta_forecast/{name}", statistic="theta_forecast", kind="computed", inputs=dict(x=list(values)), options={}, expected=dict(forecast=float(theta(values))),
                     tolerance=dict(rel=1e-9, abs=1e-9), source="computed for Symetrie: numpy, Hyndman & Billah (2003)", license="public domain",
                     command="python3 Symetrie.Benchmarks/Comparison/peer_moves.py references data/reference", note=note)
        os.makedirs(f"{folder}/theta_forecast", exist_ok=True)
        with open(f"{folder}/theta_forecast/{name}.json", "w") as file:
            json.dump(write, file, indent=2)
            file.write("\n")


def main(path, folder):
    cells = Cells(path)
    tables = {"drift": drift(cells), "trends": trends(cells), "signals": signals(cells), "forecast": forecast(cells)}
    for name, frame in tables.items():
        frame.to_csv(f"{folder}/{name}.csv", index=False, lineterminator="\n", float_format="%.10g")
        print(f"{name}: {len(frame)} rows", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "answers":
        make(sys.argv[2])
    elif len(sys.argv) == 3 and sys.argv[1] == "references":
        references(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "results":
        main(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
