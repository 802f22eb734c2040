"""A disk whose writes are logged (logdisk.c), and what it holds if the power is cut at a moment of the log."""
import os
import struct
import subprocess
import time

import rig

BLOCK = 4096


def need_logged():
    """Skips where a disk with a log cannot be made."""
    rig.need_programs("cc", "pkg-config")
    if not os.path.exists("/dev/fuse"):
        rig.skip("there is no /dev/fuse")
    if subprocess.run(["pkg-config", "--exists", "fuse3"]).returncode != 0:
        rig.skip("libfuse3-dev is not installed")


def need_mounts():
    """Skips where images cannot be mounted; call it last, it starts the script anew."""
    rig.need_programs("mkfs.ext4", "unshare", "losetup", "mount")
    rig.mounts_of_its_own()
    if subprocess.run(["losetup", "-f"], capture_output=True).returncode != 0:
        rig.skip("there is no free loop device")


def build(work):
    flags = rig.run("pkg-config", "--cflags", "--libs", "fuse3").decode().split()
    program = os.path.join(work, "logdisk")
    rig.run("cc", "-O1", "-Wall", "-Wextra", "-Werror", "-o", program,
            os.path.join(os.path.dirname(os.path.abspath(__file__)), "logdisk.c"), *flags)
    return program


class Disk:
    """An image behind logdisk, with a file system on it: `with Disk(...) as disk:`."""

    def __init__(self, logdisk, work, name, megabytes, make):
        self.image, self.log = (os.path.join(work, name + end) for end in (".img", ".log"))
        self.folder = os.path.join(work, name + ".disk")
        self.logdisk = logdisk
        os.mkdir(self.folder)
        with open(self.image, "wb") as file:
            file.truncate(megabytes << 20)
        rig.run(*make, self.image)
        with open(self.image, "rb") as file:
            self.before = file.read()

    def __enter__(self):
        self.process = subprocess.Popen([self.logdisk, self.image, self.log, self.folder], stderr=subprocess.PIPE)
        self.file = os.path.join(self.folder, "disk")
        deadline = time.monotonic() + 20
        while not os.path.exists(self.file):
            if self.process.poll() is not None or time.monotonic() > deadline:
                rig.skip("FUSE cannot be mounted here: " + self.process.stderr.read().decode())
            time.sleep(0.01)
        self.marks = os.open(os.path.join(self.folder, "mark"), os.O_WRONLY)
        return self

    def mark(self, text):
        os.write(self.marks, text.encode())

    def __exit__(self, *_):
        os.close(self.marks)
        subprocess.run(["umount", self.folder], capture_output=True)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()

    def records(self):
        """(kind, offset, bytes) in the order they came."""
        with open(self.log, "rb") as file:
            data = file.read()
        found, at = [], 0
        while at + 13 <= len(data):
            kind, offset, length = struct.unpack_from("<cQI", data, at)
            at += 13
            found.append((kind.decode(), offset, data[at:at + length]))
            at += length
        return found


def moments_of(records, dice, count):
    """`count` of them after the mark "begin", or all."""
    first = next(i for i, record in enumerate(records) if record[0] == "M" and record[2].strip() == b"begin")
    return set(dice.sample(range(first, len(records)), min(count, len(records) - first)))


def cuts(disk, dice, count):
    """Power cuts at `count` moments: (image, marks so far) each. What was flushed is on the image; of what was not
    yet, half of the blocks, in any order: a disk may keep what it likes of them."""
    records = disk.records()
    moments = moments_of(records, dice, count)
    flushed, waiting, marks = bytearray(disk.before), [], []
    for i, (kind, offset, data) in enumerate(records):
        if kind == "W":
            waiting += [(offset + at, data[at:at + BLOCK]) for at in range(0, len(data), BLOCK)]
        elif kind == "F":
            for at, block in waiting:
                flushed[at:at + len(block)] = block
            waiting.clear()
        else:
            marks.append(data.decode())
        if i in moments:
            image = bytearray(flushed)
            kept = [piece for piece in waiting if dice.random() < 0.5]
            dice.shuffle(kept)
            for at, block in kept:
                image[at:at + len(block)] = block
            yield image, marks


def prefixes(disk, dice, count):
    """The same of a disk that writes in order and at once, as a stick that is pulled out."""
    records = disk.records()
    moments = moments_of(records, dice, count)
    image, marks = bytearray(disk.before), []
    for i, (kind, offset, data) in enumerate(records):
        if kind == "W":
            image[offset:offset + len(data)] = data
        elif kind == "M":
            marks.append(data.decode())
        if i in moments:
            yield image, marks


class Mounted:
    """An image file mounted through a loop device: `with Mounted(file, folder):`."""

    def __init__(self, file, folder, options="loop"):
        self.file, self.folder, self.options = file, folder, options

    def __enter__(self):
        rig.run("mount", "-t", "ext4", "-o", self.options, self.file, self.folder)

    def __exit__(self, *_):
        for _ in range(100):
            if subprocess.run(["umount", self.folder], capture_output=True).returncode == 0:
                break
            time.sleep(0.05)
