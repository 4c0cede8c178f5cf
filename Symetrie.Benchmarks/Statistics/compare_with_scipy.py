#!/usr/bin/env python3
"""Time Symetrie's statistics and scipy's on the same numbers in the same run, and print a table.

    python3 Symetrie.Benchmarks/Statistics/compare_with_scipy.py [SIZE] [REPEATS]

Needs numpy and scipy. SIZE values (default 1,000,000), one thread each. Three rounds of Symetrie and then scipy; in each a statistic
runs at least REPEATS times (default 3) and at least a second, and the best time of all is taken, so that a busy machine disturbs neither side more.
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


ROUNDS = 3


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
        mine, theirs, load = {}, {}, []
        for _ in range(ROUNDS):
            for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split():
                name, seconds, figure = line.split(",")
                mine[name] = min(mine.get(name, (float("inf"),)), (float(seconds), float(figure)))
            series = [np.fromfile(os.path.join(folder, name + ".f64")) for name in ("x", "y", "a", "b", "small")]
            for name, function in scipy_statistics(*series).items():
                theirs[name] = min(theirs.get(name, (float("inf"),)), best(function, int(repeats)))
            load.append(f"{os.getloadavg()[0]:.1f}")
    print(f"{size} values; python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}")
    print(f"load average after each of {ROUNDS} rounds: {', '.join(load)}, on {os.cpu_count()} cores\n")
    print("| statistic | Symetrie ms | scipy ms | scipy / Symetrie |")
    print("|---|---:|---:|---:|")
    wrong = []
    for name, (seconds, value) in mine.items():
        other, expected = theirs[name]
        tolerance = 0.03 if name == "bootstrap_bca" else 1e-9 * max(1.0, abs(expected))
        if abs(value - expected) > tolerance:
            wrong.append(f"{name}: {value!r} against {expected!r}")
        print(f"| {name} | {1e3 * seconds:.4g} | {1e3 * other:.4g} | {other / seconds:.3g} |")
    if wrong:
        sys.exit("\n".join(["", *wrong]))


if __name__ == "__main__":
    main()
