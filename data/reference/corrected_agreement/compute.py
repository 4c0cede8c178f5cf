"""Independent computation for corrected_agreement with numpy and scipy. Usage: compute.py < {"x": [...], "vx": [...], "y": [...], "vy": [...]}"""
import json
import sys

import numpy as np
from scipy import stats


def figures(x, vx, y, vy):
    n, d = len(x), x - y
    sx, sy = x.var(ddof=1) - vx.mean(), y.var(ddof=1) - vy.mean()
    sxy = np.cov(x, y)[0, 1]
    shift2 = max(0.0, d.mean() ** 2 - (vx.mean() + vy.mean()) / n)
    ccc = 2 * sxy / (sx + sy + shift2)
    # the covariance of difference and mean over the variance of the mean, less what sampling error adds to each
    slope = (np.cov(d, (x + y) / 2)[0, 1] - (vx.mean() - vy.mean()) / 2) / (np.var((x + y) / 2, ddof=1) - (vx.mean() + vy.mean()) / 4)
    return ccc, slope


def solve(x, vx, y, vy, conf=0.95):
    x, vx, y, vy = (np.array(a, float) for a in (x, vx, y, vy))
    n, d = len(x), x - y
    z, t = stats.norm.ppf(0.975), stats.t.ppf((1 + conf) / 2, n - 1)
    ccc, slope = figures(x, vx, y, vy)
    left = np.array([figures(*(np.delete(a, i) for a in (x, vx, y, vy))) for i in range(n)])
    se = np.sqrt((n - 1) / n * ((left - left.mean(0)) ** 2).sum(0))
    true_d = max(0.0, d.var(ddof=1) - vx.mean() - vy.mean())
    raw = stats.linregress((x + y) / 2, d)
    return {
        "n": n, "bias": d.mean(), "ccc": ccc, "ccc_lower": max(-1, min(1, ccc - t * se[0])), "ccc_upper": max(-1, min(1, ccc + t * se[0])),
        "ccc_raw": 2 * np.cov(x, y)[0, 1] / (x.var(ddof=1) + y.var(ddof=1) + d.mean() ** 2),
        "difference_variance": true_d, "loa_lower": d.mean() - z * np.sqrt(true_d), "loa_upper": d.mean() + z * np.sqrt(true_d),
        "loa_lower_raw": d.mean() - z * d.std(ddof=1), "loa_upper_raw": d.mean() + z * d.std(ddof=1),
        "slope": slope, "slope_lower": slope - t * se[1], "slope_upper": slope + t * se[1],
        "slope_p": 2 * stats.t.sf(abs(slope / se[1]), n - 1), "slope_raw": raw.slope, "slope_p_raw": raw.pvalue,
    }


if __name__ == "__main__":
    print(json.dumps(solve(**json.load(sys.stdin)), indent=1))
