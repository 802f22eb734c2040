"""Chinese on the screen: pinyin and nine keys by tapping, a character and a signature by moving the mouse as a
finger moves; all of it is in the stored answer, and the picture on the stick."""
import glob
import os
import re
import tempfile

import kiosk
import start

FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>高坪镇意见征集</h:title><model>
<instance><data id="writing" version="1"><words/><sign/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/words" type="string"/>
<bind nodeset="/data/sign" type="binary" required="true()"/>
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/>
</model></h:head><h:body>
<input ref="/data/words"><label>您有什么意见？</label></input>
<upload ref="/data/sign" mediatype="image/*" appearance="signature"><label>请签名</label></upload>
</h:body></h:html>
"""


def drawn(name):
    """Strokes of a character in a square of 100, from those that the recogniser is tested with."""
    with open(os.path.join(start.ROOT, "tests", "ink", "drawn.h"), encoding="utf-8") as file:
        text = re.search(r"Strokes const " + name + r"\{(.*?)\};", file.read(), re.S).group(1)
    return [[(int(x), int(y)) for x, y in re.findall(r"\{(\d+), (\d+)\}", stroke)]
            for stroke in re.findall(r"\{((?:\{\d+, \d+\}(?:, )?)+)\}", re.sub(r"\s+", " ", text))]


def write(display, strokes, left, top, side):
    """One stroke after the other, the pen lifted between them."""
    for stroke in strokes:
        places = [(left + x * side // 100, top + y * side // 100) for x, y in stroke]
        words = ["mousemove", *places[0], "mousedown", 1]
        for (x0, y0), (x1, y1) in zip(places, places[1:]):
            for step in range(1, 9):
                words += ["mousemove", x0 + (x1 - x0) * step // 8, y0 + (y1 - y0) * step // 8, "sleep", 0.008]
        display.xdotool(*words, "mouseup", 1)


def field(screen, words):
    screen.wait(lambda t: any(i["role"] == "textbox" and i["value"] == words for i in t["items"]), "the words " + words)


def choose(screen, words):
    """The candidate, wherever it stands."""
    for _ in range(12):
        found = [i for i in screen.items(name=words) if i["id"].startswith("candidate:")]
        if found:
            return screen.tap(id=found[0]["id"])
        screen.tap(id="candidates_more")
    raise kiosk.Failed("no candidate " + words)


def journey(program, event):
    with kiosk.Bundle(program, event, settings={"form": '"form.xml"'}) as bundle, \
            kiosk.Display(1024, 600) as display:
        with open(os.path.join(bundle.path, "form.xml"), "w", encoding="utf-8") as file:
            file.write(FORM)
        pictures = os.environ.get("HUIBIAO_PICTURES")

        def picture(screen, name):
            if pictures:
                screen.png(os.path.join(pictures, name + ".png"))

        with kiosk.Kiosk(display, program, bundle.path) as screen:
            screen.open_survey()
            start.check(screen.find(id="mode:hand")["checked"], "handwriting comes first")
            picture(screen, "hand")

            screen.tap(id="mode:pinyin")
            for key in "liuyangshi":
                screen.tap(id="key:" + key)
            start.check(screen.find(id="candidate:0")["name"] == "浏阳市", "the city comes first")
            picture(screen, "pinyin")
            choose(screen, "浏阳市")
            field(screen, "浏阳市")

            screen.tap(id="mode:nine")
            for key in "226744":
                screen.tap(id="nine:" + key)
            picture(screen, "nine")
            choose(screen, "办事")
            field(screen, "浏阳市办事")

            screen.tap(id="mode:hand")
            pad = screen.wait_item(id="pad")
            x, y, wide, tall = pad["rect"]
            side = tall * 8 // 10
            write(display, drawn("da"), x + 20, y + tall // 10, side)
            screen.wait(lambda t: any(i["id"] == "pad" and i["value"] == "3" for i in t["items"]), "three strokes")
            start.check(screen.find(id="candidate:0")["name"] == "大", "the character is read")
            picture(screen, "written")
            screen.pause()
            screen.pause()
            screen.pause()
            write(display, drawn("zhong"), x + 40 + side, y + tall // 10, side)
            field(screen, "浏阳市办事大")  # the next one has begun
            screen.tap(id="ink_undo")
            screen.wait(lambda t: any(i["id"] == "pad" and i["value"] == "3" for i in t["items"]), "a stroke less")
            screen.tap(id="key:erase")
            screen.wait(lambda t: any(i["id"] == "pad" and i["value"] == "0" for i in t["items"]), "no ink")
            screen.tap(id="key:。")
            field(screen, "浏阳市办事大。")

            screen.tap(id="next")
            pad = screen.wait_item(id="draw:/data/sign")
            screen.tap(id="next")
            screen.wait(lambda t: any(i["role"] == "alert" for i in t["items"]), "a signature is required")
            x, y, wide, tall = screen.find(id="draw:/data/sign")["rect"]
            write(display, drawn("zhong"), x + wide // 4, y + 10, tall * 6 // 10)
            screen.wait(lambda t: any(i["id"] == "draw:/data/sign" and i["value"] for i in t["items"]), "ink")
            picture(screen, "signed")
            screen.tap(id="next")
            screen.wait_screen("review")
            picture(screen, "review")
            screen.tap(id="next")
            screen.wait_screen("thanks")

        stick = tempfile.mkdtemp(prefix="huibiao-stick-")
        bundle.call("responses", "export", bundle.path, "--to", stick)
        stored = glob.glob(os.path.join(stick, "**", "提交", "*.xml"), recursive=True)
        start.check(len(stored) == 1, "one answer is on the stick")
        with open(stored[0], encoding="utf-8") as file:
            xml = file.read()
        start.check("<words>浏阳市办事大。</words>" in xml, "what was written is stored: " + xml)
        name = re.search(r"<sign>(signature-[0-9a-f]{16}\.png)</sign>", xml)
        start.check(name, "the answer names the signature: " + xml)
        file = os.path.join(os.path.splitext(stored[0])[0], name.group(1))
        start.check(os.path.isfile(file), "the signature is beside it: " + file)
        with open(file, "rb") as picture_file:
            start.check(picture_file.read(8) == b"\x89PNG\r\n\x1a\n", "it is a PNG")


start.run(journey)
