"""Damaged files, a clock that was set back, and three processes at once.

Bits of the database change, a page of it is lost, its end is missing; the same of its write-ahead log. Then
`responses add` never crashes: either the damaged folder is set aside byte for byte and the new answer goes into a new
store, or it goes on in the old one and no answer is gone in silence: each one's XML is as it was, or the export
names it as changed.
"""
import collections
import concurrent.futures
import json
import os
import shutil
import sqlite3
import threading

import rig

PAGE = 4096
KINDS = ("header", "schema", "table", "index", "lost page", "cut", "log", "log cut", "page beside a log")
OFTEN = ("table", "index", "lost page", "log")  # of these one each, where the time is short


def content(path):
    with open(path, "rb") as file:
        return file.read()


def flipped(data, at, dice):
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1:]


class Damage:
    def __init__(self, program, work, dice):
        self.program, self.work, self.dice = program, work, dice
        self.form = program.form(work)
        self.answers = rig.answers(self.form, 60, dice, 1200)
        self.fresh = rig.answers(self.form, 1, dice)[0]
        self.closed, self.open = self.stores()
        self.pages = self.pages_of(os.path.join(self.closed, "data", rig.DATABASE))

    def stores(self):
        """Bundles with the same answers: one in which all is folded into the database, one with the log that the
        last of them were left in when the power went. Half of the answers were exported."""
        bundle, target = rig.make_bundle(os.path.join(self.work, "closed")), os.path.join(self.work, "target")
        os.mkdir(target)
        self.program.good("responses", "add", bundle, given=self.lines(self.answers[:30]))
        self.program.good("responses", "export", bundle, "--to", target)
        process = self.program.adding(bundle)
        for answer in self.answers[30:]:
            rig.keep(process, answer)
        other = os.path.join(self.work, "open")
        shutil.copytree(bundle, other)
        rig.end(process)
        os.remove(os.path.join(other, "data", rig.DATABASE + "-shm"))
        rig.check(os.path.getsize(os.path.join(other, "data", rig.DATABASE + "-wal")) > 30 * PAGE, "the log is full")
        return bundle, other

    @staticmethod
    def lines(answers):
        return b"".join(answer.line for answer in answers)

    @staticmethod
    def pages_of(path):
        connection = sqlite3.connect(path)
        found = collections.defaultdict(list)
        for number, name, kind in connection.execute("SELECT pageno, name, pagetype FROM dbstat"):
            index = name.startswith(("sqlite_auto", "submission_n"))
            used = "schema" if name == "sqlite_schema" else "index" if index else "table"
            if name.startswith("s"):  # not the empty ones
                found[used].append((number - 1) * PAGE)
        connection.close()
        return found

    def damage(self, kind, dice, bundle):
        """Damages the database or its log in the bundle."""
        path = os.path.join(bundle, "data", rig.DATABASE) + ("-wal" if kind.startswith("log") else "")
        data = content(path)
        if kind in ("header", "log"):
            data = flipped(data, dice.randrange(100 if kind == "header" else len(data)), dice)
        elif kind in self.pages:
            data = flipped(data, dice.choice(self.pages[kind]) + dice.randrange(PAGE), dice)
        elif kind in ("lost page", "page beside a log"):
            at = dice.randrange(len(data) // PAGE) * PAGE
            data = data[:at] + bytes(PAGE) + data[at + PAGE:]
        else:
            data = data[:dice.randrange(len(data))]
        with open(path, "wb") as file:
            file.write(data)

    def one(self, kind, seed):
        """What came of one damage, in a word or two."""
        where = f"{kind} {seed}"
        bundle = os.path.join(self.work, where.replace(" ", "-"))
        shutil.copytree(self.open if "log" in kind else self.closed, bundle)
        self.damage(kind, rig.random.Random(seed), bundle)
        data = os.path.join(bundle, "data")
        before = {name: content(os.path.join(data, "current", name)) for name in os.listdir(data + "/current")}
        code, out, err = self.program("responses", "add", bundle, given=self.fresh.line)
        rig.check(code in (0, 1), f"{where}: exit {code}: {err}")
        aside = [os.path.join(data, name) for name in os.listdir(data) if name.startswith("damaged-")]
        if code == 1:
            rig.check(rig.CHINESE.search(err), f"{where}: words that say what is wrong: {err!r}")
            place = os.path.join(data, "current")
            rig.check({name: content(os.path.join(place, name)) for name in before} == before,
                      f"{where}: refused, and left as it was: {err}")
            result = "refused: " + err.strip().rsplit("：", 1)[-1]
        else:
            rig.check(out.strip() == self.fresh.id, f"{where}: the id is told: {out}")
            if aside:
                rig.check(len(aside) == 1 and "已损坏" in err and aside[0] in err, f"{where}: staff are told: {err}")
                kept = {name: content(os.path.join(aside[0], name)) for name in os.listdir(aside[0])}
                rig.check(kept.items() >= before.items(), f"{where}: it is set aside byte for byte: "
                          f"{ {n: len(b) for n, b in kept.items()} }")
                rig.check(rig.rows(data)[self.fresh.id][4] == self.fresh.xml, f"{where}: the new answer is stored")
                result = "set aside"
            else:
                result = self.gone_on(where, kind, bundle)
        shutil.rmtree(bundle)
        return result

    def gone_on(self, where, kind, bundle):
        listed, _ = self.program.listed(bundle)
        count = int(self.program.good("responses", "count", bundle)[0])
        rig.check(count == len(listed), f"{where}: {count} counted, {len(listed)} listed")
        target = os.path.join(bundle, "target")
        os.mkdir(target)
        out, err = self.program.good("responses", "export", bundle, "--all", "--to", target)
        place = os.path.join(out.strip(), "提交")
        given = {name: content(os.path.join(place, name)) for name in os.listdir(place)}
        rig.check(len(given) == count, f"{where}: {count} counted, {len(given)} exported")
        right = [*self.answers, self.fresh]
        changed = {name for name, xml in given.items() if xml not in {answer.xml for answer in right}}
        silent = [name for name in changed if name.removesuffix(".xml").split("~")[0] not in err]
        rig.check(not silent, f"{where}: changed, and not said so: {silent}")
        lost = len(right) - count
        if kind.startswith("log"):  # SQLite reads a log as far as its checksums agree
            there = set(given.values())
            kept = [answer.xml in there for answer in self.answers]
            rig.check(kept == sorted(kept, reverse=True), f"{where}: what a damaged log loses is its end")
        else:
            rig.check(lost == 0, f"{where}: {lost} answers are gone in silence")
        if kind == "index":  # which is asked whether an id is there
            self.program.good("responses", "add", bundle, given=self.lines(self.answers[::7]))
            again = len(self.program.listed(bundle)[0])
            rig.check(again == count, f"{where}: {again - count} answers were stored a second time")
        return "the log's end lost" if lost else "changed, and said so" if changed or "校验和" in err else "harmless"

    def all(self, count):
        for kind in KINDS if rig.LONG else OFTEN:
            seeds = [self.dice.getrandbits(32) for _ in range(count)]
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                results = collections.Counter(pool.map(lambda seed, kind=kind: self.one(kind, seed), seeds))
            print(f"{kind}: " + ", ".join(f"{number} {what}" for what, number in sorted(results.items())))


def sealed_and_changed(program, work, dice):
    """A bit of what is sealed changes: the export names the answer, and gives the others out."""
    bundle, target = rig.make_bundle(os.path.join(work, "sealed")), os.path.join(work, "sealed-out")
    os.mkdir(target)
    program.good("event", "keys", bundle, "--to", work, given=(rig.PHRASE + "\n").encode())
    answers = rig.answers(program.form(work), 5, dice)
    program.good("responses", "add", bundle, given=b"".join(answer.line for answer in answers))
    database = os.path.join(bundle, "data", rig.DATABASE)
    secret = rig.rows(os.path.join(bundle, "data"))[answers[2].id][-1][1]
    data = content(database)
    with open(database, "wb") as file:
        file.write(flipped(data, data.index(secret[:32]), dice))
    _, said = program.good("responses", "export", bundle, "--to", target)
    named = [answer.id in said for answer in answers]
    rig.check(named == [False, False, True, False, False] and "校验和" in said, f"the changed one is named: {said}")
    print("sealed: the changed one is named")


def clock_set_back(program, work, dice):
    """Years back: what is stored then is marked, and comes after what was stored before."""
    if shutil.which("faketime") is None:
        print("no faketime: the clock is not set back")
        return
    bundle = rig.make_bundle(os.path.join(work, "clock"))
    answers = rig.answers(program.form(work), 4, dice)
    for answer, moment in zip(answers, (None, "2031-05-18 09:30:00", "2019-05-18 09:30:00", "2031-05-18 09:31:00")):
        before = ["faketime", moment] if moment else []
        program.good("responses", "add", bundle, given=answer.line, before=before,
                     env={"ASAN_OPTIONS": program.env["ASAN_OPTIONS"] + ":verify_asan_link_order=0"})
    rig.check(program.listed(bundle)[0] == [answer.id for answer in answers], "the order is that of the commits")
    connection = sqlite3.connect(os.path.join(bundle, "data", rig.DATABASE))
    rows = connection.execute("SELECT stored_at, clock_trusted FROM submission ORDER BY sequence").fetchall()
    connection.close()
    rig.check([trusted for _, trusted in rows] == [1, 1, 0, 1], f"the clock that went back is not trusted: {rows}")
    rig.check([at[:4] for at, _ in rows][1:] == ["2031", "2019", "2031"], f"faketime sets the clock: {rows}")
    print("clock: set back by twelve years, not trusted, order kept")


def three_at_once(program, work, dice, count):
    """Two add, one exports: all are there, and each is in one export."""
    bundle, target = rig.make_bundle(os.path.join(work, "three")), os.path.join(work, "exports")
    os.mkdir(target)
    answers = rig.answers(program.form(work), 2 * count, dice)
    adding = [program.adding(bundle) for _ in range(2)]
    seen = threading.Event()  # the first export has something; the other half is added beside the next
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        def feed(process, mine):
            for number, answer in enumerate(mine):
                if number == count // 2:
                    seen.wait(60)
                rig.keep(process, answer)
            rig.end(process)
        fed = [pool.submit(feed, process, answers[i::2]) for i, process in enumerate(adding)]
        exported = []
        while not all(one.done() for one in fed):
            exported.append(program.good("responses", "export", bundle, "--to", target)[0].strip())
            if exported[-1]:
                seen.set()
        for one in fed:
            one.result()
    exported.append(program.good("responses", "export", bundle, "--to", target)[0].strip())
    exported = [folder for folder in exported if folder]
    given = collections.Counter()
    for folder in exported:
        program.good("responses", "verify", folder)
        with open(os.path.join(folder, "manifest.json"), encoding="utf8") as file:
            given.update(entry["sha256"] for entry in json.load(file)["files"] if entry["path"].startswith("提交/"))
    rows = rig.rows(os.path.join(bundle, "data"))
    rig.check({i: row[4] for i, row in rows.items()} == {a.id: a.xml for a in answers}, "each is there, once")
    rig.check(given == collections.Counter(row[3] for row in rows.values()), "each is in one export, once")
    rig.check(len(program.listed(bundle)[0]) == 2 * count, "and listed")
    print(f"three processes: {2 * count} answers of two, all in {len(exported)} exports of the third")


def main(program, work, dice):
    Damage(program, work, dice).all(40 if rig.LONG else 1)
    sealed_and_changed(program, work, dice)
    clock_set_back(program, work, dice)
    three_at_once(program, work, dice, 200 if rig.LONG else 12)


rig.begin(main)
