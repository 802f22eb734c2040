"""UDisks2 as it is, with loop devices for sticks: a bus, udevd and udisksd in a mount namespace of their own.
usage: udisks.py HANDOVER_TEST"""

import os
import subprocess
import sys
import tempfile
import time

UDISKSD = "/usr/libexec/udisks2/udisksd"
UDEVD = "/lib/systemd/systemd-udevd"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def run(*command, check=True):
    return subprocess.run(command, check=check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def wait(what, ready):
    for _ in range(100):
        if ready():
            return
        time.sleep(0.1)
    raise SystemExit(f"{what} did not come up")


def image(name, label, fill=None):
    """A file that stands for a stick; `fill` spoils or keeps its file system."""
    path = f"/run/{name}.img"
    with open(path, "wb") as file:
        file.truncate(16 << 20)
    if label:
        run("mkfs.ext4", "-q", "-L", label, path)
    if fill:
        with open(path, "r+b") as file:
            fill(file)
    return path


def spoil(file):
    """What says that it is ext4 stays; nothing that it points to is right (the groups' descriptors)."""
    file.seek(4096)
    file.write(b"\xff" * 8192)
    file.seek(1024 + 4)
    file.write(b"\xff" * 8)


def inside(program):
    run("mount", "-t", "tmpfs", "tmpfs", "/run")
    run("mount", "-t", "tmpfs", "tmpfs", "/media")
    for folder in ("/run/dbus", "/run/udev"):
        os.mkdir(folder)
    with open("/run/bus.conf", "w", encoding="utf-8") as file:
        file.write(BUS)
    started, loops = [], []
    log = open("/run/daemons.log", "wb")

    def start(*command):
        started.append(subprocess.Popen(command, stdout=log, stderr=log))

    try:
        start("dbus-daemon", "--config-file=/run/bus.conf", "--nofork")
        wait("the bus", lambda: os.path.exists("/run/dbus/system_bus_socket"))
        start(UDEVD)
        wait("udevd", lambda: os.path.exists("/run/udev/control"))
        run("udevadm", "trigger", "--subsystem-match=block")
        run("udevadm", "settle", "-t", "10", check=False)
        start(UDISKSD)
        wait("UDisks2", lambda: subprocess.run(["udisksctl", "status"], capture_output=True).returncode == 0)
        for path, options in ((image("good", "高坪镇U盘"), []), (image("blank", None), []),
                              (image("locked", "locked"), ["--read-only"]),
                              (image("damaged", "damaged", spoil), [])):
            loops.append(run("losetup", "--find", "--show", *options, path).strip())
        run("udevadm", "settle", "-t", "10", check=False)
        wait("the sticks", lambda: all(
            subprocess.run(["udisksctl", "info", "-b", loop], capture_output=True).returncode == 0 for loop in loops))
        time.sleep(0.5)
        return subprocess.run([program, "-tc=UDisks2*"], env={**os.environ, "HUIBIAO_TEST_UDISKS": "1"},
                              check=False).returncode
    finally:
        for loop in loops:
            run("losetup", "--detach", loop, check=False)
        for process in reversed(started):
            process.terminate()
            process.wait(10)


def main():
    program = sys.argv[1]
    if os.environ.get("HUIBIAO_INSIDE"):
        sys.exit(inside(program))
    if os.geteuid() != 0:
        skip("needs root: UDisks2 is run with loop devices in a mount namespace of its own")
    for file in (UDISKSD, UDEVD):
        if not os.path.exists(file):
            skip(file + " is not installed")
    with tempfile.NamedTemporaryFile() as file:
        file.truncate(1 << 20)
        probe = subprocess.run(["losetup", "--find", "--show", file.name], capture_output=True, text=True, check=False)
        if probe.returncode != 0:
            skip("no loop devices here: " + probe.stderr.strip())
        run("losetup", "--detach", probe.stdout.strip())
    namespace = subprocess.run(["unshare", "-m", "--propagation", "private", sys.executable, __file__, program],
                               env={**os.environ, "HUIBIAO_INSIDE": "1"}, timeout=120, check=False)
    sys.exit(namespace.returncode)


main()
