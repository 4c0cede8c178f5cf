#!/usr/bin/env python3
"""Time Symetrie's statistics and scipy's on the same numbers in the same run, and print a table.

    python3 Symetrie.Benchmarks/Statistics/compare_with_scipy.py [SIZE] [REPEATS]

Needs numpy and scipy. Both sides take the best of at least REPEATS (default 3) runs and of at least a second, on SIZE values (default 1,000,000), one thread each.
Figures must agree to 1e-9 (the bootstrap limits, which are random, to 0.03), or the script fails: a fast wrong number is no number.
For the tallies scipy has no counterpart; it is given the raw values that the tally stands for.
"""
import os
import platform
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np  # noqa: E402
import scipy  # noqa: E402
from scipy import stats  # noqa: E402


def table(a, b):
    levels = np.arange(21) * 5.0
    return np.array([[(side == level).sum() for level in levels] for side in (a, b)])


def chi_square(a, b):
    counts = table(a, b)
    return stats.chi2_contingency(counts[:, counts.sum(axis=0) > 0], correction=False)[0]


def scipy_statistics(x, y, a, b, small):
    return {
        "moments": lambda: np.var(x, ddof=1),
        "welch_t": lambda: stats.ttest_ind(x, y, equal_var=False).statistic,
        "pearson": lambda: stats.pearsonr(x, y)[0],
        "spearman": lambda: stats.spearmanr(x, y)[0],
        "kendall": lambda: stats.kendalltau(x, y)[0],
        "mann_whitney": lambda: stats.mannwhitneyu(a, b, method="asymptotic").statistic,
        "wilcoxon": lambda: stats.wilcoxon(x, y, alternative="greater", mode="approx").statistic,
        "ks_two_sample": lambda: stats.ks_2samp(x, y, method="asymp").statistic,
        "bootstrap_bca": lambda: stats.bootstrap((small,), np.mean, n_resamples=2000, method="BCa", random_state=1).confidence_interval.low,
        "moments_tally": lambda: np.var(a, ddof=1),
        "welch_t_tally": lambda: stats.ttest_ind(a, b, equal_var=False).statistic,
        "mann_whitney_tally": lambda: stats.mannwhitneyu(a, b, method="asymptotic").statistic,
        "ks_two_sample_tally": lambda: stats.ks_2samp(a, b, method="asymp").statistic,
        "chi_square_tally": lambda: chi_square(a, b),
    }


def best(function, repeats):
    seconds, figure = float("inf"), float("nan")
    begun, done = time.perf_counter(), 0
    while done < repeats or time.perf_counter() - begun < 1:
        start = time.perf_counter()
        figure = function()
        seconds = min(seconds, time.perf_counter() - start)
        done += 1
    return seconds, float(figure)


def main():
    size = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    repeats = sys.argv[2] if len(sys.argv) > 2 else "3"
    project = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    with tempfile.TemporaryDirectory() as folder:
        command = ["dotnet", "run", "-c", "Release", "--project", project, "--", "statistics", folder, size, repeats]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        series = [np.fromfile(os.path.join(folder, name + ".f64")) for name in ("x", "y", "a", "b", "small")]
    theirs = scipy_statistics(*series)
    print(f"{size} values, best of at least {repeats} and of a second; python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(f"{'statistic':<22}{'Symetrie ms':>14}{'scipy ms':>14}{'scipy/Symetrie':>16}  figure")
    wrong = []
    for line in lines:
        name, seconds, figure = line.split(",")
        mine, value = float(seconds), float(figure)
        other, expected = best(theirs[name], int(repeats))
        tolerance = 0.03 if name == "bootstrap_bca" else 1e-9 * max(1.0, abs(expected))
        agrees = abs(value - expected) <= tolerance
        if not agrees:
            wrong.append(f"{name}: {value!r} against {expected!r}")
        print(f"{name:<22}{1e3 * mine:>14.3f}{1e3 * other:>14.3f}{other / mine:>16.2f}  {'agrees' if agrees else 'DIFFERS'}")
    if wrong:
        sys.exit("\n".join(["", *wrong]))


if __name__ == "__main__":
    main()
