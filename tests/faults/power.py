"""The power is cut at any moment: every answer whose id was told is there, byte for byte.

Answers are added on ext4 over a disk that logs its writes; each id that comes back is a mark in that log. Then
the disk is looked at as it was after cuts at random moments. The control, SQLite with synchronous=NORMAL, loses
answers on the same disk: a rig that sees no loss there proves nothing.
"""
import os
import shutil
import sqlite3

import disk
import rig

EXT4 = ["mkfs.ext4", "-q", "-F", "-E", "nodiscard,lazy_itable_init=0,lazy_journal_init=0", "-J", "size=4"]


class Power:
    def __init__(self, program, work, dice):
        self.program, self.work, self.dice = program, work, dice
        self.form = program.form(work)
        self.logdisk = disk.build(work)
        self.mount = os.path.join(work, "mount")
        self.cut = os.path.join(work, "cut.img")
        os.mkdir(self.mount)

    def record(self, name, write):
        """The log of what write(mark) does on a new disk."""
        with disk.Disk(self.logdisk, self.work, name, 24, EXT4) as made:
            with disk.Mounted(made.file, self.mount):
                os.sync()
                made.mark("begin")
                write(made.mark)
        return made

    def after_cuts(self, made, count, look):
        for number, (image, marks) in enumerate(disk.cuts(made, self.dice, count), 1):
            with open(self.cut, "wb") as file:
                file.write(image)
            with disk.Mounted(self.cut, self.mount):
                look(number, set(marks) - {"begin"})
        return number

    def program_keeps_all(self, name, sealed, count, cut_count):
        data = os.path.join(self.mount, "data")
        bundle = rig.make_bundle(os.path.join(self.work, name), data)
        if sealed:
            self.program.good("event", "keys", bundle, "--to", self.work, given=(rig.PHRASE + "\n").encode())
        made = rig.answers(self.form, count, self.dice)
        told = {}

        def write(mark):
            for half in (made[:count // 2], made[count // 2:]):
                process = self.program.adding(bundle)
                for answer in half:
                    rig.keep(process, answer)
                    mark(answer.id)
                rig.end(process)
            told.update(rig.rows(data))
        recorded = self.record(name, write)
        rig.check(set(told) == {answer.id for answer in made}, "all are there before the power is cut")
        rig.check(sealed or all(told[answer.id][4] == answer.xml for answer in made), "and their bytes")

        def look(number, marks):
            if not rig.LONG and number % 4:  # as SQLite alone finds it: sooner done
                rig.check(not marks or marks <= set(rig.rows(data)), f"cut {number}: acknowledged answers are lost")
                return
            listed, said = self.program.listed(bundle)
            rig.check(said == "", f"cut {number}: nothing is found damaged: {said}")
            found = rig.rows(data)
            lost = marks - set(listed)
            rig.check(not lost, f"cut {number}: {len(lost)} of {len(marks)} acknowledged answers are lost")
            rig.check(sorted(found) == sorted(listed), f"cut {number}: the list is what the database holds")
            wrong = [i for i in found if found[i] != told[i]]
            rig.check(not wrong, f"cut {number}: {len(wrong)} answers have other bytes")
        done = self.after_cuts(recorded, cut_count, look)
        flushes = sum(kind == "F" for kind, _, _ in recorded.records())
        print(f"{name}: {done} power cuts, {count} answers, {flushes} flushes: 0 lost")
        shutil.rmtree(bundle)

    def control(self, count, cut_count):
        path = os.path.join(self.mount, "control.db")

        def write(mark):
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("CREATE TABLE answer (number INTEGER PRIMARY KEY, words BLOB)")
            for number in range(count):
                connection.execute("INSERT INTO answer VALUES (?, ?)",
                                   (number, self.dice.randbytes(self.dice.randint(50, 3000))))
                mark(str(number))
            connection.close()
        recorded = self.record("control", write)
        losing = 0

        def look(_, marks):
            nonlocal losing
            connection = sqlite3.connect(path)
            try:
                there = {str(number) for number, in connection.execute("SELECT number FROM answer")}
            except sqlite3.DatabaseError:  # not even the table
                there = set()
            connection.close()
            losing += not marks <= there
        done = self.after_cuts(recorded, cut_count, look)
        print(f"control: WAL with synchronous=NORMAL lost acknowledged rows at {losing} of {done} power cuts")
        rig.check(losing * 4 > done, "the control loses rows: else this rig sees nothing")


def main(program, work, dice):
    power = Power(program, work, dice)
    power.control(200 if rig.LONG else 50, 150 if rig.LONG else 8)
    power.program_keeps_all("open", False, 400 if rig.LONG else 60, 300 if rig.LONG else 12)
    if rig.LONG:
        power.program_keeps_all("sealed", True, 400, 300)


disk.need_logged()
disk.need_mounts()
rig.begin(main)
