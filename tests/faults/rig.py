"""What the fault tests share: the program, bundles with answers, and what must be there.

usage of each: python3 tests/faults/NAME.py HUIBIAO [SEED]
HUIBIAO is the program; the counts are small unless HUIBIAO_LONG is set. Exit 77: skipped, and it says why.
"""
import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(ROOT, "assets", "events", "gaoping")
LONG = bool(os.environ.get("HUIBIAO_LONG"))
PHRASE = "浏阳河弯过了几道弯"
CHINESE = re.compile("[\u4e00-\u9fff]{3}")
DATABASE = "current/submissions.db"
COLUMNS = "instance_id, form_id, form_version, sha256, xml"


class Failed(Exception):
    """What must hold does not."""


def check(true, what):
    if not true:
        raise Failed(what)


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def need_programs(*names):
    """Those of them that only root's path has are found too."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    for name in names:
        if shutil.which(name) is None:
            skip("there is no program " + name)


def mounts_of_its_own():
    """Starts the script anew where its mounts end with it; skips where it may not mount."""
    if os.environ.get("HUIBIAO_OWN_MOUNTS"):
        return
    if os.getuid() != 0:
        skip("mounting needs root")
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode != 0:
        skip("this machine gives no mounts of one's own")
    os.environ["HUIBIAO_OWN_MOUNTS"] = "1"
    os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])


def run(*words, **how):
    """A program of the system's that must succeed."""
    done = subprocess.run(words, capture_output=True, **how)
    check(done.returncode == 0, f"{words}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout


class Answer:
    """An answer of the sample's form: its id and the very bytes of its XML."""

    def __init__(self, form, number, dice, words):
        self.id = f"uuid:{number:08x}-{dice.getrandbits(16):04x}-4000-8000-{dice.getrandbits(48):012x}"
        self.xml = (f'<data id="{form[0]}" version="{form[1]}"><suggestion>{words}</suggestion><meta><instanceID>'
                    f"{self.id}</instanceID></meta></data>").encode()
        self.line = (json.dumps({"xml": self.xml.decode()}) + "\n").encode()


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        # Traced programs cannot look for leaks.
        self.env = dict(os.environ, LANG="zh_CN.UTF-8", LC_ALL="zh_CN.UTF-8",
                        ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0")

    def __call__(self, *words, given=b"", before=(), env=None):
        """Runs it, `before` it the words of a tracer; the exit code, stdout and stderr."""
        done = subprocess.run([*before, self.path, *words], input=given, capture_output=True,
                              env=dict(self.env, **(env or {})), timeout=300)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def good(self, *words, **how):
        code, out, err = self(*words, **how)
        check(code == 0, f"{words}: exit {code}: {err[-800:]}")
        return out, err

    def form(self, work):
        """Id and version of the sample's form."""
        path = os.path.join(work, "form.xml")
        self.good("form", "convert", os.path.join(SAMPLE, "满意度问卷.xlsx"), "-o", path)
        with open(path, encoding="utf8") as file:
            return re.search(r'<data[^>]*\bid="([^"]+)"[^>]*\bversion="([^"]+)"', file.read()).groups()

    def adding(self, bundle):
        return subprocess.Popen([self.path, "responses", "add", bundle], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.env)

    def listed(self, bundle):
        """The instanceIDs, in the order they are listed, and what was said beside them."""
        out, err = self.good("responses", "list", bundle)
        return [line.split("\t")[4] for line in out.splitlines()], err


def answers(form, count, dice, most=3000):
    """`count` answers of different lengths."""
    signs = "座椅窗口排队叫号办事大厅政务公开高坪镇意见建议谢谢"
    return [Answer(form, i, dice, "".join(dice.choices(signs, k=dice.randint(5, most // 3)))) for i in range(count)]


def make_bundle(folder, data=None):
    """The sample's bundle in a new folder; its answers in `data` where that is given."""
    os.makedirs(folder)
    for name in os.listdir(SAMPLE):
        if os.path.isfile(os.path.join(SAMPLE, name)):
            shutil.copy(os.path.join(SAMPLE, name), folder)
    if data:
        with open(os.path.join(folder, "event.toml"), "a", encoding="utf8") as file:
            file.write(f'\n[data]\nfolder = "{data}"\n')
    return folder


def keep(process, answer):
    """Hands the answer in and waits until its id is told."""
    process.stdin.write(answer.line)
    process.stdin.flush()
    told = process.stdout.readline().decode().strip()
    check(told == answer.id, f"the id comes back: {told!r} {'' if told else process.stderr.read().decode()}")


def end(process):
    process.stdin.close()
    said = process.stderr.read().decode()
    check(process.wait() == 0, "responses add ends well: " + said)


def rows(data):
    """What the database of a data folder holds, once every process has left it: by instanceID the row's bytes
    with those of its attachments. SQLite itself must find it whole."""
    path = os.path.join(data, DATABASE)
    check(os.path.exists(path), "there is no database")
    connection = sqlite3.connect(path)
    try:
        verdict = connection.execute("PRAGMA integrity_check").fetchall()
        check(verdict == [("ok",)], f"integrity_check: {verdict[:3]}")
        check(connection.execute("PRAGMA foreign_key_check").fetchall() == [], "an attachment without its answer")
        files = {}
        for sequence, name, sum_, data_ in connection.execute(
                "SELECT submission, name, sha256, bytes FROM attachment ORDER BY submission, position"):
            check(hashlib.sha256(data_).hexdigest() == sum_, "the bytes of " + name)
            files.setdefault(sequence, []).append((name, data_))
        found = {}
        for sequence, *row in connection.execute(f"SELECT sequence, {COLUMNS} FROM submission"):
            check(hashlib.sha256(row[4]).hexdigest() == row[3], "the bytes of " + row[0])
            found[row[0]] = (*row, *files.get(sequence, []))
        return found
    except sqlite3.Error as error:
        raise Failed(f"the database: {error}") from None
    finally:
        connection.close()


def begin(test, place="/dev/shm"):
    """Runs test(program, work folder, dice), the folder in `place` where there is that; a failure is one line that
    says what should have been."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    started = time.monotonic()
    name = os.path.basename(sys.argv[0])
    place = place if place and os.path.isdir(place) else None
    with tempfile.TemporaryDirectory(prefix="huibiao-faults-", dir=place, ignore_cleanup_errors=True) as work:
        try:
            test(Program(sys.argv[1]), work, random.Random(seed))
        except Failed as failed:
            sys.exit(f"FAILED: {name} {seed}: {failed}")
    print(f"done: {name} in {time.monotonic() - started:.0f} s")
