"""Runs the tests of upload_test that need a network of their own, which they spoil: in a network namespace with
nothing but a loopback device, where root may make one.

usage: python3 tests/upload/network.py UPLOAD_TEST       exit 77: skipped, and it says why
"""
import os
import shutil
import subprocess
import sys

os.environ["PATH"] += ":/usr/sbin:/sbin"


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


if os.getuid() != 0:
    skip("a network of one's own needs root")
for program in ("unshare", "ip", "tc", "nft"):
    if shutil.which(program) is None:
        skip("there is no program " + program)
TRY = ("ip link set lo up && nft add table inet huibiao && tc qdisc add dev lo root tbf rate 1mbit burst 4kb latency 1s"
       " && tc qdisc del dev lo root")
if subprocess.run(["unshare", "--net", "sh", "-c", TRY], capture_output=True).returncode != 0:
    skip("this machine gives no networks of one's own")
sys.exit(subprocess.run(["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$0" "-tc=in a network*"',
                         os.path.abspath(sys.argv[1])], env=dict(os.environ, HUIBIAO_OWN_NET="1")).returncode)
