#!/usr/bin/env python3
"""Runs the fuzzing program: hostile files first, each measured, then libFuzzer for a while (see tools/fuzz).

usage: run.py BUILD_FOLDER SECONDS TARGET…
"""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hostile

HERE = pathlib.Path(__file__).parent
# Of the processor, for one input: a second as users run it. The counting of branches and comparisons doubles it
# (measured: or-other takes 0.48 s to convert and load in a release build, 1.0 s here), and a slow machine at work
# once more.
CPU_SECONDS = 4.0
MEGABYTES = 256       # resident at most, the program itself included
LONGEST = 64 * 1024   # bytes libFuzzer lets an input grow to


def environment(target):
    return dict(os.environ, HUIBIAO_FUZZ=target, UBSAN_OPTIONS="print_stacktrace=1")


def told(text):
    """The lines that say what went wrong, and where in our own code."""
    lines = text.splitlines()
    where = [line.strip() for line in lines if "/src/" in line or "/tests/" in line]
    what = [line for line in lines if "fuzz:" in line or "runtime error" in line or "SUMMARY" in line or "ERROR" in line]
    return "\n".join(what[:4] + where[:8])


def measure(program, target, path, asan):
    """None, or what the file did that it must not."""
    log = tempfile.TemporaryFile()
    # The limits of libFuzzer are a net below ours: they end what would never end.
    child = subprocess.Popen([program, "-timeout=20", "-rss_limit_mb=4096", path], env=environment(target),
                             stdout=log, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    log.seek(0)
    text = log.read().decode("utf-8", "replace")
    cpu = usage.ru_utime + usage.ru_stime
    peak = [line.split()[1] for line in text.splitlines() if line.startswith("VmHWM:")]
    megabytes = int(peak[0]) / 1024 if peak else 0
    if child.returncode != 0:
        return cpu, megabytes, "failed:\n" + told(text)
    if not asan and cpu > CPU_SECONDS:
        return cpu, megabytes, f"took {cpu:.2f} s of the processor; {CPU_SECONDS} s is the limit"
    if not asan and megabytes > MEGABYTES:
        return cpu, megabytes, f"took {megabytes:.0f} MB; {MEGABYTES} MB is the limit"
    return cpu, megabytes, None


def hostile_files(program, target, asan):
    failed = 0
    worst_cpu = worst_megabytes = (0.0, "")
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data in hostile.inputs(target):
            path = os.path.join(folder, name)
            pathlib.Path(path).write_bytes(data)
            cpu, megabytes, wrong = measure(program, target, path, asan)
            worst_cpu = max(worst_cpu, (cpu, name))
            worst_megabytes = max(worst_megabytes, (megabytes, name))
            count += 1
            if wrong:
                failed += 1
                print(f"{target}: {name} ({len(data)} bytes) {wrong}", flush=True)
    print(f"{target}: {count} hostile files, at most {worst_cpu[0]:.2f} s ({worst_cpu[1]}), "
          f"{worst_megabytes[0]:.0f} MB ({worst_megabytes[1]})", flush=True)
    return failed


def fuzz(build, program, target, seconds):
    corpus = build / "corpus" / target
    found = build / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    words = HERE / f"{target}.dict"
    command = [program, f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=1024",
               f"-artifact_prefix={found}/{target}-", "-print_final_stats=1", "-verbosity=1",
               str(corpus), str(HERE / "corpus" / target)]
    if words.exists():
        command.insert(1, f"-dict={words}")
    return subprocess.Popen(command, env=environment(target), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def main():
    build, seconds, targets = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    program = str(build / "bin" / "fuzz")
    asan = build.name.endswith("asan")
    failed = 0
    for target in targets:
        seeds = [str(path) for path in sorted((HERE / "corpus" / target).iterdir())]
        done = subprocess.run([program, "-timeout=20", *seeds], env=environment(target), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        if done.returncode != 0:
            failed += 1
            print(f"{target}: a seed failed:\n" + told(done.stdout.decode("utf-8", "replace")))
        failed += hostile_files(program, target, asan)
    # All cores, each target on its own.
    waiting, running = list(targets), []
    while seconds > 0 and (waiting or running):
        while waiting and len(running) < (os.cpu_count() or 1):
            target = waiting.pop(0)
            running.append((target, fuzz(build, program, target, seconds)))
        target, process = running.pop(0)
        text = process.communicate()[0].decode("utf-8", "replace")
        runs = [line.split(":")[-1].strip() for line in text.splitlines() if "number_of_executed_units" in line]
        print(f"{target}: {runs[0] if runs else 'no'} inputs tried", flush=True)
        if process.returncode != 0:
            failed += 1
            print(told(text))
    print("fuzz: " + ("all well" if failed == 0 else f"{failed} failures; inputs in {build}/found"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
