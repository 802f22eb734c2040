"""Answers go up to the event's server by themselves. What it refuses is seen by staff in its own words, sent again once
it has changed its mind, and exported by itself; a server that says nothing holds up neither a touch, nor another
program's upload, nor the end, nor the erasing of everything."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import kiosk
import start

BASE = "/v1/key/aB3dEfG7/projects/1"
REFUSED = "等了很久，没有座位"
XML = (f'<data id="gaoping" version="1"><words>{REFUSED}</words>'
       '<meta><instanceID>uuid:00000000-0000-4000-8000-00000000000a</instanceID></meta></data>')


class Server:
    """tests/upload/server.py, which says how to talk to it."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(start.ROOT, "tests", "upload", "server.py"), "--base", BASE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{self.process.stdout.readline().strip()}{BASE}"
        self.posts = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)

    def tell(self, **order):
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def stored(self):
        return len(self.tell(stored=True))

    def wait(self, test, what, seconds=40):
        deadline = time.monotonic() + seconds
        while not test():
            if time.monotonic() > deadline:
                raise kiosk.Failed(f"waited {seconds} s for {what}")
            time.sleep(0.05)

    def wait_stored(self, count):
        self.wait(lambda: self.stored() == count, f"{count} answers on the server")

    def hang(self):
        """The next submission is never answered."""
        self.tell(requests=True)
        self.tell(next=["dead"])

    def wait_hanging(self):
        self.wait(lambda: any(r["method"] == "POST" for r in self.tell(requests=True)), "a submission")


def name_server(bundle, server):
    with open(os.path.join(bundle.path, "event.toml"), "a", encoding="utf-8") as file:
        file.write(f'\n[upload]\nserver = "{server.url}"\nauto = true\n')


def answer(screen):
    screen.open_survey()
    kiosk.walk_survey(screen)
    screen.tap(id="next")
    screen.wait_screen("thanks")
    screen.tap(id="done")


def staff_page(screen):
    screen.open_staff("24680")
    screen.scroll_to(id="upload")
    screen.tap(id="upload")
    screen.wait_item(id="upload_doing")


def wait_value(screen, item, value):
    screen.wait(lambda tree: any(i["id"] == item and i["value"] == value for i in tree["items"]), f"{item} {value}", 40)


def picture(screen, name):
    folder = os.environ.get("HUIBIAO_PICTURES")
    if folder:
        screen.png(os.path.join(folder, f"upload-{name}.png"))


def refused_and_retried(screen, server):
    server.tell(next=["409", "409"])  # it is asked twice
    answer(screen)
    staff_page(screen)
    wait_value(screen, "upload_refused", "1")
    refused = [i for i in screen.tree()["items"] if i["id"].startswith("refused:")]
    start.check(len(refused) == 1 and "内容不同" in refused[0]["name"], f"what it means: {refused}")
    key = refused[0]["id"].split(":", 1)[1]
    said = screen.find(id="words:" + key)["name"]
    start.check("A submission already exists with this ID" in said, "the server's own words: " + said)
    picture(screen, "refused")
    start.check(server.stored() == 1, "it is not there yet")
    screen.scroll_to(id="retry:" + key)
    screen.tap(id="retry:" + key)
    server.wait_stored(2)
    screen.wait(lambda tree: not any(i["id"] == "refused:" + key for i in tree["items"]), "nothing refused any more")
    picture(screen, "retried")


def refused_and_exported(screen, server, bundle, stick):
    """The page stays open: what comes from elsewhere is seen by itself."""
    server.tell(next=["400"])
    bundle.call("responses", "add", bundle.path, input=json.dumps({"xml": XML}) + "\n")
    wait_value(screen, "upload_refused", "1")
    screen.scroll_to(id="export_refused:" + stick)
    screen.tap(id="export_refused:" + stick)
    done = screen.wait_item(id="task_done")
    start.check("被拒绝" in done["name"], "the folder's name says so: " + done["name"])
    folders = glob.glob(os.path.join(stick, "*被拒绝*"))
    start.check(len(folders) == 1, f"one export: {folders}")
    bundle.call("responses", "verify", folders[0])
    files = glob.glob(os.path.join(folders[0], "提交", "*.xml"))
    start.check(len(files) == 1, f"that one alone: {files}")
    with open(files[0], encoding="utf-8") as file:
        start.check(file.read() == XML, "it is as it was stored")
    with open(os.path.join(folders[0], "被拒绝的原因.txt"), encoding="utf-8-sig") as file:
        start.check("The XML is not a submission." in file.read(), "the server's words lie beside it")
    screen.scroll_to(id="retry_all")
    screen.tap(id="retry_all")
    server.wait_stored(3)


def what_came(screen, words):
    def found(tree):
        return [i["name"] for i in tree["items"] if i["id"].startswith("pulled:") and words in i["name"]]
    return found(screen.wait(found, words, 40))[0]


def tell_staff(screen, item):
    screen.open_staff("24680")
    return screen.wait_item(id=item)["name"]


def pulled(screen, server, bundle, program):
    """A new version from the server is asked as soon as nobody is there; a broken one, and a broken event.toml, are
    told and change nothing."""
    name = glob.glob(os.path.join(bundle.path, "*.xlsx"))[0]
    made = os.path.join(bundle.folder, "form.xml")
    bundle.call("form", "convert", name, "-o", made)
    with open(made, encoding="utf-8") as file:
        xml = file.read()
    form, version = (re.search(rf' {key}="([^"]*)"', xml[xml.index("<instance>"):]).group(1) for key in ("id", "version"))
    newer = xml.replace(f' version="{version}"', ' version="2099010101"', 1).replace("<h:title>", "<h:title>新版 ", 1)
    publish = dict(id=form, version="2099010101", name="新版")
    server.tell(publish=[dict(publish, xml=newer.replace("<h:body", "<h:nobody"))])
    screen.scroll_to(id="pull")
    screen.tap(id="pull")
    said = what_came(screen, "没有换上")
    start.check("照旧使用" in said, "a broken one is refused: " + said)
    server.tell(publish=[dict(publish, xml=newer)])
    screen.scroll_to(id="pull")
    screen.tap(id="pull")
    said = what_came(screen, "取回了新的")
    picture(screen, "pulled")
    start.check("2099010101" in said, "its version is told: " + said)
    screen.tap(id="back")
    screen.tap(id="back")
    stored = server.stored()
    with open(os.path.join(bundle.path, "event.toml"), encoding="utf-8") as file:
        toml = file.read()
    start.check("2099010101" in toml, "event.toml names it")
    screen.wait_screen("attract")
    answer(screen)
    server.wait_stored(stored + 1)
    bundle.call("responses", "list", bundle.path)
    start.check("2099010101" in bundle.call("responses", "list", bundle.path), "it was asked in the new version")
    with open(os.path.join(bundle.path, "event.toml"), "w", encoding="utf-8") as file:
        file.write(re.sub("(?m)^year ", "jahr ", toml))
    time.sleep(12)  # it looks every ten seconds
    said = tell_staff(screen, "event_warning")
    picture(screen, "unusable")
    start.check("还在用改之前的" in said and "event.toml" in said, "a fault in it is told: " + said)
    with open(os.path.join(bundle.path, "event.toml"), "w", encoding="utf-8") as file:
        file.write(toml)
    screen.tap(id="back")
    screen.wait_screen("attract")


def touched_while_it_hangs(screen, server, program, bundle):
    server.hang()
    answer(screen)
    server.wait_hanging()
    screen.open_survey()

    def choices(tree):
        return [i for i in tree["items"] if i["role"] in ("radio", "checkbox") and i["ref"]]
    if not choices(screen.tree()):
        screen.tap(id="next")  # what comes first is only read
    for choice in choices(screen.wait(choices, "a question with choices"))[:3]:
        screen.tap(id=choice["id"])
        screen.wait(lambda tree: any(i["id"] == choice["id"] and i["checked"] for i in tree["items"]), "a tick")
    start.check(server.stored() == 4, "all that while the server had not answered")
    beside = subprocess.run([*program, "upload", bundle.path, "--once"], capture_output=True, text=True, timeout=60,
                            env=kiosk.without_leaks(os.environ))
    start.check(beside.returncode == 1 and "另一个程序正在上传" in beside.stderr,
                f"two never send at once: {beside.returncode} {beside.stderr}")
    screen.tap(id="abandon")
    screen.tap(id="dialog_yes")
    staff_page(screen)
    start.check("正在上传" in screen.find(id="upload_doing")["name"], "the page says that it is at it")
    start.check(screen.find(id="upload_waiting")["value"] == "1", "one waits")


def erased_while_it_hangs(screen, server, bundle, stick):
    server.hang()
    answer(screen)
    server.wait_hanging()
    screen.open_staff("24680")
    screen.export(stick)
    screen.scroll_to(id="give_back")
    screen.tap(id="give_back")
    screen.scroll_to(id="erase_all")
    screen.tap(id="erase_all")
    for _ in range(2):
        screen.wait_item(id="dialog_yes")
        screen.tap(id="dialog_yes")
    screen.wait_item(id="cleared")
    start.check(not os.path.exists(bundle.path), "the event's folder is gone")
    start.check(server.stored() == 5, "the server never answered")
    screen.tap(id="leave")
    screen.process.wait(20)
    start.check(screen.process.returncode == 0, "the program ends well")


def journey(program, event):
    stick = tempfile.mkdtemp(prefix="huibiao-stick-")
    with Server() as server, kiosk.Bundle(program, event) as bundle, kiosk.Display(1366, 768) as display:
        name_server(bundle, server)
        sticks = {"HUIBIAO_VOLUMES": stick}
        with kiosk.Kiosk(display, program, bundle.path, sticks) as screen:
            answer(screen)
            server.wait_stored(1)
            refused_and_retried(screen, server)
            refused_and_exported(screen, server, bundle, stick)
            pulled(screen, server, bundle, program)
            touched_while_it_hangs(screen, server, program, bundle)
            picture(screen, "hangs")
            start.check(screen.close() == 0, "it ends though the server does not answer")
        with kiosk.Kiosk(display, program, bundle.path, sticks) as screen:
            server.wait_stored(5)  # what was cut off, from where it was
            erased_while_it_hangs(screen, server, bundle, stick)
    shutil.rmtree(stick)


start.run(journey)
