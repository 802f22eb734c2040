"""From a touch to the picture that answers it, beside the bare present of a window of the same size: one rectangle of
another colour. Both in one run, in turns, on Xvfb, whose pixels are looked at all the while; the time of a look is in
the figures of both.

usage: python3 tools/benchmarks/touch.py HUIBIAO [ROUNDS]
"""
import os
import random
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "journeys"))
sys.path.insert(0, os.path.join(ROOT, "tools", "benchmarks"))
import kiosk  # noqa: E402
from writing import Finger  # noqa: E402

SIZE = 1920, 1080
FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>高坪镇满意度</h:title><model><instance><data id="t"><note/><grade/><age/><words/></data></instance>
<bind nodeset="/data/note" type="string" readonly="true()"/><bind nodeset="/data/age" type="int"/></model></h:head>
<h:body><input ref="/data/note"><label>请根据您今天办事的感受回答，没有对错。</label></input>
<select1 ref="/data/grade"><label>您对今天的服务满意吗？</label>
<item><label>非常满意</label><value>5</value></item><item><label>满意</label><value>4</value></item>
<item><label>基本满意</label><value>3</value></item><item><label>不满意</label><value>2</value></item>
<item><label>非常不满意</label><value>1</value></item></select1>
<input ref="/data/age"><label>您今年多少岁？</label></input></h:body></h:html>
"""


def timed(finger, down, place):
    before = finger.pixels(*place)
    # Not in step with the screen's own clock.
    time.sleep(0.002 + random.random() * 0.02)
    finger.button(down)
    return finger.changed(before, place)


def touch(finger, at, seen_down, seen_up):
    """One touch: until the finger is answered, and until what it does is seen."""
    finger.move(*at)
    time.sleep(0.36)  # a tap of its own
    down = timed(finger, True, seen_down)
    time.sleep(0.06)
    up = timed(finger, False, seen_up)
    return down, up


def inside(rect):
    """A part of it that is ground, not words: near its left edge."""
    x, y, w, h = rect
    return x + 8, y + h // 2 - 2, 4, 4


def told(name, seconds, bare=None):
    seconds = sorted(seconds)
    median, worst = seconds[len(seconds) // 2], seconds[min(len(seconds) - 1, int(len(seconds) * 0.99))]
    text = f"{name}: median {median * 1000:.1f} ms, p99 {worst * 1000:.1f} ms"
    if bare:
        text += f"; {median / bare[0]:.2f} and {worst / bare[1]:.2f} times the bare present"
    print(f"{text}; {len(seconds)} times", flush=True)
    return median, worst


def bare_window(display, program, rounds):
    # Beside the kiosk, which measures nothing meanwhile.
    bare = subprocess.Popen([program, *map(str, SIZE)], env=display.env, stdout=subprocess.PIPE, text=True)
    try:
        bare.stdout.readline()
        time.sleep(0.5)
        finger = Finger(display.name)
        place = SIZE[0] // 2, SIZE[1] // 2, 4, 4
        all_of_it = []
        for _ in range(rounds):
            all_of_it += touch(finger, (SIZE[0] // 3, SIZE[1] // 3), place, place)
        return all_of_it
    finally:
        bare.terminate()
        bare.wait(10)


def kiosk_window(display, program, bundle, rounds):
    feedback, choices, pages, digits = [], [], [], []
    with kiosk.Kiosk(display, [program], bundle.path) as screen:
        screen.open_survey()
        finger = Finger(display.name)
        for _ in range(rounds // 4):
            head = screen.find(id="progress")["rect"]
            bar = head[0], head[1], min(head[2], 300), head[3]
            down, up = touch(finger, screen.middle(screen.find(id="next")), inside(screen.find(id="next")["rect"]), bar)
            pages.append(up)
            feedback.append(down)
            screen.wait(lambda t: any(i["role"] == "radio" and i["ref"] for i in t["items"]), "the choices")
            radios = [i for i in screen.items(role="radio") if i["ref"]]
            for radio in (radios[0], radios[3], radios[1]):
                place = inside(radio["rect"])
                down, up = touch(finger, screen.middle(radio), place, place)
                feedback.append(down)
                choices.append(up)
            screen.tap(id="next")
            screen.wait_item(id="key:1")
            field = screen.find(role="textbox")["rect"]
            # The whole of the field: a digit, and the caret behind it.
            for digit in "37":
                key = screen.find(id="key:" + digit)
                down, up = touch(finger, screen.middle(key), inside(key["rect"]), field)
                feedback.append(down)
                digits.append(up)
            screen.tap(id="back")
            screen.wait(lambda t: any(i["role"] == "radio" and i["ref"] for i in t["items"]), "the choices")
            screen.tap(id="back")
            screen.wait_item(id="next")
    return {"the touch is seen": feedback, "a choice is ticked": choices, "the next page": pages,
            "a digit in its field": digits}


def measure(program, rounds):
    event = os.path.join(ROOT, "assets", "events", "gaoping")
    peer = os.path.join(os.path.dirname(program), "touch_bare")
    all_bare, all_ours = [], {}
    with kiosk.Bundle([program], event, settings={"form": '"form.xml"'}) as bundle, kiosk.Display(*SIZE) as display:
        with open(os.path.join(bundle.path, "form.xml"), "w", encoding="utf-8") as file:
            file.write(FORM)
        for _ in range(2):  # in turns, so that both see the same machine
            all_bare += bare_window(display, peer, rounds // 2)
            for name, seconds in kiosk_window(display, program, bundle, rounds // 2).items():
                all_ours.setdefault(name, []).extend(seconds)
    bare = told("bare present", all_bare)
    for name, seconds in all_ours.items():
        told(name, seconds, bare)
    told("all together", [s for seconds in all_ours.values() for s in seconds], bare)


if __name__ == "__main__":
    measure(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 120)
