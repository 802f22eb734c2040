#!/usr/bin/env python3
"""What keeping and exporting responses cost, each beside a peer in the same run on the same file system.

usage: store.py BENCH_STORE [--count N] [--batches N] [--folder DIR]

A submission beside an append of 4 KiB with fdatasync; the tables of N responses (100,000) to a form of 30 questions
beside `sqlite3 -csv` on an equal flat table and beside xlsxwriter; the memory of the whole export, at a tenth of
them and at all. Works in a new folder of DIR (build), which is removed afterwards.
"""
import argparse
import csv
import datetime
import itertools
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

import xlsxwriter

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROUNDS = 3

GRADES = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
CHANNELS = ["政府网站", "微信公众号", "公开栏", "村务公开", "报纸电视", "其他"]
WORDS = ["希望公开得再早一些", "办事指南写得很清楚，谢谢", "“政务公开主题日”活动很好，建议多办", "窗口排队时间偏长",
         "补贴发放的名单、标准能不能一起公布？", "建议把惠民政策印成小册子，发到每个组", "没有意见"]


def kind(number):
    """30 questions: 10 of one choice, 6 of several, 6 whole numbers, 8 texts."""
    return ("one", "several", "number", "one", "text")[number % 5] if number < 25 else \
        ("several", "number", "text", "text", "text")[number - 25]


def form():
    instance, binds, body = "", "", ""
    for i in range(30):
        instance += f"<q{i}/>"
        binds += f'<bind nodeset="/data/q{i}" type="{"int" if kind(i) == "number" else "string"}"/>'
        label = f"<label>第{i + 1}题：您对这项公开工作怎么看？</label>"
        choices = {"one": GRADES, "several": CHANNELS}.get(kind(i), [])
        items = "".join(f"<item><label>{text}</label><value>{n + 1}</value></item>" for n, text in enumerate(choices))
        tag = {"one": "select1", "several": "select"}.get(kind(i), "input")
        body += f'<{tag} ref="/data/q{i}">{label}{items}</{tag}>'
    return ('<?xml version="1.0"?>\n<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
            'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>政务公开满意度</h:title><model><instance>'
            f'<data id="satisfaction" version="1">{instance}<meta><instanceID/></meta></data></instance>{binds}'
            '<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/></model></h:head>'
            f"<h:body>{body}</h:body></h:html>")


def submission(dice):
    answers = ""
    for i in range(30):
        if dice.random() < 0.1:
            answers += f"<q{i}/>"
            continue
        value = {"one": lambda: str(dice.randint(1, len(GRADES))),
                 "several": lambda: " ".join(str(n + 1) for n in range(len(CHANNELS)) if dice.random() < 0.4),
                 "number": lambda: str(dice.randint(0, 90)),
                 "text": lambda: dice.choice(WORDS)}[kind(i)]()
        answers += f"<q{i}>{value}</q{i}>"
    name = uuid.UUID(int=dice.getrandbits(128), version=4)
    return (f'<data id="satisfaction" version="1">{answers}<meta><instanceID>uuid:{name}</instanceID></meta></data>')


class Bench:
    def __init__(self, tool, folder):
        self.tool, self.folder = tool, folder
        self.program = os.path.join(os.path.dirname(tool), "huibiao")
        self.bundle = os.path.join(folder, "bundle")
        self.dice = random.Random(30)
        self.stored = 0
        shutil.copytree(os.path.join(ROOT, "assets", "events", "gaoping"), self.bundle)
        settings = os.path.join(self.bundle, "event.toml")
        with open(settings, encoding="utf-8") as file:
            text = file.read().replace('form = "满意度问卷.xlsx"', 'form = "form.xml"')
        with open(settings, "w", encoding="utf-8") as file:
            file.write(text)
        with open(self.path("bundle", "form.xml"), "w", encoding="utf-8") as file:
            file.write(form())

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def run(self, *words):
        return json.loads(subprocess.run([self.tool, *words], check=True, stdout=subprocess.PIPE).stdout)

    def fill(self, count):
        """Through `responses add`, as any other program would."""
        with subprocess.Popen([self.program, "responses", "add", self.bundle], stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL, text=True) as adding:
            for _ in range(count - self.stored):
                adding.stdin.write(json.dumps({"xml": submission(self.dice)}) + "\n")
            adding.stdin.close()
            if adding.wait() != 0:
                sys.exit("responses add failed")
        self.stored = count

    def export(self):
        """Seconds, and the most memory it held (VmHWM), in MB."""
        target = self.path("stick")
        os.mkdir(target)
        start = time.monotonic()
        exporting = subprocess.Popen([self.program, "responses", "export", self.bundle, "--all", "--to", target],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peak = 0
        while exporting.poll() is None:
            peak = max(peak, memory(exporting.pid))
            time.sleep(0.02)
        seconds = time.monotonic() - start
        if exporting.returncode != 0:
            sys.exit("responses export failed")
        shutil.rmtree(target)
        return seconds, peak / 1024

    def tables(self):
        out = self.path("tables")
        shutil.rmtree(out, ignore_errors=True)
        os.mkdir(out)
        return self.run("tables", self.path("bundle", "data"), self.path("bundle", "form.xml"), out)

    def flat(self):
        """The cells of our own .csv as one table."""
        with open(self.path("tables", "答卷.csv"), encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            heads = next(rows)
            with sqlite3.connect(self.path("flat.db")) as database:
                # NUMERIC: what looks like a number is kept as one.
                database.execute(f"CREATE TABLE flat ({', '.join(f'c{i} NUMERIC' for i in range(len(heads)))})")
                database.executemany(f"INSERT INTO flat VALUES ({', '.join('?' * len(heads))})", rows)

    def sqlite_csv(self):
        out = self.path("flat.csv")
        start = time.monotonic()
        with open(out, "wb") as file:
            subprocess.run(["sqlite3", "-csv", self.path("flat.db"), "SELECT * FROM flat"], check=True, stdout=file)
        return time.monotonic() - start

    def same(self):
        with open(self.path("tables", "答卷.csv"), encoding="utf-8-sig", newline="") as ours, \
                open(self.path("flat.csv"), encoding="utf-8", newline="") as theirs:
            return all(a == b for a, b in
                       itertools.zip_longest(itertools.islice(csv.reader(ours), 1, None), csv.reader(theirs)))

    def xlsxwriter(self):
        """The same cells of the same kinds; only the writing is timed."""
        rows = sqlite3.connect(self.path("flat.db")).execute("SELECT * FROM flat")
        spent = 0
        start = time.monotonic()
        book = xlsxwriter.Workbook(self.path("flat.xlsx"), {"constant_memory": True, "tmpdir": self.folder})
        page = book.add_worksheet()
        shown = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        spent += time.monotonic() - start
        number, text, moment = page.write_number, page.write_string, page.write_datetime
        at = 0
        while chunk := rows.fetchmany(1000):
            chunk = [[datetime.datetime.fromisoformat(cell) if i == 2 else cell for i, cell in enumerate(row)]
                     for row in chunk]
            start = time.monotonic()
            for row in chunk:
                at += 1
                for column, cell in enumerate(row):
                    if cell == "":
                        continue
                    if column == 2:
                        moment(at, column, cell, shown)
                    elif isinstance(cell, str):
                        text(at, column, cell)
                    else:
                        number(at, column, cell)
            spent += time.monotonic() - start
        start = time.monotonic()
        book.close()
        return spent + time.monotonic() - start


def memory(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def verdict(holds):
    return "holds" if holds else "MISSED"


def one_submission(bench, batches):
    sample = bench.path("sample.xml")
    with open(sample, "w", encoding="utf-8") as file:
        file.write(submission(random.Random(1)))
    got = bench.run("keep", bench.path("keep"), sample, str(batches))
    ms = {key: value * 1000 for key, value in got.items()}
    ratio = got["keep_p50"] / got["append_p50"]
    print(f"a submission of 30 questions ({os.path.getsize(sample):,} bytes) becomes durable; {got['times']:,} times in "
          "turns with the peer (aim: at p50 at most 1.5 times an append of 4 KiB with fdatasync)")
    print(f"  store    p50 {ms['keep_p50']:.3f} ms, p99 {ms['keep_p99']:.3f} ms")
    print(f"  append   p50 {ms['append_p50']:.3f} ms, p99 {ms['append_p99']:.3f} ms")
    print(f"  log      p50 {ms['log_p50']:.3f} ms, p99 {ms['log_p99']:.3f} ms: the four pages of a commit, written bare; "
          f"{got['log_p50'] / got['append_p50']:.2f} times the append, and the store {got['keep_p50'] / got['log_p50']:.2f} "
          "times this")
    print(f"  ratio    p50 {ratio:.2f}, p99 {got['keep_p99'] / got['append_p99']:.2f}: {verdict(ratio <= 1.5)}")
    print(f"  sealing  p50 {ms['seal_p50']:.3f} ms, p99 {ms['seal_p99']:.3f} ms; sealed and kept p50 "
          f"{ms['sealed_keep_p50']:.3f} ms, p99 {ms['sealed_keep_p99']:.3f} ms", flush=True)


def many(bench, count):
    small = max(count // 10, 1)
    start = time.monotonic()
    bench.fill(small)
    small_seconds, small_peak = bench.export()
    bench.fill(count)
    print(f"{count:,} responses added in {time.monotonic() - start:.0f} s", flush=True)
    seconds, peak = bench.export()

    rounds = [bench.tables()]
    bench.flat()
    dumps, books = [bench.sqlite_csv()], [bench.xlsxwriter()]
    if not bench.same():
        sys.exit("the flat table does not have the same cells")
    for _ in range(ROUNDS - 1):
        rounds.append(bench.tables())
        dumps.append(bench.sqlite_csv())
        books.append(bench.xlsxwriter())
    ours = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
    dump, book = statistics.median(dumps), statistics.median(books)
    whole = ours["read"] + ours["rows"] + ours["csv"]
    print(f"the tables of {ours['count']:,.0f} responses, {ours['cells']:,.0f} cells; medians of {ROUNDS}")
    print(f"  csv, from the stored XML to the file {whole:.2f} s (reading and checking {ours['read']:.2f}, rows "
          f"{ours['rows']:.2f}, writing {ours['csv']:.2f})")
    print(f"  sqlite3 -csv of an equal flat table {dump:.2f} s: ratio {whole / dump:.2f} (aim: at most 5): "
          f"{verdict(whole <= 5 * dump)}")
    print(f"  xlsx, from the rows to the file {ours['xlsx']:.2f} s (packing {ours['xlsx_close']:.2f}); xlsxwriter "
          f"{book:.2f} s: {book / ours['xlsx']:.2f} times as fast (aim: 5): {verdict(book >= 5 * ours['xlsx'])}")
    print("the whole export: both tables, a file for each response, synced, read back and compared")
    print(f"  {small:,}: {small_seconds:.1f} s, {small_peak:.1f} MB")
    print(f"  {count:,}: {seconds:.1f} s, {peak:.1f} MB: {peak / small_peak:.2f} times the memory (aim: flat, at most "
          f"1.5): {verdict(peak <= 1.5 * small_peak)}")


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("tool")
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--batches", type=int, default=40)
    options.add_argument("--folder", default=os.path.join(ROOT, "build"))
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-store-", dir=given.folder) as folder:
        bench = Bench(os.path.abspath(given.tool), folder)
        one_submission(bench, given.batches)
        many(bench, given.count)


if __name__ == "__main__":
    main()
