"""Independent computation for hierarchical_shrinkage: adaptive quadrature over tau (scipy.integrate.quad), normal-mixture quantiles by
brentq on quadrature again, ranks by a million numpy draws. Usage: integrate.py < {"y": [...], "v": [...], "stratum": [...]}"""
import json
import sys

import numpy as np
from scipy import integrate, optimize, stats


def solve(y, v, stratum=None, conf=0.95, rank_draws=1_000_000):
    y, v = np.array(y, float), np.array(v, float)
    s = np.zeros(len(y), int) if stratum is None else np.array(stratum, int)
    labels = sorted(set(s))

    def parts(tau):
        w = 1 / (v + tau * tau)
        mu, prec = np.zeros(len(y)), np.zeros(len(y))
        for label in labels:
            at = s == label
            prec[at] = w[at].sum()
            mu[at] = (w[at] * y[at]).sum() / w[at].sum()
        return w, mu, prec

    def loglik(tau):
        w, mu, prec = parts(tau)
        logdet = sum(np.log(prec[s == label][0]) for label in labels)
        return 0.5 * np.log(w).sum() - 0.5 * logdet - 0.5 * (w * (y - mu) ** 2).sum()

    grid = np.linspace(0, 20 * (y.std() + np.sqrt(v.mean())), 4001)
    peak_at = grid[np.argmax([loglik(t) for t in grid])]
    peak = loglik(peak_at)
    scale = y.std() + np.sqrt(np.median(v))

    def over(f, upto=np.inf):
        # tau = scale * u / (1 - u)
        end = 1.0 if np.isinf(upto) else upto / (scale + upto)
        g = lambda u: (lambda t: f(t) * np.exp(loglik(t) - peak))(scale * u / (1 - u)) * scale / (1 - u) ** 2
        at = peak_at / (scale + peak_at)
        points = sorted(p for p in {at, at / 2, (1 + at) / 2} if 0 < p < end)
        return integrate.quad(g, 0, end, points=points or None, epsabs=0, epsrel=1e-11, limit=500)[0]

    z = over(lambda t: 1.0)
    low, high = (1 - conf) / 2, (1 + conf) / 2
    tau_q = [optimize.brentq(lambda t: over(lambda _: 1.0, t) / z - p, 1e-9, 1e4 * scale, xtol=1e-9) for p in (low, high, 0.5)]

    def unit(i):
        def md(t):
            w, mu, prec = parts(t)
            b = v[i] / (v[i] + t * t)
            return b * mu[i] + (1 - b) * y[i], np.sqrt(b * t * t + b * b / prec[i]), b
        mean = over(lambda t: md(t)[0]) / z
        second = over(lambda t: md(t)[1] ** 2 + (md(t)[0] - mean) ** 2) / z
        cdf = lambda x: over(lambda t: stats.norm.cdf((x - md(t)[0]) / md(t)[1])) / z
        sd = np.sqrt(second)
        q = [optimize.brentq(lambda x: cdf(x) - p, mean - 12 * sd, mean + 12 * sd, xtol=1e-10) for p in (low, high)]
        return mean, sd, q[0], q[1], over(lambda t: md(t)[2]) / z

    units = [unit(i) for i in range(len(y))]
    means = [over(lambda t, label=label: parts(t)[1][s == label][0]) / z for label in labels]

    rng = np.random.default_rng(1)
    fine = np.linspace(0, 1, 20001)[:-1] + 0.5 / 20000
    taus = scale * fine / (1 - fine)
    dens = np.array([np.exp(loglik(t) - peak) for t in taus]) * scale / (1 - fine) ** 2
    draws = rng.choice(taus, size=rank_draws, p=dens / dens.sum())
    w = 1 / (v + draws[:, None] ** 2)
    theta = np.empty((rank_draws, len(y)))
    for label in labels:
        at = s == label
        wl = w[:, at]
        mu = (wl * y[at]).sum(1) / wl.sum(1) + rng.standard_normal(rank_draws) / np.sqrt(wl.sum(1))
        b = v[at] / (v[at] + draws[:, None] ** 2)
        theta[:, at] = b * mu[:, None] + (1 - b) * y[at] + np.sqrt(b) * draws[:, None] * rng.standard_normal((rank_draws, at.sum()))
    ranks = theta.argsort(1).argsort(1) + 1
    return {
        "k": len(y), "strata": len(labels), "tau": tau_q[2], "tau_lower": tau_q[0], "tau_upper": tau_q[1], "stratum_means": means,
        "estimate": [u[0] for u in units], "sd": [u[1] for u in units], "lower": [u[2] for u in units], "upper": [u[3] for u in units],
        "shrink_factor": [u[4] for u in units], "rank": ranks.mean(0).tolist(),
    }


if __name__ == "__main__":
    print(json.dumps(solve(**json.load(sys.stdin)), indent=1))
