"""Calls to the system fail, are slow, or are the last before the program is killed: one after another, on the way
of an answer into the store and on the way of an export to a folder.

Of an answer: either its id was told and it is there when the store is opened again, or words on stderr say what is
wrong, and the same answers can be added again. Of an export: it is whole, or it has no name, marks nothing, and can
be made again. A sample of the calls; all of them with HUIBIAO_LONG.
"""
import collections
import concurrent.futures
import os
import re
import shutil
import sqlite3
import subprocess

import rig

FULL, BROKEN, KILL, SLOW = "error=ENOSPC", "error=EIO", "signal=SIGKILL", "delay_enter=100000"
STAYS_FULL = FULL + "+"  # from that call on; not of write, with which stderr is written too
FAULTS = {
    "write": (FULL, BROKEN, KILL), "pwrite64": (FULL, STAYS_FULL, BROKEN, KILL),
    "fsync": (BROKEN, SLOW, KILL), "fdatasync": (BROKEN, SLOW, KILL), "syncfs": (BROKEN, SLOW, KILL),
    "rename": (BROKEN, FULL, KILL), "renameat2": (BROKEN, FULL, KILL), "mkdir": (BROKEN, FULL, KILL),
    "openat": (BROKEN, FULL, KILL), "ftruncate": (BROKEN, FULL, KILL), "unlink": (BROKEN, KILL),
    "read": (BROKEN,), "pread64": (BROKEN,),
}
Case = collections.namedtuple("Case", "call number fault")


def traced(program, folder, words, given):
    """The calls of a run without a fault that have to do with the folder: (name, its number among those of the
    name)."""
    trace = folder + ".trace"
    program.good(*words, given=given, env={"TMPDIR": os.path.join(folder, "tmp")},
                 before=["strace", "-f", "-y", "-qq", "-o", trace, "-e", "trace=" + ",".join(FAULTS)])
    counts, found = collections.Counter(), []
    with open(trace, encoding="utf8", errors="replace") as file:
        for line in file:
            name = re.match(r"\d+\s+(\w+)\(", line)
            if name and name[1] in FAULTS:
                counts[name[1]] += 1
                if folder in line:
                    found.append((name[1], counts[name[1]]))
    return found


def cases(calls, dice, count):
    """Of every call every fault; a sample has each kind of both about as often."""
    kinds = collections.defaultdict(list)
    for name, number in calls:
        for fault in FAULTS[name]:
            kinds[name, fault].append(Case(name, number, fault))
    if rig.LONG:
        return [case for kind in kinds.values() for case in kind]
    sample = [dice.choice(kind) for kind in kinds.values()]
    dice.shuffle(sample)
    return sample[:count]


class Calls:
    def __init__(self, program, work, dice):
        self.program, self.work, self.dice = program, work, dice
        self.form = program.form(work)
        self.before, self.added = (rig.answers(self.form, n, dice) for n in (2, 3))
        self.given = b"".join(answer.line for answer in self.added)

    def stage(self, name, *answers):
        """A bundle with those answers, a target, and a folder for temporary files."""
        folder = os.path.join(self.work, name)
        for inner in ("", "target", "tmp"):
            os.mkdir(os.path.join(folder, inner))
        bundle = rig.make_bundle(os.path.join(folder, "bundle"))
        if answers:
            self.program.good("responses", "add", bundle, given=b"".join(answer.line for answer in answers))
        return folder

    def faulty(self, case, folder, words, given=b""):
        """What the program did with this fault: the id or folder lines, and whether all went well."""
        fault, stays = case.fault.removesuffix("+"), case.fault.endswith("+")
        inject = f"inject={case.call}:{fault}:when={case.number}{'+' if stays else ''}"
        code, out, err = self.program(*words, given=given, env={"TMPDIR": os.path.join(folder, "tmp")},
                                      before=["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + case.call,
                                              "-e", inject])
        allowed = {KILL: (-9,), SLOW: (0,)}.get(case.fault, (0, 1))
        rig.check(code in allowed, f"{case}: exit {code}, not of {allowed}: {err}")
        rig.check(code != 1 or rig.CHINESE.search(err), f"{case}: words that say what is wrong: {err!r}")
        return out.splitlines(), code == 0

    def rows(self, case, folder):
        try:
            return rig.rows(os.path.join(folder, "bundle", "data"))
        except rig.Failed as failed:
            raise rig.Failed(f"{case}: {failed}") from None

    def submit(self, case, stage):
        folder = f"{stage}-{case.call}-{case.number}-{case.fault}"
        shutil.copytree(stage, folder)
        bundle, data = (os.path.join(folder, name) for name in ("bundle", "bundle/data"))
        before = self.before if os.path.exists(data) else []
        told, well = self.faulty(case, folder, ["responses", "add", bundle], self.given)
        rig.check(not well or len(told) == len(self.added), f"{case}: exit 0 only when all are told")
        listed, said = self.program.listed(bundle)
        lost = {answer.id for answer in before} | set(told)
        lost -= set(listed)
        rig.check(not lost, f"{case}: {len(lost)} acknowledged answers are lost")
        rig.check(said == "", f"{case}: nothing is found damaged: {said}")
        out, _ = self.program.good("responses", "add", bundle, given=self.given)
        rig.check(out.split() == [answer.id for answer in self.added], f"{case}: the same again is fine")
        found = self.rows(case, folder)
        rig.check({i: row[4] for i, row in found.items()} == {a.id: a.xml for a in [*before, *self.added]},
                  f"{case}: each is there once, byte for byte")
        self.check_no_damaged(case, data)
        shutil.rmtree(folder)

    @staticmethod
    def check_no_damaged(case, data):
        rig.check(not [name for name in os.listdir(data) if name.startswith("damaged")],
                  f"{case}: a call that fails is no damage")

    def marked(self, case, folder):
        """How many answers are marked as exported."""
        self.rows(case, folder)
        connection = sqlite3.connect(os.path.join(folder, "bundle", "data", rig.DATABASE))
        number = connection.execute("SELECT count(*) FROM submission WHERE export_id IS NOT NULL").fetchone()[0]
        connection.close()
        return number

    def exports(self, case, target):
        """The folders with a final name; each must be whole."""
        names = [os.path.join(target, name) for name in sorted(os.listdir(target)) if not name.startswith(".")]
        for name in names:
            code, _, err = self.program("responses", "verify", name)
            rig.check(code == 0, f"{case}: an export with its final name is whole: {err}")
            told = {open(os.path.join(name, "提交", file), "rb").read() for file in os.listdir(name + "/提交")}
            rig.check(told == {answer.xml for answer in self.before}, f"{case}: the export has every answer")
        return names

    def export(self, case, stage):
        folder = f"{stage}-{case.call}-{case.number}-{case.fault}"
        shutil.copytree(stage, folder)
        bundle, target = (os.path.join(folder, name) for name in ("bundle", "target"))
        words = ["responses", "export", bundle, "--to", target]
        told, well = self.faulty(case, folder, words)
        there = self.exports(case, target)
        rig.check(not well or told == there, f"{case}: the export that is told is there: {told} {there}")
        marked = self.marked(case, folder)
        rig.check(marked == 0 or marked == len(self.before) and there, f"{case}: marked only with a whole export")
        rig.check(not well or marked, f"{case}: what is exported is marked")
        if not marked:
            again, _ = self.program.good(*words)
            rig.check(again.strip() in self.exports(case, target), f"{case}: the same export again is whole")
        out, said = self.program.good(*words)
        rig.check(out == "" and "没有新的答卷" in said, f"{case}: then there is nothing new")
        self.check_no_damaged(case, os.path.join(bundle, "data"))
        shutil.rmtree(folder)

    def all(self, name, stage, calls, work, count):
        chosen = cases(calls, self.dice, count)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            tries = [pool.submit(work, case, stage) for case in chosen]
            try:
                for one in tries:
                    one.result()
            finally:
                pool.shutdown(cancel_futures=True)
        print(f"{name}: {len(chosen)} faults in {len(calls)} calls")


def main(program, work, dice):
    made = Calls(program, work, dice)
    for name, before in (("first answers", []), ("more answers", made.before)):
        clean = made.stage("clean" + name[:4], *before)
        calls = traced(program, clean, ["responses", "add", clean + "/bundle"], made.given)
        made.all(name, made.stage(name[:5], *before), calls, made.submit, 4)
    clean = made.stage("cleanout", *made.before)
    calls = traced(program, clean, ["responses", "export", clean + "/bundle", "--to", clean + "/target"], b"")
    made.all("export", made.stage("out", *made.before), calls, made.export, 5)


rig.need_programs("strace")
if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
    rig.skip("strace may not trace here")
rig.begin(main)
