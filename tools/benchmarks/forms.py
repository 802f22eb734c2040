#!/usr/bin/env python3
"""The form engine: expressions beside libxml2's, and what large forms cost, with how that grows.

usage: forms.py BENCH_FORMS [--rounds N]     medians of N runs (5), each in a process of its own
"""
import argparse
import json
import statistics
import subprocess


def run(program, *words):
    out = subprocess.run([program, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def medians(program, rounds, *words):
    got = [run(program, *words)[0] for _ in range(rounds)]
    return {key: statistics.median(one[key] for one in got) for key in got[0]}


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
        growth = large["all_s"] / small["all_s"]
        print(f"{name}: {what[0]:,} questions, {what[1]:,} choices (aim: under 0.3 s, under 100 MB; at ten times the size "
              "at most ten times as long)")
        print(f"  {small['all_s']:.3f} s, {small['peak_mb']:.0f} MB: "
              f"{verdict(small['all_s'] < 0.3 and small['peak_mb'] < 100)}")
        print(f"  ten times as large {large['all_s']:.3f} s, {large['peak_mb']:.0f} MB, ratio {growth:.1f}: "
              f"{verdict(growth <= 10 * 1.15)} (15 % are noise)")

    small = medians(program, rounds, "chain", 1000)["answer_s"]
    large = medians(program, rounds, "chain", 10_000)["answer_s"]
    print("one answer in a chain of 1,000 calculates (aim: under 5 ms)")
    print(f"  {small * 1000:.2f} ms: {verdict(small < 0.005)}")
    print(f"  ten times as long {large * 1000:.2f} ms, ratio {large / small:.1f}: {verdict(large / small <= 11.5)}")


if __name__ == "__main__":
    main()
