"""Independent computation for corrected_deming: the line as the eigenvector of the scaled covariance matrix, the bootstrap with numpy's
own generator and 100,000 draws. Usage: compute.py < {"x": [...], "vx": [...], "y": [...], "vy": [...]}"""
import json
import sys

import numpy as np
from scipy import stats


def line(x, vx, y, vy):
    tau2 = max(0.0, (x - y).var(ddof=1) - vx.mean() - vy.mean())
    ex, ey = vx.mean() + tau2 / 2, vy.mean() + tau2 / 2
    # errors made equal by scaling: then the line is the first principal axis
    values, vectors = np.linalg.eigh(np.cov(x / np.sqrt(ex), y / np.sqrt(ey)))
    u, w = vectors[:, -1]
    slope = (w / u) * np.sqrt(ey / ex)
    return y.mean() - slope * x.mean(), slope, ex, ey, tau2


def solve(x, vx, y, vy, conf=0.95, draws=100_000):
    x, vx, y, vy = (np.array(a, float) for a in (x, vx, y, vy))
    n = len(x)
    intercept, slope, ex, ey, tau2 = line(x, vx, y, vy)
    rng = np.random.default_rng(2)
    out = []
    for _ in range(draws):
        i = rng.integers(0, n, n)
        a, b, *_ = line(x[i], vx[i], y[i], vy[i])
        out.append((a, b, np.arctan(b), (x[i] - y[i]).mean()))
    out = np.array(out)
    theta = out[:, 2:]
    centre = np.array([np.arctan(slope), (x - y).mean()])
    theta[:, 0] -= np.pi * np.round((theta[:, 0] - centre[0]) / np.pi)  # the least turn from line to line
    inverse = np.linalg.inv(np.cov(theta.T))
    at = centre - np.array([np.pi / 4, 0])
    off = theta - centre
    # Hotelling's tail, F(2, n - 2), and the chi-square value that has the same one
    hotelling = at @ inverse @ at * (n - 1) / n
    least = stats.chi2.isf(stats.f.sf(hotelling * (n - 2) / (2 * (n - 1)), 2, n - 2), 2)
    p = (1 + (np.einsum("ij,jk,ik->i", off, inverse, off) >= least).sum()) / (draws + 1)
    low, high = np.quantile(out[:, :2], [(1 - conf) / 2, (1 + conf) / 2], axis=0)
    return {
        "n": n, "intercept": intercept, "slope": slope, "error_x": ex, "error_y": ey, "tau2": tau2, "intercept_lower": low[0],
        "intercept_upper": high[0], "slope_lower": low[1], "slope_upper": high[1], "joint_p": p,
    }


if __name__ == "__main__":
    print(json.dumps(solve(**json.load(sys.stdin)), indent=1))
