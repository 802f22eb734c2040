#!/usr/bin/python3
"""A stick with a FAT file system, in User-Mode Linux: the kernel's own vfat, which the machine's kernel may not have.

Exports go one after another to a stick behind a disk whose writes are logged; each export that was reported as
written and checked is a mark in the log. Then the stick is looked at as it was at many moments of the log: no such
export may lack a byte. Second, a stick is pulled out while an export is written: words say so, nothing is marked,
and the same export to another stick is whole. Takes minutes, only with HUIBIAO_LONG.
"""
import ctypes
import glob
import hashlib
import os
import shutil
import subprocess
import sys
import time

import disk
import rig

KERNEL = "linux.uml"
STICK = "/mnt/stick"
OPTIONS = "utf8,flush,shortname=mixed,errors=remount-ro"  # as a desktop mounts it
EXPORTS, CUTS, PULLS = 20, 300, 6


# Inside: this script is the first process of the virtual machine, whose root is the host's, read only.

def load(name, *settings):
    """A module of the kernel, and those that it needs."""
    folder = os.path.join("/usr/lib/uml/modules", os.uname().release)
    with open(os.path.join(folder, "modules.dep"), encoding="utf8") as file:
        needs = dict(line.strip().split(":", 1) for line in file)
    path = next(path for path in needs if os.path.basename(path) == name + ".ko")
    for module in reversed(needs[path].split()):  # there already, as may be
        subprocess.run(["insmod", os.path.join(folder, module)], capture_output=True)
    rig.run("insmod", os.path.join(folder, path), *settings)


def inside(program, work):
    for kind, place in (("proc", "/proc"), ("sysfs", "/sys"), ("tmpfs", "/mnt")):
        rig.run("mount", "-t", kind, kind, place)
    for folder in (STICK, "/mnt/tmp", "/mnt/host"):
        os.mkdir(folder)
    os.environ["TMPDIR"] = "/mnt/tmp"
    for name in ("nls_cp437", "nls_ascii", "nls_iso8859-1", "nls_utf8", "vfat"):
        load(name)
    program = rig.Program(program)
    if not os.environ["HUIBIAO_INSIDE"].startswith("pull"):
        rig.run("mount", "-t", "hostfs", "-o", os.path.join(work, "stick.disk"), "none", "/mnt/host")
        return exports(program)
    return pulls(program)


def exports(program):
    rig.run("mount", "-t", "vfat", "-o", OPTIONS, "/dev/ubda", STICK)
    bundle, dice = rig.make_bundle("/mnt/bundle"), rig.random.Random(5)
    answers = rig.answers(program.form("/mnt"), EXPORTS * 6, dice)
    mark = os.open("/mnt/host/mark", os.O_WRONLY)

    def tell(text):  # through the host's files, which this kernel would keep in memory for a while
        os.pwrite(mark, text.encode().ljust(200), 0)
        os.fsync(mark)
    tell("begin")
    for number in range(EXPORTS):
        given = b"".join(answer.line for answer in answers[number * 6:number * 6 + 6])
        program.good("responses", "add", bundle, given=given)
        out, _ = program.good("responses", "export", bundle, "--to", STICK)
        tell(os.path.basename(out.strip()))
    rig.run("umount", STICK)


def pulls(program):
    load("sd_mod")
    load("scsi_debug", "dev_size_mb=24", "removable=1")
    bundle, dice = rig.make_bundle("/mnt/bundle"), rig.random.Random(6)
    answers = rig.answers(program.form("/mnt"), 300, dice)
    program.good("responses", "add", bundle, given=b"".join(answer.line for answer in answers))
    for number in range(PULLS):
        device = plugged()
        rig.run("mkfs.vfat", device)
        rig.run("mount", "-t", "vfat", "-o", OPTIONS, device, STICK)
        process = subprocess.Popen([program.path, "responses", "export", bundle, "--to", STICK],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.env)
        wait(lambda: glob.glob(STICK + "/.huibiao-*.part"), "the export begins")
        time.sleep(number * 0.15)
        rig.check(process.poll() is None, f"it is still written after {number * 0.15} s")
        with open(f"/sys/block/{os.path.basename(device)}/device/delete", "w", encoding="utf8") as file:
            file.write("1")
        out, err = process.communicate(timeout=120)
        said = err.decode(errors="replace").strip().splitlines()
        rig.check(process.returncode == 1 and out == b"", f"pull {number}: exit {process.returncode}: {out} {said}")
        # Gone before anything was written, the folder is not found; later it is the stick that may be pulled out.
        right = "U盘可能被拔出" in said[-1] or number == 0 and "找不到" in said[-1]
        rig.check(right, f"pull {number}: words: {said}")
        print(f"pulled after {number * 0.15:.2f} s: {said[-1]}", flush=True)
        listed, _ = program.good("responses", "list", bundle)
        rig.check(listed.count("未导出") == len(answers), f"pull {number}: nothing is marked as exported")
        rig.run("umount", "-l", STICK)
    device = plugged()
    rig.run("mkfs.vfat", device)
    rig.run("mount", "-t", "vfat", "-o", OPTIONS, device, STICK)
    out, _ = program.good("responses", "export", bundle, "--to", STICK)
    program.good("responses", "verify", out.strip())
    rig.run("umount", STICK)


def wait(test, what):
    deadline = time.monotonic() + 30
    while not test():
        rig.check(time.monotonic() < deadline, "waited for: " + what)
        time.sleep(0.005)


def plugged():
    """The stick's device, put in (again)."""
    for host in glob.glob("/sys/class/scsi_host/host*/scan"):
        with open(host, "w", encoding="utf8") as file:
            file.write("- - -")
    wait(lambda: glob.glob("/dev/sd?"), "the stick is there")
    return glob.glob("/dev/sd?")[0]


def first_process():
    try:
        inside(os.environ["HUIBIAO_PROGRAM"], os.environ["HUIBIAO_WORK"])
        print("inside: well", flush=True)
    except Exception as failed:  # whatever it is, the machine must go off
        print(f"inside: {type(failed).__name__}: {failed}", flush=True)
    os.sync()
    ctypes.CDLL(None).reboot(0x4321FEDC)  # RB_POWER_OFF, reboot(2)


# Outside.

def boot(program, work, what, *words):
    """Runs this script inside; what it said."""
    done = subprocess.run(
        [KERNEL, "mem=512M", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet", "con=null",
         "con0=null,fd:1", "con1=null", "init=" + os.path.abspath(__file__), "HUIBIAO_INSIDE=" + what,
         "HUIBIAO_PROGRAM=" + program.path, "HUIBIAO_WORK=" + work, "PATH=" + os.environ["PATH"], *words],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
    said = done.stdout.decode(errors="replace").replace("\r", "")
    if "put_fp_registers" in said and "inside:" not in said:
        # Linux 6.1 keeps 2 KiB for the floating-point state of a process; that of AMX is larger.
        rig.skip("user-mode-linux cannot run on this processor: its register state is too large (AMX)")
    rig.check("inside: well" in said, f"{what}: {said[-1500:]} {done.stderr.decode(errors='replace')[-500:]}")
    return [line for line in said.splitlines() if line.startswith("pulled")]


def tree(folder):
    """Names and sums of the files below it."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def copied(image, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    subprocess.run(["mcopy", "-s", "-n", "-i", image, "::", folder], capture_output=True,
                   env=dict(os.environ, LC_ALL="C.UTF-8", MTOOLS_SKIP_CHECK="1"))


def main(program, work, dice):
    with disk.Disk(disk.build(work), work, "stick", 24, ["mkfs.vfat", "-F", "16", "-n", "STICK"]) as made:
        boot(program, work, "exports", "ubd0=" + made.file)
    out = os.path.join(work, "out")
    copied(made.image, out)
    whole = {name: tree(os.path.join(out, name)) for name in os.listdir(out)}
    for name in whole:
        program.good("responses", "verify", os.path.join(out, name))
    rig.check(len(whole) == EXPORTS, f"{EXPORTS} exports: {sorted(whole)}")
    cut, seen = os.path.join(work, "cut.img"), 0
    for number, (image, marks) in enumerate(disk.prefixes(made, dice, CUTS), 1):
        with open(cut, "wb") as file:
            file.write(image)
        copied(cut, out)
        for name in {mark.strip() for mark in marks} - {"begin"}:
            seen += 1
            there = tree(os.path.join(out, name))
            bad = [path for path in whole[name] if there.get(path) != whole[name][path]]
            rig.check(not bad, f"cut {number}: {name}: {len(bad)} of {len(whole[name])} files are damaged: {bad[:3]}")
    rig.check(seen > CUTS, "exports were looked at")
    print(f"vfat: {EXPORTS} exports, {number} moments, {seen} times an export that was reported: none damaged")
    for line in boot(program, work, "pull"):
        print(line)


if os.environ.get("HUIBIAO_INSIDE") and os.getpid() == 1:
    first_process()
if not rig.LONG:
    rig.skip("takes minutes; tools/test --long runs it")
if len(sys.argv) > 1 and b"libasan.so" in subprocess.run(["ldd", sys.argv[1]], capture_output=True).stdout:
    # The memory of a program with sanitizers lies where a process of this kernel has none.
    sys.argv[1] = os.path.join(rig.ROOT, "build", "release", "bin", "huibiao")
    if not os.path.exists(sys.argv[1]):
        rig.skip("needs a program without sanitizers: cmake --preset release && cmake --build --preset release")
rig.need_programs(KERNEL, "mkfs.vfat", "mcopy", "insmod")
disk.need_logged()
disk.need_mounts()
rig.begin(main, None)  # /dev/shm is another one inside
