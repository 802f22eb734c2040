"""Unsteady and curious hands: double taps answer once and turn one page; closing keys do nothing."""
import kiosk
import start

CLOSING = ["Escape", "alt+F4", "ctrl+q", "ctrl+w", "ctrl+c", "super", "F11", "ctrl+alt+BackSpace", "alt+Tab"]


def double_tap(screen, item):
    """Two taps 120 ms apart, as glass bounces and hands shake."""
    x, y = screen.middle(item)
    screen.pause()
    screen.display.xdotool("mousemove", x, y, "click", "--repeat", "2", "--delay", "120", 1)


def journey(program, event):
    with kiosk.Bundle(program, event) as bundle, kiosk.Display(1024, 600) as display:
        with kiosk.Kiosk(display, program, bundle.path) as screen:
            screen.wait_screen("attract")
            double_tap(screen, screen.find(id="call"))
            screen.wait_screen("start")
            double_tap(screen, screen.find(id="start"))
            first = screen.wait_screen("survey")
            start.check(screen.find(id="back")["name"] in ("返回", "Back"), "the first page, not the second")

            pages = 1
            seen = {str([i["id"] for i in first["items"] if i["role"] == "heading"])}
            boxes = False
            while screen.screen() == "survey" and pages < 5:
                tree = screen.tree()
                item = kiosk.kind_of_page(tree)
                if item and item["role"] in ("radio", "checkbox"):
                    double_tap(screen, item)
                    again = screen.wait(lambda t: any(i["id"] == item["id"] and i["checked"] for i in t["items"]),
                                        "one answer of two taps")
                    boxes = boxes or item["role"] == "checkbox"
                    start.check(len([i for i in again["items"] if i["checked"]]) == 1, "one answer")
                elif item:
                    kiosk.answer_page(screen, tree, words="ok")
                before = str([i["id"] for i in tree["items"] if i["role"] == "heading"])
                double_tap(screen, screen.find(id="next"))
                tree = screen.wait(lambda t: str([i["id"] for i in t["items"] if i["role"] == "heading"]) != before,
                                   "the next page")
                start.check(not [i for i in tree["items"] if i["role"] == "alert"], "no second 下一题")
                seen.add(str([i["id"] for i in tree["items"] if i["role"] == "heading"]))
                pages += 1
            start.check(boxes, "the sample has a question with several answers")

            for keys in CLOSING:
                screen.key(keys)
            start.check(screen.running() and screen.screen() == "survey", "closing keys leave nothing")
            screen.tap(id="abandon")
            screen.tap(id="dialog_yes")
            screen.wait_screen("attract")
            for keys in CLOSING:
                screen.key(keys)
            start.check(screen.running() and screen.screen() == "attract", "nor from the attract loop")
            start.check(bundle.count() == 0, "不填了 keeps nothing")

            screen.hold(3.4, id="staff_corner")
            screen.wait_screen("pin")
            for digit in "1111":
                screen.tap(id="digit:" + digit)
            screen.tap(id="pin_ok")
            screen.wait(lambda t: any(i["id"] == "pin_hint" and i["role"] == "alert" for i in t["items"]), "a refusal")
            start.check(not screen.find(id="digit:1")["enabled"], "a wrong PIN makes one wait")
            start.check(screen.close() == 0, "SIGTERM ends it cleanly")


start.run(journey)
