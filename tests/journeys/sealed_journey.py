"""A visit to an event with a key: while the kiosk runs and afterwards no file holds what was answered;
the office opens it. The same visit to an event without a key is the control, where the search finds it."""
import glob
import os
import tempfile

import kiosk
import start

WORDS = "等了很久，没有座位"
PHRASE = "浏阳河弯过了几道弯\n"


def holding(folders):
    forms = [WORDS.encode(code) for code in ("utf8", "utf-16-le")]
    found = []
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(place, name)
                if not os.path.isfile(path):  # the socket
                    continue
                with open(path, "rb") as file:
                    data = file.read()
                if any(form in data for form in forms):
                    found.append(path)
    return found


def visit(program, bundle, stick):
    """What held the answer while the kiosk ran, and after it ended."""
    scratch = tempfile.mkdtemp(prefix="huibiao-scratch-")
    with kiosk.Display(1920, 1080) as display:
        with kiosk.Kiosk(display, program, bundle.path, {"HUIBIAO_VOLUMES": stick, "TMPDIR": scratch}) as screen:
            screen.wait_screen("attract")
            screen.open_survey("中文")
            kiosk.walk_survey(screen, words=WORDS, choice=3)
            draft = holding([bundle.folder, scratch, screen.folder])
            start.check(draft == [], f"a draft is nowhere on the disk: {draft}")
            screen.tap(id="next")
            screen.wait_screen("thanks")
            start.check(bundle.count() == 1, "the answer is in the database when thanks are shown")
            places = [bundle.folder, scratch, screen.folder]
            running = holding(places)
            screen.tap(id="done")
            screen.open_staff("24680")
            screen.export(stick)
            screen.tap(id="quit")
            screen.tap(id="dialog_yes")
            screen.process.wait(20)
            return running, holding([*places, stick])


def journey(program, event):
    with kiosk.Bundle(program, event) as bundle:
        running, after = visit(program, bundle, tempfile.mkdtemp(prefix="huibiao-stick-"))
        start.check(running and after, "the control: without a key the search finds the answer")
    with kiosk.Bundle(program, event) as bundle:
        office, stick = (tempfile.mkdtemp(prefix="huibiao-" + name + "-") for name in ("office", "stick"))
        bundle.call("event", "keys", bundle.path, "--to", office, input=PHRASE)
        running, after = visit(program, bundle, stick)
        start.check(running == [] and after == [], f"no file holds the answer: {running + after}")
        exports = glob.glob(os.path.join(stick, "*"))
        start.check(len(exports) == 1, f"one export: {exports}")
        out = os.path.join(office, "out")
        bundle.call("responses", "unseal", exports[0], "--key", os.path.join(office, "private-key.pem"), "-o", out,
                    input=PHRASE)
        with open(os.path.join(out, "答卷.csv"), encoding="utf-8-sig") as file:
            start.check(WORDS in file.read(), "the office reads it")
        start.check(glob.glob(os.path.join(out, "提交", "*.xml")), "and has the submission")


start.run(journey)
