"""From the attract loop through the whole survey to the row in the database and the files on the
stick: in Chinese with a bad grade, then in English."""
import csv
import glob
import os
import tempfile

import kiosk
import start


def check_table(cells, *visits):
    """What people typed is in the table as they typed it."""
    for given in visits:
        for answer in given.values():
            if answer in ("等了很久，没有座位", "Friendly people"):
                start.check(any(answer in cell for cell in cells), f"{answer} is in the table")


def read_tables(folder):
    tables = glob.glob(os.path.join(folder, "**", "*.csv"), recursive=True)
    start.check(tables, "no table was exported")
    cells = []
    for table in tables:
        with open(table, encoding="utf-8-sig", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    return cells


def journey(program, event):
    with kiosk.Bundle(program, event) as bundle, kiosk.Display(1920, 1080) as display:
        stick = tempfile.mkdtemp(prefix="huibiao-stick-")
        with kiosk.Kiosk(display, program, bundle.path, {"HUIBIAO_VOLUMES": stick}) as screen:
            tree = screen.wait_screen("attract")
            banner = [i for i in tree["items"] if i["id"] == "banner"]
            start.check(banner and "“政务公开主题日”" in banner[0]["name"], "the 会标 is on the screen")

            screen.open_survey("中文")
            chinese = kiosk.walk_survey(screen, words="等了很久，没有座位", choice=3)
            start.check("review" == screen.screen(), "the page that checks comes last")
            shown = {}
            while True:
                shown.update({i["ref"]: i["value"] for i in screen.items(role="paragraph") if i["ref"]})
                down = screen.items(id="scroll_down")
                if not down or not down[0]["enabled"]:
                    break
                screen.tap(id="scroll_down")
            for ref, answer in chinese.items():
                start.check(answer in shown.get(ref, ""), f"{ref}: {answer} is shown again, got {shown.get(ref)}")
            start.check(bundle.count() == 0, "nothing is stored before 提交")
            screen.tap(id="next")
            screen.wait_screen("thanks")
            start.check(bundle.count() == 1, "the answer is in the database when thanks are shown")
            screen.tap(id="done")

            screen.open_survey("English")
            tree = screen.tree()
            start.check(any(i["name"] == "Stop" for i in tree["items"]), "the screen speaks English")
            english = kiosk.walk_survey(screen, words="Friendly people", choice=0)
            screen.tap(id="next")
            screen.wait_screen("thanks")
            start.check(bundle.count() == 2, "the second answer is in the database")
            screen.wait_screen("attract", 15)  # by itself

            screen.open_staff("24680")
            start.check(screen.find(id="count_total")["value"] == "2", "staff see both")
            done = screen.export(stick)
            start.check("2" in done["name"], "both are exported: " + done["name"])
            start.check(glob.glob(os.path.join(stick, "**", "*.xlsx"), recursive=True), "a workbook is on the stick")
            check_table(read_tables(stick), chinese, english)
            start.check(screen.find(id="count_fresh")["value"] == "0", "nothing is left to be exported")
            screen.tap(id="quit")
            screen.tap(id="dialog_yes")
            screen.process.wait(20)
            start.check(screen.process.returncode == 0, "staff leave it with exit 0")


start.run(journey)
