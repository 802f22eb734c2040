#!/usr/bin/env python3
"""The form engine: expressions beside libxml2's, and what large forms cost, with how that grows.

usage: forms.py BENCH_FORMS [--rounds N]     medians of N runs (5), each in a process of its own
"""
import argparse
import json
import re
import statistics
import subprocess


def run(program, *words):
    out = subprocess.run([program, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def medians(program, rounds, *words):
    got = [run(program, *words)[0] for _ in range(rounds)]
    return {key: statistics.median(one[key] for one in got) for key in got[0]}


def instructions(program, *words):
    """What the processor is told to do: the same on every machine at every hour, unlike seconds, which also grow
    where a larger form no longer fits its caches."""
    told = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *map(str, words)],
                          check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    return int(re.search(r"Collected : (\d+)", told).group(1))


def growth(program, small, large):
    ratio = instructions(program, *large) / instructions(program, *small)
    return f"instructions {ratio:.2f} times: {verdict(ratio <= 10.5)}"


def verdict(holds):
    return "holds" if holds else "MISSED"


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("program")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    program, rounds = given.program, given.rounds

    print("expressions, evaluations a second (aim: at least as many as libxml2)")
    ratios = []
    for row in run(program, "xpath"):
        ratio = row["ours"] / row["libxml2"]
        ratios.append(ratio)
        print(f"  {row['expression'][:62]:62} {row['ours']:>10,.0f}  libxml2 {row['libxml2']:>10,.0f}  ratio {ratio:6.2f}")
    mean = statistics.geometric_mean(ratios)
    print(f"  geometric mean of the ratios {mean:.2f}, the least {min(ratios):.2f}: {verdict(mean >= 1)}")

    for name, verb, what in (("load and full validation", "load", (1000, 10_000)),
                             ("XLSForm to XForm", "convert", (1000, 10_000))):
        small = medians(program, rounds, verb, *what)
        large = medians(program, rounds, verb, *(10 * n for n in what))
        print(f"{name}: {what[0]:,} questions, {what[1]:,} choices (aim: under 0.3 s, under 100 MB; at ten times the size "
              "at most ten times as long)")
        print(f"  {small['all_s']:.3f} s, {small['peak_mb']:.0f} MB: "
              f"{verdict(small['all_s'] < 0.3 and small['peak_mb'] < 100)}")
        print(f"  ten times as large {large['all_s']:.3f} s ({large['all_s'] / small['all_s']:.1f} times), "
              f"{large['peak_mb']:.0f} MB; " + growth(program, (verb, *what), (verb, *(10 * n for n in what))))

    small = medians(program, rounds, "chain", 1000)["answer_s"]
    large = medians(program, rounds, "chain", 10_000)["answer_s"]
    print("one answer in a chain of 1,000 calculates (aim: under 5 ms)")
    print(f"  {small * 1000:.2f} ms: {verdict(small < 0.005)}")
    print(f"  ten times as long {large * 1000:.2f} ms ({large / small:.1f} times); " +
          growth(program, ("chain", 1000), ("chain", 10_000)))


if __name__ == "__main__":
    main()
