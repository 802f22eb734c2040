"""The kits of the activities of both notices, looked at as a print shop would: words, codes, sizes, boxes, fonts.
usage: plans.py HUIBIAO    Every twentieth activity; with HUIBIAO_LONG=1 all 66."""

import concurrent.futures
import csv
import io
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOTICES = sorted((ROOT / "tests/notices").glob("*.txt"))
LONG = os.environ.get("HUIBIAO_LONG") == "1"
EVERY = 1 if LONG else 20
POINT = 25.4 / 72
faults = []


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()


def link(city, number):
    return f"https://example.org/forms/{city}-2023/{number}?channel=poster"


def plan_file(program, notice, folder):
    """The rows that are looked at, and the table of their links."""
    rows = list(csv.reader(io.StringIO(output(program, "plan", notice, "--csv").lstrip("\ufeff"))))
    chosen = [[str(i + 1)] + row[1:] for i, row in enumerate(rows[1:][::EVERY])]
    with open(folder / "计划.csv", "w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows([rows[0]] + chosen)
    with open(folder / "链接.csv", "w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows([["序号", "链接"]] + [[r[0], link(notice.stem, r[0])] for r in chosen])
    return chosen


def fault(where, what):
    faults.append(f"{where}: {what}")


def boxes(pdf):
    text = output("pdfinfo", "-box", pdf)
    found = {name: [float(n) for n in numbers.split()]
             for name, numbers in re.findall(r"^(\w+Box):\s+([-\d. ]+)$", text, re.M)}
    return found, int(re.search(r"^Pages:\s+(\d+)", text, re.M).group(1))


def check_boxes(where, pdf, entry):
    found, pages = boxes(pdf)
    trim, bleed, media = found["TrimBox"], found["BleedBox"], found["MediaBox"]
    for axis in (0, 1):
        wanted = entry["size_mm"][axis] * entry["scale"]
        if abs((trim[axis + 2] - trim[axis]) * POINT - wanted) > 0.05:
            fault(where, f"trim box {trim} is not {wanted} mm")
        for side in (axis, axis + 2):
            sign = -1 if side == axis else 1
            if abs((bleed[side] - trim[side]) * POINT * sign - entry["bleed_mm"] * entry["scale"]) > 0.05:
                fault(where, f"bleed box {bleed} beside trim box {trim}")
            if (media[side] - bleed[side]) * sign < -0.01:
                fault(where, "the bleed leaves the sheet")
    if pages != entry["pages"]:
        fault(where, f"{pages} pages, {entry['pages']} in the manifest")
    if entry["scale"] != 1 and "（1比10）" not in entry["file"]:
        fault(where, "the scale is not in the file's name")


def check_words(where, pdf, banner):
    plain = "".join(output("pdftotext", "-raw", pdf, "-").split())
    if "".join(banner.split()) not in plain:
        fault(where, f"“{banner}” is not in its text: {plain[:200]}")


def check_fonts(where, pdf, entry):
    rows = output("pdffonts", pdf).splitlines()[2:]
    names = {row.split()[0].split("+")[-1] for row in rows}
    if not names or names != set(entry["fonts"]) or not all(name.startswith("Noto") for name in names):
        fault(where, f"fonts {names}, {entry['fonts']} in the manifest")
    for row in rows:
        if not re.search(r"\s(yes)\s+(yes|no)\s+(yes)\s+\d+\s+\d+$", row):
            fault(where, "a font is not embedded as a subset: " + row)


def check_code(where, picture, wanted):
    for command in (["zbarimg", "-q", "--raw", picture], ["ZXingReader", "-format", "QRCode", picture]):
        if wanted not in output(*command):
            fault(where, f"{command[0]} does not read its code")


def rastered(pdf, folder):
    name = folder / "page"
    output("pdftoppm", "-png", "-singlefile", "-scale-to", "1400", pdf, name)
    return folder / "page.png"


def check_kit(folder, number, stem):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    listed = {entry["file"] for entry in manifest["files"]} | {"manifest.json"}
    if listed != {path.name for path in folder.iterdir()}:
        fault(folder.name, "the manifest lists other files than there are")
    wanted = link(stem, number)
    for entry in manifest["files"]:
        path = folder / entry["file"]
        where = f"{folder.name}/{path.name}"
        if output("sha256sum", path).split()[0] != entry["sha256"]:
            fault(where, "another SHA-256 than in the manifest")
        if "item" not in entry:
            continue
        coded = entry["item"] in CODED
        if path.suffix == ".png":
            size = list(struct.unpack(">II", path.read_bytes()[16:24]))
            if size != entry["size_px"]:
                fault(where, f"{size} px")
            if coded:
                check_code(where, path, wanted)
            continue
        check_boxes(where, path, entry)
        check_words(where, path, manifest["banner"])
        check_fonts(where, path, entry)
        if coded:
            with tempfile.TemporaryDirectory() as scratch:
                check_code(where, rastered(path, pathlib.Path(scratch)), wanted)
    return sum("item" in entry for entry in manifest["files"])


def coded_items():
    """The items that have a place for the code."""
    found = set()
    for layout in (ROOT / "layouts").glob("*.svg"):
        text = layout.read_text(encoding="utf8")
        name = re.search(r'data-id="([^"]+)"', text)
        if name and 'id="slot-qr' in text:
            found.add(name.group(1))
    return found


CODED = coded_items()


def full_disk(program):
    """On a volume that is too small the call says so, and nothing is left there."""
    script = """
        mount -t tmpfs -o size=1m tmpfs "$1" || exit 77
        "$2" kit "$3" -o "$1/kit"
        echo "exit $?"
        ls -A "$1"
    """
    with tempfile.TemporaryDirectory() as name:
        done = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", name, program,
                               ROOT / "assets/events/gaoping"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    text = done.stdout.decode()
    if done.returncode == 77 or "exit" not in text:
        print("the full disk: skipped, no right to mount here")
    elif not text.endswith("exit 1\n") or "已满" not in text:
        fault("the full disk", text)


def main(program):
    program = os.path.abspath(program)
    full_disk(program)
    kits = pieces = 0
    for notice in NOTICES:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            chosen = plan_file(program, notice, folder)
            made = subprocess.run([program, "kit", "--plan", folder / "计划.csv", "--links", folder / "链接.csv",
                                   "--city", CITIES[notice.name], "--year", "2023", "-o", folder / "全部"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            if made.returncode != 0:
                raise SystemExit(made.stderr.decode())
            index = (folder / "全部/index.html").read_text(encoding="utf8")
            jobs = []
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                for row in chosen:
                    kit = next((folder / "全部").glob(f"{int(row[0]):02}_*"))
                    banner = json.loads((kit / "manifest.json").read_text(encoding="utf8"))["banner"]
                    if banner not in index:
                        fault(kit.name, "is not in index.html")
                    jobs.append(pool.submit(check_kit, kit, row[0], notice.stem))
            kits += len(jobs)
            pieces += sum(job.result() for job in jobs)
    print(f"{kits} kits, {pieces} pieces looked at, {len(faults)} faults" + ("" if LONG else " (every twentieth activity)"))
    for line in faults[:40]:
        print(line)
    sys.exit(1 if faults or not pieces else 0)


CITIES = {path.name: ("浏阳市" if "浏阳" in path.read_text(encoding="utf8")[:4000] else "宁乡市") for path in NOTICES}

if __name__ == "__main__":
    main(sys.argv[1])
