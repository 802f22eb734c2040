"""Staff export readable tables of a sealed event at the kiosk: the private key lies on a stick, a wrong passphrase
is refused, the right one is typed on the screen. The tables are on the stick alone, a submission that was tampered
with is named, and neither passphrase nor answers are left on the disk or in the memory of the program."""
import glob
import json
import os
import sqlite3
import tempfile
import zipfile

import kiosk
import memory
import start

WORDS = "等了很久，没有座位"
PHRASE = "Lotus7Yu!"


def identity(number):
    return f"uuid:00000000-0000-4000-8000-{number:012d}"


def prepare(bundle, keys):
    bundle.call("event", "keys", bundle.path, "--to", keys, input=PHRASE + "\n")
    lines = [json.dumps({"xml": f'<data id="gaoping" version="1"><words>{WORDS}{i}</words>'
                                f'<meta><instanceID>{identity(i)}</instanceID></meta></data>'}) for i in range(4)]
    bundle.call("responses", "add", bundle.path, input="\n".join(lines) + "\n")
    with sqlite3.connect(os.path.join(bundle.path, "data", "current", "submissions.db")) as store:
        rows = store.execute("SELECT rowid, bytes FROM attachment WHERE submission = 2").fetchall()
        for row, data in rows:
            store.execute("UPDATE attachment SET bytes = ? WHERE rowid = ?", (bytes([data[0] ^ 1]) + data[1:], row))


def holding(folders, words):
    found = []
    for folder in folders:
        for path in glob.glob(os.path.join(folder, "**", "*"), recursive=True, include_hidden=True):
            if os.path.isfile(path) and any(w.encode(c) in open(path, "rb").read() for w in words
                                            for c in ("utf8", "utf-16-le")):
                found.append(path)
    return found


def enter(screen):
    """The passphrase, by the keys of the screen."""
    for sign in PHRASE:
        if sign.isupper():
            screen.tap(id="key:shift")
        if not sign.isalnum():
            screen.tap(id="layer:symbols")
        screen.tap(id="key:" + sign)


def ask(screen, stick):
    button = "export_readable:" + stick
    screen.wait(lambda tree: any(i["id"] == "volume:" + stick for i in tree["items"]), "the stick")
    screen.scroll_to(id=button)
    screen.tap(id=button)
    return screen.wait_item(id="passphrase")


def unlock(screen, stick):
    ask(screen, stick)
    screen.type("Lotus8Yu!")
    screen.key("Return")
    screen.wait_item(id="wrong")
    start.check(glob.glob(os.path.join(stick, "*")) == [], "a wrong passphrase writes nothing")
    enter(screen)
    field = screen.find(id="passphrase")
    start.check(field["value"] == "•" * len(PHRASE), "as many dots as characters: " + field["value"])
    start.check(PHRASE[:4] not in json.dumps(screen.tree(), ensure_ascii=False), "the inspector does not tell it")
    screen.tap(id="eye")
    screen.wait(lambda tree: PHRASE[:4] not in json.dumps(tree, ensure_ascii=False), "nor with the eye open")
    start.check(memory.holds(screen.process, PHRASE), "the control: it is in the memory while it is needed")
    screen.tap(id="unlock")
    done = screen.wait_item(id="task_done")
    start.check("4" in done["name"], "all are exported: " + done["name"])
    start.check("3" in screen.find(id="task_readable")["name"], "three of them in tables")
    shut = screen.find(id="task_shut")["name"]
    start.check(identity(1) in shut, "the tampered one is named: " + shut)


def exported(bundle, stick):
    folders = glob.glob(os.path.join(stick, "*"))
    start.check(len(folders) == 1, f"one export: {folders}")
    bundle.call("responses", "verify", folders[0])
    with zipfile.ZipFile(glob.glob(os.path.join(folders[0], "答卷_*份.xlsx"))[0]) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    start.check([WORDS + str(i) in sheet for i in range(4)] == [True, False, True, True], "the tables can be read")
    with open(os.path.join(folders[0], "没有打开的答卷.txt"), encoding="utf-8-sig") as file:
        start.check(identity(1) in file.read(), "the export names what stayed shut")
    start.check(len(glob.glob(os.path.join(folders[0], "sealed", "*", "submission.xml"))) == 4, "all are there, sealed")


def journey(program, event):
    memory.fill_freed()
    stick, keys, scratch = (tempfile.mkdtemp(prefix=f"huibiao-{name}-") for name in ("stick", "keys", "scratch"))
    with kiosk.Bundle(program, event) as bundle, kiosk.Display(1280, 800) as display:
        prepare(bundle, keys)
        environment = {"HUIBIAO_VOLUMES": stick + ":" + keys, "TMPDIR": scratch}
        with kiosk.Kiosk(display, program, bundle.path, environment) as screen:
            screen.open_staff("24680")
            unlock(screen, stick)
            exported(bundle, stick)
            screen.tap(id="back")
            screen.wait_screen("attract")
            left = memory.where(screen.process, PHRASE, WORDS)
            start.check(not left, f"left in the memory: {left}")
            left = holding([bundle.folder, scratch, screen.folder], (WORDS, PHRASE))
            start.check(left == [], f"no file on the computer holds it: {left}")


start.run(journey)
