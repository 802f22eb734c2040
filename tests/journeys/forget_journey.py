"""Somebody writes and walks away: once the screen is at rest again, what was written is nowhere in the
memory of the program, in no encoding. Reads all of it, as a core dump would hold it."""
import kiosk
import memory
import start

WRITTEN = "老街米粉店门口的路灯坏了三个月"
TYPED = "zheliluotuozhuzaishanpo"  # as keys of the screen, left half converted
AGE = "68"


def field(screen):
    """Goes on, answering, until a field for words is there."""
    for _ in range(40):
        tree = screen.wait(lambda t: t["screen"] == "survey", "the survey")
        item = kiosk.kind_of_page(tree)
        if item and item["role"] == "textbox" and screen.items(id="mode:pinyin"):
            return
        if item:
            kiosk.answer_page(screen, tree, age=AGE)
        screen.tap(id="next")
    raise kiosk.Failed("no page with a field for words")


def journey(program, event):
    memory.fill_freed()
    settings = {"after_seconds": "40", "warning_seconds": "20"}
    with kiosk.Bundle(program, event, settings=settings) as bundle, kiosk.Display(1280, 800) as display:
        with kiosk.Kiosk(display, program, bundle.path) as screen:
            screen.open_survey()
            field(screen)
            screen.tap(id="mode:pinyin")
            screen.type(WRITTEN)
            screen.wait(lambda t: any(i["value"] == WRITTEN for i in t["items"]), "the words")
            screen.tap(id="size")  # set in another size as well
            screen.tap(id="size")
            for letter in TYPED:
                screen.tap(id="key:" + letter)
            start.check(memory.where(screen.process, WRITTEN), "it is in the memory while it is needed")
            start.check(memory.where(screen.process, TYPED), "so are the keys")

            screen.wait_screen("idle", 80)
            screen.wait_screen("attract", 40)
            for words in (WRITTEN, TYPED):
                left = memory.where(screen.process, words)
                start.check(not left, f"found after the reset: {left}")
            start.check(bundle.count() == 0, "nothing is stored")


start.run(journey)
