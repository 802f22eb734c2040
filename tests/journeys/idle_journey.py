"""Somebody leaves in the middle: a warning with a countdown, then nothing of them is left and nothing
is stored. Before that somebody comes back in time and finds all as it was."""
import time

import kiosk
import start


def ticked(tree):
    """What is answered on the page."""
    return [i["id"] for i in tree["items"]
            if (i["checked"] and i["ref"]) or (i["role"] == "textbox" and i["value"])]


def journey(program, event):
    settings = {"after_seconds": "10", "warning_seconds": "20"}
    with kiosk.Bundle(program, event, settings=settings) as bundle, kiosk.Display(1080, 1920) as display:
        with kiosk.Kiosk(display, program, bundle.path) as screen:
            screen.open_survey("English")
            while not kiosk.kind_of_page(screen.tree()):
                screen.tap(id="next")
            kiosk.answer_page(screen, screen.tree(), choice=1)
            chosen = ticked(screen.tree())
            start.check(chosen, "the first question is answered")

            screen.wait_screen("idle", 15)
            tree = screen.tree()
            start.check(not [i for i in tree["items"] if i["ref"]], "the warning tells nothing of the answers")
            start.check(int(screen.find(id="countdown")["value"]) >= 18, "twenty seconds to go on")
            screen.tap(id="continue")
            screen.wait_screen("survey")
            start.check(ticked(screen.tree()) == chosen, "all is as it was")

            screen.wait_screen("idle", 15)
            warned = time.monotonic()
            screen.wait_screen("attract", 30)
            start.check(time.monotonic() - warned >= 19, "not sooner than it said")
            start.check(bundle.count() == 0, "nothing is stored")

            screen.tap(id="call")
            screen.wait_screen("start")
            start.check(screen.find(role="radio", name="中文")["checked"], "the language is the form's own again")
            screen.tap(id="start")
            for _ in range(50):
                tree = screen.wait(lambda t: t["screen"] == "survey", "the survey")
                start.check(not ticked(tree), f"nothing is answered yet: {ticked(tree)}")
                if kiosk.kind_of_page(tree):
                    break
                screen.tap(id="next")


start.run(journey)
