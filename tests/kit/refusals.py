"""What cannot become a kit is refused in words that say what, where and what to do, and leaves nothing behind.
usage: refusals.py HUIBIAO"""

import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EVENT = ROOT / "assets/events/gaoping"
SECONDS = 60
# Under sanitizers: fontconfig's own leaks are not what is looked at here.
ENV = dict(os.environ, ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data=b""):
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def whole(side):
    return png(side, side, (b"\0" + b"\xc8\x10\x2e\xff" * side) * side)


def svg(inside, head=""):
    return f'<?xml version="1.0"?>{head}<svg xmlns="http://www.w3.org/2000/svg" ' \
           f'xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64">{inside}</svg>'.encode()


LAUGHS = "<!DOCTYPE s [<!ENTITY a \"" + "x" * 100 + "\">" + "".join(
    f"<!ENTITY {chr(98 + i)} \"{('&' + chr(97 + i) + ';') * 20}\">" for i in range(8)) + "]>"


class Bundle:
    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "event"
        shutil.copytree(EVENT, self.path)

    def change(self, pattern, line):
        toml = self.path / "event.toml"
        text, count = re.subn(pattern, lambda _: line, toml.read_text(encoding="utf8"), count=1, flags=re.M)
        assert count == 1, pattern
        toml.write_text(text, encoding="utf8")

    def theme(self, words):
        self.change(r"^theme.*$", f'theme = "{words}"')

    def logo(self, name, data):
        (self.path / name).write_bytes(data)
        self.change(r"^\[brand\]$", f'[brand]\nlogo = "{name}"')

    def people(self, table, **files):
        (self.path / "名单.csv").write_text(table, encoding="utf8")
        for name, data in files.items():
            (self.path / name.replace("_", ".")).write_bytes(data)
        with open(self.path / "event.toml", "a", encoding="utf8") as file:
            file.write('\n[kit]\npeople = "名单.csv"\n')


def layouts(bundle, change):
    """A copy of the layouts, in which `change` has spoilt the roll-up."""
    folder = bundle.folder / "layouts"
    shutil.copytree(ROOT / "layouts", folder)
    file = folder / "rollup.svg"
    file.write_text(change(file.read_text(encoding="utf8")), encoding="utf8")
    return ["--layouts", folder]


# What is wrong, how it comes about, and what the message must name.
CASES = [
    ("a theme of 200 characters", lambda b: b.theme("政务公开惠民生便民利企服" * 17), ["event.toml:", "最多60个字"]),
    ("a character that no font has", lambda b: b.theme("政务公开\U0003FFF0惠民"), ["event.toml", "U+3FFF0"]),
    ("a LOGO that is no picture", lambda b: b.logo("logo.png", b"%PDF-1.4 rather"), ["logo.png"]),
    ("a LOGO cut in the middle", lambda b: b.logo("logo.png", whole(300)[:200]), ["logo.png"]),
    ("a LOGO that says it is huge", lambda b: b.logo("logo.png", png(60000, 60000)), ["logo.png", "60000"]),
    ("a LOGO that grows without end", lambda b: b.logo("logo.svg", svg("<text>&i;</text>", LAUGHS)), ["logo.svg"]),
    ("a LOGO of nothing", lambda b: b.logo("logo.svg", b""), ["logo.svg"]),
    ("a LOGO that is not there", lambda b: b.change(r"^\[brand\]$", '[brand]\nlogo = "市标.png"'), ["市标.png"]),
    ("a LOGO other than the city's", lambda b: (b.logo("logo.svg", svg('<rect width="64" height="64"/>')),
                                                b.change(r"^logo = ", f'sha256 = "{"0" * 64}"\nlogo = '))[:0],
     ["event.toml:", "SHA-256"]),
    ("a photograph that is none", lambda b: b.people("姓名,职务,照片\n负责人,镇长,a.jpg\n", a_jpg=b"GIF89a"), ["a.jpg"]),
    ("a photograph that says it is huge",
     lambda b: b.people("姓名,职务,照片\n负责人,镇长,a.png\n", a_png=png(50000, 50000)), ["a.png", "50000"]),
    ("a photograph that is not there", lambda b: b.people("姓名,职务,照片\n负责人,镇长,b.jpg\n"), ["b.jpg"]),
    ("a list without names", lambda b: b.people("职务\n镇长\n"), ["名单.csv", "姓名"]),
    ("a layout that is no XML", lambda b: layouts(b, lambda text: text.replace("</svg>", "")), ["rollup.svg"]),
    ("a layout without slots", lambda b: layouts(b, lambda text: text.replace('id="slot-', 'id="spot-')),
     ["rollup.svg", "slot-banner"]),
    ("a layout that names a slot there is not", lambda b: layouts(b, lambda text: text.replace(
        "<rect", '<rect class="with-slogan"', 1)), ["rollup.svg", "with-slogan"]),
    ("a layout that stretches the LOGO", lambda b: layouts(b, lambda text: re.sub(
        r'(<rect[^>]*id="slot-logo"[^>]*?)height="[\d.]+"', r'\1height="3"', text)), ["rollup.svg", "LOGO"]),
    ("a layout that asks for the network", lambda b: layouts(b, lambda text: text.replace(
        "</svg>", '<image href="http://127.0.0.1:9/a.png" width="9" height="9"/></svg>')), ["rollup.svg", "127.0.0.1"]),
    ("an item that there is not", lambda b: ["--items", "易拉保"], ["易拉保"]),
]


def refused(program, name, spoil, wanted):
    """What is wrong with how it was refused; nothing where nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = Bundle(pathlib.Path(folder))
        more = spoil(bundle) or []
        before = sorted(path.name for path in bundle.folder.iterdir())
        done = subprocess.run([program, "kit", bundle.path, "-o", bundle.folder / "物料", *more], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS, check=False, env=ENV)
        left = sorted(path.name for path in bundle.folder.iterdir())
    lines = [line.replace(folder, "") for line in done.stderr.splitlines() if not line.startswith("提醒")]
    print(f"{name}:\n    " + "\n    ".join(lines[:2]))
    if done.returncode != 1:
        yield f"{name}: exit {done.returncode} and not 1"
    if left != before:
        yield f"{name}: {left} is left behind"
    said = "\n".join(lines)
    for words in wanted:
        if words not in said:
            yield f"{name}: the message does not name {words}: {said}"
    if not re.search("[\u4e00-\u9fff]{4}", said):
        yield f"{name}: nothing is said in Chinese: {said}"


def main(program):
    program = os.path.abspath(program)
    faults = [fault for case in CASES for fault in refused(program, *case)]
    print(f"{len(CASES)} refusals, {len(faults)} faults")
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(sys.argv[1])
