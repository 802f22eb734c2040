"""The whole disk of an event with a key holds none of the answers' words: not in a file, not in one that was deleted,
not in what no file owns any more.

Everything lies in one ext4 image, the folder for temporary files too: answers are added, one `responses add` and one
export are killed, another export ends well. Then every byte of the image is searched. The control is the same without
a key. What cannot be searched so: pieces that were packed (answers in an .xlsx); where a file of an open event is
packed, it is unpacked in a temporary file before. Wrong passphrases and tampering: tests/seal/peer.py.
"""
import os
import signal
import subprocess
import time

import disk
import rig

# Each of their pieces of six signs stands nowhere but in an answer.
SAID = ("蓝色屋檐下的猫头鹰数着台阶", "请把七号柜台的算盘还给裁缝", "雨伞架旁的银杏落进墨水瓶里", "第九盏灯笼数过了三次潮水声")
PIECE = 6


PIECES = [words[at:at + PIECE] for words in SAID for at in range(len(words) - PIECE + 1)]
WAYS = (lambda text: text.encode(), lambda text: text.encode("utf-16-le"), lambda text: text.encode("gb18030"),
        lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text).encode())


def found(image):
    """Those of the pieces that the bytes hold, in any of the ways text is written."""
    return {piece for piece in PIECES if any(way(piece) in image for way in WAYS)}


class Image:
    def __init__(self, program, work, name, sealed):
        self.program, self.work, self.sealed = program, work, sealed
        self.file, self.mount = (os.path.join(work, name + end) for end in (".img", ""))
        self.inside = {name: os.path.join(self.mount, name) for name in ("bundle", "tmp", "target")}
        self.env = dict(program.env, TMPDIR=self.inside["tmp"])
        with open(self.file, "wb") as file:
            file.truncate(48 << 20)
        rig.run("mkfs.ext4", "-q", "-F", self.file)
        os.mkdir(self.mount)

    def good(self, *words, **how):
        return self.program.good(*words, env=self.env, **how)

    def killed(self, words, given, when):
        """Starts it, hands in what is given, and kills it as soon as when() holds."""
        process = subprocess.Popen([self.program.path, *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=self.env)
        process.stdin.write(given)
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not when() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        process.kill()
        rig.check(process.wait() == -signal.SIGKILL, f"{words[:2]} is killed in the middle")
        process.stdin.close()

    def fill(self, answers):
        for name in ("tmp", "target"):
            os.mkdir(self.inside[name])
        bundle, target = rig.make_bundle(self.inside["bundle"]), self.inside["target"]
        if self.sealed:
            self.good("event", "keys", bundle, "--to", self.work, given=(rig.PHRASE + "\n").encode())
        log = os.path.join(bundle, "data", rig.DATABASE + "-wal")
        # The last line is cut in the middle: the program has read it and waits for the rest.
        cut = answers[-1].line[:-20]
        self.killed(["responses", "add", bundle], b"".join(a.line for a in answers[:-1]) + cut,
                    lambda: os.path.exists(log) and os.path.getsize(log) > 100_000)
        stored = set(self.program.listed(bundle)[0])
        rig.check(0 < len(stored) < len(answers), "some are stored when it is killed")
        self.good("responses", "add", bundle, given=b"".join(a.line for a in answers if a.id not in stored))
        export = ["responses", "export", bundle, "--to", target]
        self.killed(export, b"", lambda: any("提交" in inner or "sealed" in inner
                                             for _, inner, _ in os.walk(target)))
        out, _ = self.good(*export)
        self.good("responses", "verify", out.strip())
        rig.check(self.good("responses", "count", bundle)[0] == f"{len(answers)}\n", "all are counted")

    def bytes(self, answers):
        """Of the whole image, but for blocks of zeros. Each write goes to it at once, of a file too that lives for a
        moment."""
        with disk.Mounted(self.file, self.mount, "loop,sync"):
            self.fill(answers)
        kept = []
        with open(self.file, "rb") as file:
            while block := file.read(disk.BLOCK):
                if block.count(0) != len(block):
                    kept.append(block)
        return b"".join(kept)


def main(program, work, dice):
    form = program.form(work)
    answers = [rig.Answer(form, i, dice, SAID[i % len(SAID)]) for i in range(400 if rig.LONG else 24)]
    image = Image(program, work, "open", False).bytes(answers)
    there = found(image)
    rig.check(there == set(PIECES), f"the control: without a key they are found: {set(PIECES) - there}")
    image = Image(program, work, "sealed", True).bytes(answers)
    left = found(image)
    rig.check(not left, f"with a key no byte of the disk tells: {sorted(left)}")
    rig.check(all(answer.id.encode() in image for answer in answers), "but the ids are readable, and are found")
    print(f"{len(answers)} answers, {len(image) >> 10} KiB of blocks searched: {len(there)} pieces of words without a "
          "key, none with it")


disk.need_mounts()
rig.begin(main)
