"""Every type of question, each answered by fingers alone on a real window; what is stored equals what
was tapped. A picture of each page goes into the folder HUIBIAO_PICTURES, where that is set."""
import glob
import os
import sqlite3
import xml.etree.ElementTree as tree

import kiosk
import start

GRADES = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
TOPICS = ["社会保险", "就业创业", "义务教育招生", "住房与征地拆迁"]
VILLAGES = ["高坪村", "双桥村", "杨家村", "三合村", "向阳村", "志民村", "石湾村", "本义村", "船仓村", "马鞍村",
            "太阳村", "株树村", "死水村"]
PICTURE = ('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" '
           'fill="{}"/><circle cx="200" cy="150" r="90" fill="#fff"/></svg>')


def items(labels):
    return "".join(f"<item><label>{label}</label><value>c{i + 1}</value></item>" for i, label in enumerate(labels))


def asked(tag, name, label, more="", **attributes):
    words = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{tag} ref="/data/{name}"{words}><label>{label}</label>{more}</{tag}>'


def form():
    kinds = {"day": "date", "born": "date", "month": "date", "came": "time", "call": "dateTime", "order": "odk:rank",
             "stars": "int", "ease": "int", "wait": "int", "visits": "int"}
    names = [*kinds, "grade", "agree", "quick", "village", "papers", "notice", "head", "manner", "speed"]
    binds = "".join(f'<bind nodeset="/data/{name}" type="{kinds.get(name, "string")}"/>' for name in names)
    pictured = "".join(f"<item><label ref=\"jr:itext('{name}')\"/><value>{name}</value></item>"
                       for name in ("board", "wall"))
    texts = "".join(f'<text id="{name}"><value>{label}</value><value form="image">jr://images/{name}.svg</value></text>'
                    for name, label in (("board", "公开栏"), ("wall", "宣传栏")))
    body = "".join([
        asked("input", "day", "您是哪一天来办事的？"),
        asked("input", "born", "您是哪一年出生的？", appearance="year"),
        asked("input", "month", "您哪一个月再来？", appearance="month-year"),
        asked("input", "came", "您几点到的？"),
        asked("input", "call", "什么时候方便给您回电话？"),
        asked("odk:rank", "order", "下面几件事，您最看重哪一件？", items(TOPICS)),
        asked("select1", "grade", "您对今天的服务满意吗？", items(GRADES), appearance="likert"),
        asked("select1", "agree", "办事指南容易看懂。", items(["不同意", "说不清", "同意"]), appearance="likert"),
        asked("range", "stars", "请给窗口打分", start=1, end=5, step=1, appearance="rating"),
        asked("range", "ease", "办事容易吗？", start=0, end=10, step=1),
        asked("range", "wait", "等了多少分钟？", start=0, end=120, step=1, appearance="vertical"),
        asked("range", "visits", "今年来过几次？", start=0, end=20, step=1, appearance="picker"),
        asked("select1", "quick", "您是第一次来吗？", items(["是", "不是"]), appearance="quick no-buttons"),
        asked("select1", "village", "您住在哪个村？", items(VILLAGES), appearance="minimal"),
        asked("select", "papers", "您今天带了什么？", items(["身份证", "户口本", "社保卡"]), appearance="columns-pack"),
        asked("select1", "notice", "您在哪里看到的？", pictured),
        '<group appearance="field-list">',
        asked("select1", "head", "请评价今天的服务", items(GRADES), appearance="label"),
        asked("select1", "manner", "工作人员的态度", items(GRADES), appearance="list-nolabel"),
        asked("select1", "speed", "办事的速度", items(GRADES), appearance="list-nolabel"),
        "</group>",
        '<group ref="/data/person"><label>同来的人</label><repeat nodeset="/data/person">',
        '<select1 ref="/data/person/who"><label>他是您的什么人？</label>' + items(["配偶", "子女"]) + "</select1>",
        "</repeat></group>"])
    return f"""<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">
<h:head><h:title>各种题型</h:title><model>
<itext><translation lang="中文 (zh)">{texts}</translation></itext>
<instance><data id="types" version="1">{"".join(f"<{name}/>" for name in names)}
<person jr:template=""><who/></person><meta><instanceID/></meta></data></instance>{binds}
<bind nodeset="/data/person/who" type="string"/>
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/></model></h:head><h:body>{body}</h:body></h:html>"""


class Hand:
    """Taps what a page holds, goes on, and takes a picture of each."""

    def __init__(self, screen, shape):
        self.screen, self.shape, self.count = screen, shape, 0

    def picture(self, name):
        folder = os.environ.get("HUIBIAO_PICTURES")
        self.count += 1
        if folder:
            self.screen.png(os.path.join(folder, f"{self.count:02}-{name.replace('/', '-')}-{self.shape}.png"))

    def tap(self, *ids):
        for name in ids:
            self.screen.scroll_to(id=name)
            self.screen.tap(id=name)

    def page(self, name, *ids, moves=True):
        """The page of this question: these taps, then on."""
        ref = "/data/" + name
        self.screen.wait(lambda t: any(i["ref"] == ref for i in t["items"]), "the page of " + name)
        for step in ids:
            self.tap(step.replace("REF", ref))
        self.picture(name)
        if moves:
            self.tap("next")


def fill(hand):
    screen = hand.screen
    hand.page("day", "year:REF", "decade:2020", "pick:2023", "month:REF", "pick:5", "day:REF", "pick:17", "day:REF+")
    hand.page("born", "year:REF", "decade:1950", "pick:1957")
    hand.page("month", "year:REF", "decade:2020", "pick:2024", "month:REF", "pick:2")
    hand.page("came", "hour:REF", "pick:9", "minute:REF", "pick:30", "minute:REF-")
    hand.page("call", "year:REF", "decade:2020", "pick:2023", "month:REF", "pick:5", "day:REF", "pick:18",
              "hour:REF", "pick:14", "minute:REF", "pick:05")
    hand.page("order", "choice:REF=c2", "choice:REF=c4", moves=False)
    hand.tap("next")
    alert = screen.wait_item(id="fault:/data/order")
    start.check("还有2项" in alert["name"], "the page says how many have no number: " + alert["name"])
    hand.page("order", "choice:REF=c1", "choice:REF=c3")
    hand.page("grade", "choice:REF=c1")
    hand.page("agree", "choice:REF=c3")
    hand.page("stars", "choice:REF=4")
    hand.page("ease", "point:REF=6", "step:REF+")
    hand.page("wait", "point:REF=15", "step:REF-")
    hand.page("visits", "step:REF+", "step:REF+")
    hand.page("quick", "choice:REF=c2", moves=False)
    hand.page("village", "field:REF", "choice:REF=c13")  # the quick one went on by itself
    hand.page("papers", "choice:REF=c1", "choice:REF=c3")
    hand.page("notice", "choice:REF=wall")
    hand.page("manner", "choice:REF=c1", "choice:/data/speed=c4")
    for number in (1, 2):
        hand.tap("repeat:/data/person")
        hand.page(f"person[{number}]/who", f"choice:REF=c{number}")
    hand.tap("back")
    start.check("第2项" in screen.wait_item(id="group")["name"], "the page says which one it is")
    hand.tap("remove:/data/person[2]")
    screen.wait_item(id="dialog_yes")
    hand.picture("remove")
    hand.tap("dialog_yes")
    screen.wait_item(id="repeat:/data/person")
    hand.picture("repeat")
    hand.tap("next")


EXPECTED = {"day": "2023-05-18", "born": "1957-01-01", "month": "2024-02-01", "order": "c2 c4 c1 c3", "grade": "c1",
            "agree": "c3", "stars": "4", "ease": "7", "wait": "14", "visits": "1", "quick": "c2", "village": "c13",
            "papers": "c1 c3", "notice": "wall", "manner": "c1", "speed": "c4", "head": ""}


def check_review(screen):
    shown = {}
    while True:
        shown.update({i["ref"]: i["value"] for i in screen.items(role="paragraph") if i["ref"]})
        down = screen.items(id="scroll_down")
        if not down or not down[0]["enabled"]:
            break
        screen.tap(id="scroll_down")
    for ref, words in (("day", "2023年5月18日（星期四）"), ("born", "1957年"), ("came", "上午9点29分"),
                       ("call", "2023年5月18日（星期四） 下午2点05分"), ("village", "死水村"),
                       ("order", "1. 就业创业\n2. 住房与征地拆迁\n3. 社会保险\n4. 义务教育招生")):
        start.check(shown.get("/data/" + ref) == words, f"{ref} reads {words!r}, got {shown.get('/data/' + ref)!r}")


def is_database(path):
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return file.read(15) == b"SQLite format 3"


def check_stored(bundle):
    folder = os.path.join(bundle.path, "data")
    files = [f for f in glob.glob(os.path.join(folder, "**"), recursive=True) if is_database(f)]
    start.check(len(files) == 1, f"one database, found {files} in {os.listdir(folder)}")
    with sqlite3.connect(files[0]) as store:
        (stored,) = store.execute("SELECT xml FROM submission ORDER BY sequence DESC LIMIT 1").fetchone()
    root = tree.fromstring(stored)
    for name, value in EXPECTED.items():
        start.check((root.findtext(name) or "") == value, f"{name} is {value}, stored {root.findtext(name)}")
    came, call = root.findtext("came"), root.findtext("call")
    start.check(came.startswith("09:29:00.000") and len(came) == 18, "a time with its zone: " + came)
    start.check(call.startswith("2023-05-18T14:05:00.000") and len(call) == 29, "a moment with its zone: " + call)
    people = [person.findtext("who") for person in root.findall("person")]
    start.check(people == ["c1"], f"one person is left, stored {people}")


def journey(program, event):
    for width, height in ((1024, 600), (1080, 1920), (1920, 1080)):
        with kiosk.Bundle(program, event, pin=None, settings={"form": '"types.xml"'}) as bundle, \
                kiosk.Display(width, height) as display:
            with open(os.path.join(bundle.path, "types.xml"), "w", encoding="utf-8") as file:
                file.write(form())
            for name, colour in (("board", "#0d5b60"), ("wall", "#a31d18")):
                with open(os.path.join(bundle.path, name + ".svg"), "w", encoding="utf-8") as file:
                    file.write(PICTURE.format(colour))
            with kiosk.Kiosk(display, program, bundle.path) as screen:
                screen.open_survey()
                hand = Hand(screen, f"{width}x{height}")
                fill(hand)
                screen.wait_screen("review")
                hand.picture("review")
                check_review(screen)
                screen.tap(id="next")
                screen.wait_screen("thanks")
                start.check(screen.close() == 0, "SIGTERM ends it cleanly")
            check_stored(bundle)


start.run(journey)
