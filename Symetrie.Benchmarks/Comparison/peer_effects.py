#!/usr/bin/python3
"""Compute what Symetrie says about rituals (practice, effects) with numpy, scipy and statsmodels, to compare with.

usage: peer_effects.py make DIR      writes a small made-up organisation (seeded: the same bytes every time): cells.csv, actions.csv, practiced.csv
       peer_effects.py results DIR   reads it and writes effects.csv and practice.csv

24 teams under org, 10 quarters, two dimensions, both voices. Nothing is imported from the engine: shocks are dummies of a regression, CR2 is its
matrix definition, the draw by lot lists every assignment, families are adjusted by statsmodels.
"""
import csv
import itertools
import sys

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

TEAMS = [f"t{i:02d}" for i in range(1, 25)]
PERIODS = [f"{y}-Q{q}" for y in (2023, 2024, 2025) for q in (1, 2, 3, 4)][:10]
DIMENSIONS = ["respect", "equity"]
VOICES = ["employee", "customer"]
RITUALS = {"a": ("respect", "up", "employees"), "b": ("equity", "up", "employees"), "c": ("respect", "down", "employees"), "d": ("equity", "up", "managers")}
# ritual, team, first period, first period without, drawn by lot
ACTIONS = [("a", t, 5, None, 0) for t in TEAMS[:4]] + [("a", t, 6, 8 if t == "t06" else None, 0) for t in TEAMS[4:7]] \
    + [("b", t, 5, None, 1) for t in TEAMS[7:12]] + [("c", "t02", 7, None, 0), ("c", "t13", 1, None, 0), ("c", "t14", 6, None, 0), ("c", "t15", 6, None, 0)]
ALPHA, MARGIN = 0.05, 5.0


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def day(place):
    return f"{PERIODS[place][:4]}-{3 * (int(PERIODS[place][-1]) - 1) + 1:02d}-15"


def make(folder):
    rng = np.random.default_rng(20261122)
    rows = []
    for v, voice in enumerate(VOICES):
        for dimension in DIMENSIONS:
            level, shock = rng.normal(55, 5, 24), rng.normal(0, 3, 10)
            for i, team in enumerate(TEAMS):
                for p in range(10):
                    noise = rng.normal(0, 2.5)
                    if (i, p) in ((2, 3), (9, 8), (16, 2), (16, 6), (18, 7)) and (v == 0 or i == 16):
                        continue
                    effect = 0.0
                    if dimension == "respect":
                        for ritual, who, start, end, _ in ACTIONS:
                            if ritual == "a" and who == team and p >= start + v and (end is None or p < end + v):
                                effect = 12.0 if v == 0 else 8.0
                    rows.append([voice, team, PERIODS[p], dimension, 30, round(level[i] + shock[p] + noise + effect, 4)])
    write(f"{folder}/cells.csv", ["voice", "team", "period", "dimension", "n", "mean"], rows)
    write(f"{folder}/actions.csv", ["team", "ritual", "start", "end", "assignment"], [[t, r, day(s), "" if e is None else day(e)[:-2] + "01", "random" if lot else "chosen"] for r, t, s, e, lot in ACTIONS])
    counts = []
    for ritual, teams in (("a", TEAMS[:7]), ("d", TEAMS[:6])):
        for i, team in enumerate(teams):
            for p in range(5, 10):
                planned = int(rng.integers(6, 14))
                counts.append([team, ritual, PERIODS[p], int(rng.binomial(planned, 0.9 - 0.12 * (p - 5) * (i == 0))), planned])
    write(f"{folder}/practiced.csv", ["team", "ritual", "period", "held", "planned"], counts)


def inverse_root(a):
    values, vectors = np.linalg.eigh(a)
    keep = values > 1e-9
    return (vectors[:, keep] / np.sqrt(values[keep])) @ vectors[:, keep].T


def difference(y, treated, block, unit):
    """CR2 by its definition; None where no block has both sides."""
    ok = ~np.isnan(y)
    both = [b for b in np.unique(block[ok]) if len(set(treated[ok & (block == b)])) == 2]
    k = ok & np.isin(block, both)
    if not both:
        return None
    y, treated, block, unit = y[k], treated[k].astype(float), block[k], unit[k]
    x = np.column_stack([treated] + [(block == b).astype(float) for b in both])
    m = np.linalg.inv(x.T @ x)
    e = y - x @ (m @ (x.T @ y))
    h, eye = x @ m @ x.T, np.eye(len(y))
    variance, columns = 0.0, []
    for g in np.unique(unit):
        i = unit == g
        w = inverse_root(eye[np.ix_(i, i)] - h[np.ix_(i, i)]) @ x[i] @ m[:, 0]
        variance += (w @ e[i]) ** 2
        columns.append((eye - h)[:, i] @ w)
    gram = np.array(columns) @ np.array(columns).T
    df = np.trace(gram) ** 2 / (gram ** 2).sum()
    b, se = (m @ (x.T @ y))[0], np.sqrt(variance)
    weight = np.array([(treated[block == c] == 1).sum() * (treated[block == c] == 0).sum() / (block == c).sum() for c in both])
    return dict(b=b, se=se, df=df, p=2 * stats.t.sf(abs(b / se), df), k=k, both=both, weight=weight / weight.sum())


def level(y, treated, block, found, side):
    k = found["k"]
    y, treated, block = y[k], treated[k], block[k]
    parts = [y[(block == b) & (treated == side)] for b in found["both"]]
    mean = sum(w * p.mean() for w, p in zip(found["weight"], parts))
    n = sum(len(p) for p in parts)
    df = n - len(parts)
    spread = sum(((p - p.mean()) ** 2).sum() for p in parts) / df
    half = stats.t.ppf(0.975, df) * np.sqrt(spread * sum(w * w / len(p) for w, p in zip(found["weight"], parts)))
    return mean, mean - half, mean + half


def shocks(table):
    """Period effects of a table with holes, by dummies; centred on 0."""
    rows, columns = np.where(~np.isnan(table))
    x = np.zeros((len(rows), table.shape[0] + table.shape[1]))
    x[np.arange(len(rows)), rows] = 1
    x[np.arange(len(rows)), table.shape[0] + columns] = 1
    effects = np.linalg.lstsq(x, table[rows, columns], rcond=None)[0][table.shape[0]:]
    return effects - effects.mean()


def changes(team, ritual, after, upto):
    return any(t == team and r != ritual and (after < s <= upto or (e is not None and after < e <= upto)) for r, t, s, e, _ in ACTIONS)


def one(cells, ritual, lag):
    holders = {t: (s, e if e is not None else 10) for r, t, s, e, _ in ACTIONS if r == ritual}
    window = lambda s, e: (max(0, s - 5), s - 2, s + lag, min(9, s + lag + 3, e - 1 + lag))
    begun = {t: window(*h) for t, h in holders.items()}
    late = {t: w for t, w in begun.items() if w[1] >= w[0]}
    if not late:
        return dict(status="not-identified", reason="no-baseline")
    ripe = {t: w for t, w in late.items() if w[3] >= w[2]}
    if not ripe:
        return dict(status="not-identified", reason="not-yet")
    apart = {t: w for t, w in ripe.items() if not changes(t, ritual, w[0], w[3])}
    if not apart:
        return dict(status="not-identified", reason="other-rituals")
    y, treated, block, unit, slope, last, frm, to = [], [], [], [], [], [], 99, -1
    for number, (w, start) in enumerate(sorted({(w, holders[t][0]) for t, w in apart.items()}, key=lambda k: (k[1], k[0][3]))):
        baseline, after = list(range(w[0], w[1] + 1)), list(range(w[2], w[3] + 1))
        heard = lambda t, places: 2 * sum(not np.isnan(cells[TEAMS.index(t), p]) for p in places) >= len(places)
        fit = lambda t: heard(t, baseline) and heard(t, after)
        controls = [t for t in TEAMS if t not in holders and not changes(t, ritual, w[0], w[3]) and fit(t)]
        mine = [t for t, v in apart.items() if v == w and holders[t][0] == start and fit(t)]
        if not controls or not mine:
            continue
        places = baseline + after
        e = shocks(np.array([[cells[TEAMS.index(t), p] for p in places] for t in controls]))
        for t in mine + controls:
            clean = np.array([cells[TEAMS.index(t), p] for p in places]) - e
            b, a = clean[:len(baseline)], clean[len(baseline):]
            y.append((np.nanmean(b) + e[:len(baseline)].mean(), np.nanmean(a) + e[len(baseline):].mean()))
            known = ~np.isnan(b)
            slope.append(np.polyfit(np.arange(len(b))[known], b[known], 1)[0] if known.sum() > 1 else np.nan)
            last.append(cells[TEAMS.index(t), start - 1])
            treated.append(1 if t in mine else 0)
            block.append(number)
            unit.append(TEAMS.index(t))
        frm, to = min(frm, w[0]), max(to, w[3])
    if not y:
        return dict(status="withheld")
    y, treated, block, unit = np.array(y), np.array(treated), np.array(block), np.array(unit)
    inside, outside = len(set(unit[treated == 1])), len(set(unit[treated == 0]))
    if inside + outside < 10:
        return dict(status="too-few-teams", reason="too-few-teams")
    if min(inside, outside) < 2:
        return dict(status="not-identified", reason="no-comparison")
    change = y[:, 1] - y[:, 0]
    found = difference(change, treated, block, unit)
    trend = difference(np.array(slope), treated, block, unit)
    plain = difference(y[:, 1] - np.array(last), treated, block, unit)
    drawn = all(lot for r, t, _, _, lot in ACTIONS if r == ritual)
    p = found["p"]
    if drawn:
        n, m = len(change), int(treated.sum())
        stat = lambda i: abs(change[list(i)].mean() - np.delete(change, list(i)).mean())
        seen = stat(np.where(treated == 1)[0])
        ways = [stat(i) for i in itertools.combinations(range(n), m)]
        p = np.mean(np.array(ways) >= seen - 1e-9)
    half, narrow = stats.t.ppf(0.975, found["df"]) * found["se"], stats.t.ppf(0.95, found["df"]) * found["se"]
    figures = dict(method="randomisation" if drawn else "difference-in-differences", fromPeriod=PERIODS[frm], toPeriod=PERIODS[to], treated=inside, untreated=outside, effect=found["b"], effectLower=found["b"] - half,
                   effectUpper=found["b"] + half, p=p, minimumDetectableEffect=(stats.t.ppf(0.975, found["df"]) + stats.t.ppf(0.8, found["df"])) * found["se"],
                   earlierTrend=trend["b"] if trend else None, earlierTrendP=trend["p"] if trend else None, againstLast=plain["b"])
    for name, side, column in (("treatedBefore", 1, 0), ("treatedAfter", 1, 1), ("untreatedBefore", 0, 0), ("untreatedAfter", 0, 1)):
        figures[name], figures[name + "Lower"], figures[name + "Upper"] = level(y[:, column], treated, block, found, side)
    return dict(status="ok", within=abs(found["b"]) + narrow < MARGIN, **figures)


def judge(rows):
    noticed = {}
    for voice in VOICES:
        for lag in range(5):
            family = [r for r in rows if r["voice"] == voice and r["lag"] == lag]
            for r in family:
                r["open"] = voice == "employee" or any(noticed.get((r["ritual"], r["dimension"], g)) for g in range(lag + 1))
            tested = [r for r in family if r.get("p") is not None and r["open"]]
            if tested:
                for r, q in zip(tested, multipletests([r["p"] for r in tested], method="fdr_bh")[1]):
                    r["q"] = q
            for r in family:
                verdict(r)
                if voice == "employee":
                    noticed[(r["ritual"], r["dimension"], lag)] = r.get("verdict") in ("helped", "harmed")


def verdict(r):
    if r["status"] == "withheld":
        return
    if r["status"] != "ok":
        r["verdict"] = "cannot-tell"
        return
    if not r["open"]:
        r["verdict"], r["reason"] = "cannot-tell", "employee-step-not-shown"
        return
    shown = r["q"] < ALPHA
    if r["earlierTrendP"] is not None and r["earlierTrendP"] < ALPHA and (r["earlierTrend"] * r["effect"] > 0) == shown:
        r["verdict"], r["reason"] = "cannot-tell", "earlier-trends"
    elif shown:
        dimension, direction, _ = RITUALS[r["ritual"]]
        sign = -1 if r["dimension"] == dimension and direction == "down" else 1
        r["verdict"], r["reason"] = ("helped" if r["effect"] * sign > 0 else "harmed"), "shown"
    else:
        r["verdict"] = "no-effect-shown"
        r["reason"] = "within-margin" if r["within"] else "not-shown" if r["minimumDetectableEffect"] <= MARGIN else "too-imprecise"


def effects(folder):
    cells = {(v, d): np.full((24, 10), np.nan) for v in VOICES for d in DIMENSIONS}
    for r in csv.DictReader(open(f"{folder}/cells.csv")):
        cells[r["voice"], r["dimension"]][TEAMS.index(r["team"]), PERIODS.index(r["period"])] = float(r["mean"])
    rows = [dict(ritual=ritual, dimension=d, voice=v, lag=lag, **one(cells[v, d], ritual, lag)) for v in VOICES for d in DIMENSIONS for ritual in ("a", "b", "c") for lag in range(5)]
    judge(rows)
    names = ["ritual", "dimension", "voice", "lag", "status", "method", "verdict", "reason", "fromPeriod", "toPeriod", "treated", "untreated", "effect", "effectLower", "effectUpper", "p", "q", "minimumDetectableEffect",
             "earlierTrend", "earlierTrendP", "againstLast"] + [f"{w}{e}" for w in ("treatedBefore", "treatedAfter", "untreatedBefore", "untreatedAfter") for e in ("", "Lower", "Upper")]
    write(f"{folder}/effects.csv", names, [[text(r.get(n)) for n in names] for r in rows])


def text(value):
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else value


def armitage(held, planned, score):
    held, planned, score = map(np.array, (held, planned, score))
    share, centre = held.sum() / planned.sum(), (planned * score).sum() / planned.sum()
    top, spread = ((score - centre) * (held - planned * share)).sum(), (planned * (score - centre) ** 2).sum()
    return top / spread, stats.chi2.sf(top ** 2 / (share * (1 - share) * spread), 1)


def practice(folder):
    counts = [(r["ritual"], r["team"], PERIODS.index(r["period"]), int(r["held"]), int(r["planned"])) for r in csv.DictReader(open(f"{folder}/practiced.csv"))]
    rows = []
    for p in range(10):
        family = []
        for ritual in ("a", "d"):
            mine = [c for c in counts if c[0] == ritual]
            teams = [] if ritual == "d" else ["org"] + TEAMS
            for group in teams + ["level:" + RITUALS[ritual][2]]:
                of = [c for c in mine if group in ("org", c[1]) or group.startswith("level:")]
                now = [c for c in of if c[2] == p]
                if not now:
                    continue
                held, planned = sum(c[3] for c in now), sum(c[4] for c in now)
                lower, upper = proportion_confint(held, planned, method="wilson")
                past = sorted({c[2] for c in of if c[2] <= p})
                row = dict(period=PERIODS[p], ritual=ritual, team=group, status="ok", teams=len({c[1] for c in now}), held=held, planned=planned, share=held / planned, shareLower=float(lower), shareUpper=float(upper), periods=len(past))
                if len(past) > 2:
                    h, n = [sum(c[3] for c in of if c[2] == g) for g in past], [sum(c[4] for c in of if c[2] == g) for g in past]
                    if 0 < sum(h) < sum(n):
                        row["trend"], row["trendP"] = map(float, armitage(h, n, past))
                row["depth"] = -1 if group.startswith("level:") else 0 if group == "org" else 1
                family.append(row)
        for depth in (-1, 0, 1):
            tested = [r for r in family if r["depth"] == depth and "trendP" in r]
            if tested:
                for r, q in zip(tested, multipletests([r["trendP"] for r in tested], method="fdr_bh")[1]):
                    r["trendQ"] = float(q)
                    r["heading"] = "undetermined" if q >= ALPHA else "rising" if r["trend"] > 0 else "falling"
        rows += family
    names = ["period", "ritual", "team", "status", "teams", "held", "planned", "share", "shareLower", "shareUpper", "periods", "trend", "trendP", "trendQ", "heading"]
    write(f"{folder}/practice.csv", names, [[text(r.get(n)) for n in names] for r in rows])


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        effects(sys.argv[2])
        practice(sys.argv[2])
