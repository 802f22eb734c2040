#!/usr/bin/env python3
"""What uploading costs: submissions a second beside plain curl, which posts the very same bodies over one kept-alive
connection to the same server in the same run; the memory of a long queue beside a short one; and how fast the kiosk
answers a touch while it uploads, beside the same kiosk that does not.

usage: upload.py BENCH_UPLOAD [--count N] [--rounds N] [--queue N] [--touches N] [--folder DIR]

The server is tests/upload/server.py. huibiao also reads each submission from its store, checks it, asks the server
first (HEAD) and marks what was confirmed; curl reads prepared files. The touches are those of touch.py, in turns of a
kiosk with nothing to send and one with a queue that outlasts them. Works in a new folder of DIR (build), which is
removed afterwards.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "journeys"))
import kiosk  # noqa: E402
import touch  # noqa: E402

BASE = "/v1/key/aB3dEfG7/projects/1"


class Server:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, os.path.join(ROOT, "tests/upload/server.py"), "--base", BASE],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{self.process.stdout.readline().strip()}{BASE}"

    def tell(self, **order):
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def tool(program, *words):
    return json.loads(subprocess.run([program, *words], check=True, stdout=subprocess.PIPE).stdout)


def prepare(program, folder, count):
    store = os.path.join(folder, "store")
    tool(program, "fill", store, str(count))
    bodies = os.path.join(folder, "bodies")
    os.mkdir(bodies)
    tool(program, "bodies", store, bodies)
    return store, bodies


def curl(server, bodies, count):
    """All bodies in one call of curl, which keeps its connection; its seconds."""
    with open(os.path.join(bodies, "types"), encoding="utf8") as file:
        types = file.read().splitlines()
    calls = []
    for number, kind in enumerate(types, 1):
        calls.append(f'url = "{server.url}/submission"\nheader = "X-OpenRosa-Version: 1.0"\nheader = "Expect:"\n'
                     f'header = "Content-Type: {kind}"\ndata-binary = "@{bodies}/{number}"\noutput = "/dev/null"\n'
                     'silent\nfail\n')
    config = os.path.join(bodies, "config")
    with open(config, "w", encoding="utf8") as file:
        file.write("next\n".join(calls))
    server.tell(reset={})
    start = time.monotonic()
    subprocess.run(["curl", "-K", config], check=True)
    seconds = time.monotonic() - start
    stored = len(server.tell(stored=True))
    if stored != count:
        sys.exit(f"curl: {stored} of {count} arrived")
    return seconds


def ours(program, server, store, copy, count):
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(store, copy)
    server.tell(reset={})
    start = time.monotonic()
    told = tool(program, "send", copy, server.url)
    seconds = time.monotonic() - start
    stored = len(server.tell(stored=True))
    if stored != count or told["sent"] != count:
        sys.exit(f"huibiao: {stored} of {count} arrived, {told['sent']} marked")
    return seconds, told


def touching(program, server, rounds):
    """The same touches with an upload and without one, two turns of each."""
    waiting = 30_000  # until somebody comes it goes at full speed
    huibiao = os.path.join(os.path.dirname(os.path.abspath(program)), "huibiao")
    event = os.path.join(ROOT, "assets", "events", "gaoping")
    figures = {False: [], True: []}
    with kiosk.Display(*touch.SIZE) as display:
        for uploads in (False, True) * 2:
            with kiosk.Bundle([huibiao], event, settings={"form": '"form.xml"'}) as bundle:
                with open(os.path.join(bundle.path, "form.xml"), "w", encoding="utf-8") as file:
                    file.write(touch.FORM)
                tool(program, "fill", os.path.join(bundle.path, "data"), str(waiting))  # both have the same store
                server.tell(reset={})
                if uploads:
                    with open(os.path.join(bundle.path, "event.toml"), "a", encoding="utf-8") as file:
                        file.write(f'\n[upload]\nserver = "{server.url}"\nauto = true\n')
                told = touch.kiosk_window(display, huibiao, bundle, rounds // 2)
                figures[uploads] += [seconds for some in told.values() for seconds in some]
                sent = len(server.tell(stored=True))
                if uploads and not 0 < sent < waiting or not uploads and sent > 0:
                    sys.exit(f"touches: {sent} of {waiting} were sent")
                if uploads:
                    print(f"  ({sent} sent meanwhile, {waiting - sent} still waiting)")
    print("from a touch to the picture that answers it:")
    base = touch.told("  without an upload", figures[False])
    median, worst = touch.told("  while it uploads", figures[True])
    print(f"  ratio {median / base[0]:.2f} of the medians, {worst / base[1]:.2f} of the p99")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--queue", type=int, default=100_000)
    parser.add_argument("--touches", type=int, default=120, help="rounds of touches; 0: none")
    parser.add_argument("--folder", default=os.path.join(ROOT, "build"))
    options = parser.parse_args()
    if shutil.which("curl") is None:
        sys.exit("there is no curl")
    folder = tempfile.mkdtemp(prefix="bench-upload-", dir=options.folder)
    server = Server()
    try:
        store, bodies = prepare(options.program, folder, options.count)
        copy = os.path.join(folder, "copy")
        rates, peers, ratios, short = [], [], [], 0
        for turn in range(options.rounds + 1):
            peer = options.count / curl(server, bodies, options.count)
            seconds, told = ours(options.program, server, store, copy, options.count)
            if turn == 0:  # warms the caches
                continue
            rates.append(options.count / seconds)
            peers.append(peer)
            ratios.append(rates[-1] / peer)
            short = max(short, told["peak_kib"])
        print(f"submissions a second, {options.count} of them, a tenth with a signature, medians of {options.rounds}:")
        print(f"  huibiao {statistics.median(rates):8.0f}   curl {statistics.median(peers):8.0f}   "
              f"ratio {statistics.median(ratios):.2f} (of each round: {', '.join(f'{r:.2f}' for r in ratios)})")
        print(f"  of the best rounds {max(rates):8.0f}   curl {max(peers):8.0f}   ratio {max(rates) / max(peers):.2f}")
        if options.queue > options.count:
            queue = os.path.join(folder, "queue")
            tool(options.program, "fill", queue, str(options.queue))
            server.tell(reset={})
            told = tool(options.program, "send", queue, server.url)
            print(f"a queue of {options.queue}: {told['seconds']:.1f} s, {told['sent'] / told['seconds']:.0f} a second, "
                  f"{told['cpu']:.1f} s of processor; memory at most {told['peak_kib'] / 1024:.1f} MiB, "
                  f"with {options.count}: {short / 1024:.1f} MiB")
        if options.touches > 0:
            touching(options.program, server, options.touches)
    finally:
        server.end()
        shutil.rmtree(folder)


main()
