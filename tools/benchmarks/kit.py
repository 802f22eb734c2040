#!/usr/bin/env python3
"""What a kit costs: things a second, memory and bytes, beside Inkscape and rsvg-convert, which export the same layouts
filled by this script, in the same run; and a plan's kits by their number and by the cores.

usage: kit.py HUIBIAO [--rounds N] [--activities N] [--folder DIR]

The peers get what a script can do: each slot's words in one size, its LOGO and its code as pictures, then a call for
each sheet (PDF for print, PNG for screens); Inkscape also in one call for all. They know no fitting, line breaks, bleed, boxes, folds, pages for each
person or contact sheet. huibiao's figure has all that in it, and each piece is checked, hashed and on the disk.
"""
import argparse
import base64
import csv
import io
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SVG = "http://www.w3.org/2000/svg"
LINK = "https://example.org/forms/gaoping-2023"
WORDS = {"banner": "浏阳市高坪镇2023年“政务公开主题日”活动暨“阳光政务 公开透明”", "caption": "扫码填写问卷",
         "unit": "浏阳市高坪镇", "date": "2023年5月", "place": "高坪镇文化广场", "text": "活动现场", "name": "负责人",
         "role": "现场负责人"}


def timed(command, **how):
    before = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    return time.perf_counter() - before


def memory(command):
    """Greatest resident memory of a call and its children, MB."""
    program = ("import resource,subprocess,sys\n"
               "subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\n"
               "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    return int(subprocess.run([sys.executable, "-c", program, *map(str, command)], check=True,
                              stdout=subprocess.PIPE).stdout) / 1024


def picture(path):
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode()


def filled(layout, code, logo):
    """The layout with its slots filled, as a script without a typesetter does it."""
    tree = ET.parse(layout)
    root = tree.getroot()
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in list(root.iter()):
        name = element.get("id") or ""
        hidden = any(word.startswith("without-") for word in (element.get("class") or "").split())
        if hidden or name.startswith("slot-"):
            parents[element].remove(element)
        if not name.startswith("slot-") or "-without-" in name:
            continue
        slot = name[5:]
        x, y, width, height = (float(element.get(k)) for k in ("x", "y", "width", "height"))
        if slot in ("logo", "qr", "photo"):
            ET.SubElement(root, f"{{{SVG}}}image", {"x": str(x), "y": str(y), "width": str(width),
                                                   "height": str(height), "href": code if slot == "qr" else logo,
                                                   "{http://www.w3.org/1999/xlink}href":
                                                   code if slot == "qr" else logo})
            continue
        words = WORDS.get(slot, slot)
        size = min(height * 0.8, width / len(words))
        serif = element.get("data-family") == "serif"
        text = ET.SubElement(root, f"{{{SVG}}}text", {
            "x": str(x + width / 2), "y": str(y + height / 2 + size / 3), "font-size": str(size),
            "text-anchor": "middle", "fill": element.get("data-colour") or "#000000", "font-weight": "900",
            "font-family": "Noto Serif CJK SC" if serif else "Noto Sans CJK SC"})
        text.text = words
    return ET.tostring(root, encoding="unicode")


def prepare(folder):
    code = folder / "code.svg"
    subprocess.run(["qrencode", "-t", "SVG", "-o", code, LINK], check=True)
    logo = picture(ROOT / "assets/logo/default-logo.svg")
    sheets = {"pdf": [], "png": []}
    for layout in sorted((ROOT / "layouts").glob("*.svg")):
        root = ET.parse(layout).getroot()
        if not root.get("data-id"):
            continue
        kind = root.get("data-out") or "pdf"
        path = folder / f"{layout.stem}.svg"
        path.write_text(filled(layout, picture(code), logo), encoding="utf8")
        sheets[kind].append(path)
    return sheets


def inkscape(sheets):
    """A call for each, as a script makes them."""
    return sum(timed(["inkscape", f"--export-type={kind}", file]) for kind, files in sheets.items() for file in files)


def inkscape_batch(sheets):
    """All of a kind in one call."""
    return sum(timed(["inkscape", f"--export-type={kind}", *files]) for kind, files in sheets.items())


def rsvg(sheets):
    return sum(timed(["rsvg-convert", "-f", kind, "-o", file.with_suffix("." + kind), file])
               for kind, files in sheets.items() for file in files)


def plan(folder, program, count):
    """A plan of so many activities: rows of the notice, again and again."""
    text = subprocess.run([program, "plan", ROOT / "tests/notices/liuyang-2023.txt", "--csv"], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode().lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    file = folder / f"{count}.csv"
    with open(file, "w", encoding="utf8", newline="") as out:
        csv.writer(out).writerows([rows[0]] + [[str(i + 1)] + rows[1 + i % (len(rows) - 1)][1:] for i in range(count)])
    with open(folder / "links.csv", "w", encoding="utf8", newline="") as out:
        csv.writer(out).writerows([["序号", "链接"]] + [[str(i + 1), LINK] for i in range(count)])
    return file


def year_command(program, folder, count, cores=None):
    """The call for so many activities, its folder cleared."""
    out = folder / "year"
    shutil.rmtree(out, ignore_errors=True)
    command = [program, "kit", "--plan", plan(folder, program, count), "--links", folder / "links.csv", "--city",
               "浏阳市", "--year", "2023", "-o", out]
    return ["taskset", "-c", "0", *command] if cores == 1 else command


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--activities", type=int, default=16)
    parser.add_argument("--folder", default=str(ROOT / "build"))
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = pathlib.Path(name)
        sheets = prepare(folder)
        count = sum(map(len, sheets.values()))
        event = ROOT / "assets/events/gaoping"
        out = folder / "kit"
        one = [program, "kit", event, "-o", out]

        def ours():
            shutil.rmtree(out, ignore_errors=True)
            return timed(one)

        figures = {"huibiao": [], "inkscape": [], "inkscape batch": [], "rsvg-convert": []}
        for _ in range(options.rounds):
            figures["huibiao"].append(ours())
            figures["rsvg-convert"].append(rsvg(sheets))
            figures["inkscape"].append(inkscape(sheets))
            figures["inkscape batch"].append(inkscape_batch(sheets))
        median = {name: statistics.median(seconds) for name, seconds in figures.items()}
        print(f"{count} things of one event; one call; median of {options.rounds}")
        for name, seconds in median.items():
            print(f"  {name:15}{seconds:8.2f} s {count / seconds:8.1f} a second")
        print(f"  inkscape : huibiao     {median['inkscape'] / median['huibiao']:6.1f}   (aim 20)")
        print(f"  rsvg-convert : huibiao {median['rsvg-convert'] / median['huibiao']:6.1f}   (aim 2)")
        ours_bytes = sum(file.stat().st_size for file in out.iterdir())
        shutil.rmtree(out)
        print(f"  huibiao: {ours_bytes / 1e6:.1f} MB in {count} things and their sheets, {memory(one):.0f} MB of memory; "
              f"inkscape {memory(['inkscape', '--export-type=pdf', *sheets['pdf']]):.0f} MB")

        half, whole = options.activities // 2, options.activities
        by_number = {n: statistics.median(timed(year_command(program, folder, n)) for _ in range(options.rounds))
                     for n in (half, whole)}
        single = statistics.median(timed(year_command(program, folder, whole, 1)) for _ in range(options.rounds))
        print(f"a plan: {half} kits {by_number[half]:.2f} s, {whole} kits {by_number[whole]:.2f} s: "
              f"{by_number[whole] / by_number[half]:.2f} times (2 is linear); "
              f"{whole * count / by_number[whole]:.0f} things a second")
        print(f"on one core {single:.2f} s, on {os.cpu_count()}: {single / by_number[whole]:.2f} times as fast")
        few, many = (memory(year_command(program, folder, n)) for n in (half, whole))
        print(f"memory of {half} kits {few:.0f} MB, of {whole} {many:.0f} MB")


if __name__ == "__main__":
    main()
