"""Sealed submissions beside another implementation of the ODK shape: this file's own, out of the
specification, with the `openssl` program for RSA-OAEP and AES. It opens what huibiao sealed, seals what huibiao
then opens, tampers, and searches the bundle for the answers while the store is open.

usage: python3 tests/seal/peer.py HUIBIAO
"""
import base64
import csv
import glob
import hashlib
import json
import os
import pty
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(ROOT, "assets", "events", "gaoping")
HUIBIAO = os.path.abspath(sys.argv[1])
OAEP = ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256", "-pkeyopt", "rsa_mgf1_md:sha256"]
PHRASE = "浏阳河弯过了几道弯"
WORDS = "建议大厅多设座椅 more chairs please"
SPACES = {"s": "http://opendatakit.org/submissions", "o": "http://openrosa.org/xforms"}


def check(true, what):
    if not true:
        sys.exit("FAILED: " + what)


def call(*words, given="", exit=0):
    done = subprocess.run([HUIBIAO, *words], input=given.encode(), capture_output=True,
                          env=dict(os.environ, LANG="zh_CN.UTF-8"))
    check(done.returncode == exit, f"{words[:2]} exit {done.returncode}, not {exit}: {done.stderr.decode()}")
    return done.stdout.decode(), done.stderr.decode()


def openssl(*words, given=b""):
    return subprocess.run(["openssl", *words], input=given, capture_output=True, check=True).stdout


def unwrap(key, wrapped):
    return openssl("pkeyutl", "-decrypt", "-inkey", key, "-passin", "pass:" + PHRASE, *OAEP,
                   given=base64.b64decode(wrapped))


def ivs(instance, key):
    """The spec's: one byte of MD5(instanceID + key) is counted up for each file."""
    seed = bytearray(hashlib.md5(instance.encode() + key).digest())
    count = 0
    while True:
        seed[count % 16] = (seed[count % 16] + 1) % 256
        count += 1
        yield bytes(seed)


def cipher(mode, key, iv, data):
    return openssl("enc", mode, "-aes-256-cfb", "-K", key.hex(), "-iv", iv.hex(), "-nopad", given=data)


def digest(parts, files):
    lines = [part for part in parts if part] + [f"{n}::{hashlib.md5(b).hexdigest()}" for n, b in files]
    return hashlib.md5(("\n".join(lines) + "\n").encode()).digest()


def open_sealed(folder, key_file):
    """The XML of a sealed submission, its signature checked."""
    root = ET.parse(os.path.join(folder, "submission.xml")).getroot()
    check(root.tag == "{%s}data" % SPACES["s"] and root.get("encrypted") == "yes", "the manifest's root")
    wrapped = root.findtext("s:base64EncryptedKey", None, SPACES)
    instance = root.findtext("o:meta/o:instanceID", None, SPACES)
    key = unwrap(key_file, wrapped)
    check(len(key) == 32, "an AES key of 256 bits")
    files, sequence = [], ivs(instance, key)
    names = [e.text for e in root.findall("s:media/s:file", SPACES)]
    for name in names + [root.findtext("s:encryptedXmlFile", None, SPACES)]:
        with open(os.path.join(folder, name), "rb") as file:
            padded = cipher("-d", key, next(sequence), file.read())
        check(len(padded) % 16 == 0 and padded.endswith(bytes([padded[-1]]) * padded[-1]), "PKCS#7")
        files.append((name.removesuffix(".enc"), padded[:-padded[-1]]))
    signed = unwrap(key_file, root.findtext("s:base64EncryptedElementSignature", None, SPACES))
    check(signed == digest([root.get("id"), root.get("version"), wrapped, instance], files), "the signature")
    return files[-1][1]


def seal(folder, public, form, version, instance, xml, media):
    key = os.urandom(32)

    def wrap(secret):
        return base64.b64encode(openssl("pkeyutl", "-encrypt", "-pubin", "-inkey", public, *OAEP, given=secret)).decode()
    wrapped, sequence = wrap(key), ivs(instance, key)
    shutil.rmtree(folder)
    os.makedirs(folder)
    files = [*media, ("submission.xml", xml)]
    for name, data in files:
        padding = 16 - len(data) % 16
        with open(os.path.join(folder, name + ".enc"), "wb") as file:
            file.write(cipher("-e", key, next(sequence), data + bytes([padding]) * padding))
    signature = wrap(digest([form, version, wrapped, instance], files))
    inner = "".join(f"<media><file>{escape(n)}.enc</file></media>" for n, _ in media)
    with open(os.path.join(folder, "submission.xml"), "w", encoding="utf8") as file:
        file.write(f'<data xmlns="{SPACES["s"]}" id="{form}" version="{version}" encrypted="yes">\n'
                   f"<base64EncryptedKey>{wrapped}</base64EncryptedKey><encryptedXmlFile>submission.xml.enc"
                   f"</encryptedXmlFile>{inner}<base64EncryptedElementSignature>{signature}"
                   f'</base64EncryptedElementSignature><meta xmlns="{SPACES["o"]}"><instanceID>{instance}</instanceID>'
                   "</meta></data>")


def renew_manifest(folder):
    """As someone would who covers his tracks."""
    path = os.path.join(folder, "manifest.json")
    with open(path, encoding="utf8") as file:
        manifest = json.load(file)
    manifest["files"] = []
    for place, _, names in os.walk(folder):
        for name in names:
            whole = os.path.join(place, name)
            relative = os.path.relpath(whole, folder)
            if relative != "manifest.json":
                with open(whole, "rb") as file:
                    data = file.read()
                manifest["files"].append({"path": relative, "bytes": len(data),
                                          "sha256": hashlib.sha256(data).hexdigest()})
    with open(path, "w", encoding="utf8") as file:
        json.dump(manifest, file, ensure_ascii=False)


def holding(folder, *texts):
    """Files below the folder that hold one of the texts, in UTF-8 or UTF-16."""
    forms = [text.encode(code) for text in texts for code in ("utf8", "utf-16-le")]
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                data = file.read()
            if any(form in data for form in forms):
                found.append(name)
    return found


def rows(folder):
    with open(os.path.join(folder, "答卷.csv"), encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    moment = table[0].index("提交时间")
    return [row[:moment] + row[moment + 1:] for row in table]


def answers(work):
    """Of the sample's form: (instanceID, XML) each, the last with text that XML escapes."""
    form = os.path.join(work, "form.xml")
    call("form", "convert", os.path.join(SAMPLE, "满意度问卷.xlsx"), "-o", form)
    with open(form, encoding="utf8") as file:
        xform = file.read()
    found = re.search(r'<data[^>]*\bid="([^"]+)"[^>]*\bversion="([^"]+)"', xform)
    field = re.search(r'<input ref="/data/((?:\w+/)*\w+)"', xform).group(1).split("/")
    made = []
    for i in range(4):
        instance = f"uuid:{uuid.uuid4()}"
        inner = escape(f"{WORDS} <{i}>")
        for name in reversed(field):
            inner = f"<{name}>{inner}</{name}>"
        made.append((instance, f'<data id="{found[1]}" version="{found[2]}">{inner}<meta><instanceID>{instance}'
                               "</instanceID></meta></data>"))
    return found[1], found[2], made


def add(bundle, made, scratch):
    """Stores them; with the store still open, tells which files hold the words."""
    process = subprocess.Popen([HUIBIAO, "responses", "add", bundle], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, env=dict(os.environ, TMPDIR=scratch))
    for instance, xml in made:
        process.stdin.write((json.dumps({"xml": xml}) + "\n").encode())
        process.stdin.flush()
        check(process.stdout.readline().decode().strip() == instance, "the id comes once it is durable")
    check(os.path.getsize(os.path.join(bundle, "data/current/submissions.db-wal")) > 0, "a log is there")
    found = holding(bundle, WORDS, WORDS[:8]) + holding(scratch, WORDS, WORDS[:8])
    process.stdin.close()
    check(process.wait() == 0, "responses add ends well")
    return found


def only(folder):
    names = os.listdir(folder)
    check(len(names) == 1, f"one thing in {folder}: {names}")
    return os.path.join(folder, names[0])


def typed(words, *lines):
    """A call on a terminal of its own, with the lines typed: exit code and what the terminal showed."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(HUIBIAO, [HUIBIAO, *words], dict(os.environ, LANG="zh_CN.UTF-8"))
    shown = b""
    left = list(lines)
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the end of a terminal
            part = b""
        if not part:
            break
        shown += part
        if left and shown.endswith("：".encode()):
            os.write(terminal, (left.pop(0) + "\n").encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def keys_are_typed(work):
    """On a terminal the passphrase is asked for twice and not shown."""
    bundle = os.path.join(work, "typed")
    shutil.copytree(SAMPLE, bundle)
    code, shown = typed(["event", "keys", bundle], PHRASE, PHRASE + "x")
    check(code == 1 and "不一样" in shown and not os.path.exists(os.path.join(bundle, "private-key.pem")),
          "two passphrases that differ: " + shown)
    code, shown = typed(["event", "keys", bundle], PHRASE, PHRASE)
    check(code == 0 and PHRASE not in shown, "typed twice, not shown: " + shown)
    openssl("pkey", "-in", os.path.join(bundle, "private-key.pem"), "-passin", "pass:" + PHRASE, "-noout")


def keys_are_made(work, bundle):
    stick, toml = os.path.join(work, "stick"), os.path.join(bundle, "event.toml")
    os.mkdir(stick)
    with open(toml, encoding="utf8") as file:
        before = file.read().splitlines()
    _, told = call("event", "keys", bundle, "--to", stick, given="short\n", exit=1)
    check("太短" in told and not os.listdir(stick), "a short passphrase is refused")
    call("event", "keys", bundle, "--to", stick, given=PHRASE + "\n")
    key = os.path.join(stick, "private-key.pem")
    check(stat.S_IMODE(os.stat(key).st_mode) == 0o600, "the private key is the owner's alone")
    with open(toml, encoding="utf8") as file:
        after = file.read().splitlines()
    check([line for line in after if not line.startswith(("public_key", "[seal]"))][:len(before)] == before,
          "every other line of event.toml stays")
    call("event", "check", bundle)
    with open(key, "rb") as file:
        pem = file.read()
    _, told = call("event", "keys", bundle, "--to", work, given=PHRASE + "\n", exit=1)
    check("已有公钥" in told and not os.path.exists(os.path.join(work, "private-key.pem")), "one pair an event")
    with open(key, "rb") as file:
        check(file.read() == pem, "the key's file stays")
    described = openssl("asn1parse", "-in", key).decode()
    check("PBES2" in described and "scrypt" in described and "aes-256-cbc" in described, "PBES2, scrypt, AES-256")
    public = os.path.join(work, "public.pem")
    openssl("pkey", "-in", key, "-passin", "pass:" + PHRASE, "-pubout", "-out", public)
    with open(public, encoding="utf8") as file:
        text = "".join(line.strip() for line in file if "-----" not in line)
    check(f'public_key = "{text}"' in after, "event.toml holds the public half")
    return key, public


def main(work):
    scratch = os.path.join(work, "scratch")
    os.mkdir(scratch)
    form, version, made = answers(work)
    plain, bundle = os.path.join(work, "plain"), os.path.join(work, "sealed")
    for copy in (plain, bundle):
        shutil.copytree(SAMPLE, copy)
    key, public = keys_are_made(work, bundle)
    keys_are_typed(work)

    check(add(plain, made, scratch), "the control: without a key the search finds the words")
    check(add(bundle, made, scratch) == [], "with a key no file holds a word, the log included")
    check(holding(bundle, WORDS[:8]) == [], "nor once the store is closed")
    check(call("responses", "count", bundle)[0] == "4\n", "counted without a key")
    listed = call("responses", "list", bundle)[0]
    check(all(instance in listed for instance, _ in made), "listed without a key")
    line = json.dumps({"xml": made[0][1].replace("chairs", "tables")}) + "\n"
    check("密封" in call("responses", "add", bundle, given=line, exit=1)[1], "an id that is there is not overwritten")

    for copy in (plain, bundle):
        os.mkdir(copy + "-out")
        call("responses", "export", copy, "--to", copy + "-out")
    export, opened = only(bundle + "-out"), only(plain + "-out")
    check(holding(export, WORDS[:8]) == [] and holding(opened, WORDS[:8]), "the export is sealed as well")
    call("responses", "verify", export)
    check("没有新的答卷" in call("responses", "export", bundle, "--to", bundle + "-out")[1], "marked as exported")
    for instance, xml in made:
        folder = os.path.join(export, "sealed", instance.removeprefix("uuid:"))
        check(open_sealed(folder, key) == xml.encode(), "the peer opens it to the same bytes")

    out = os.path.join(work, "out")

    def unseal(source, target, phrase=PHRASE, which=key, exit=0):
        return call("responses", "unseal", source, "--key", which, "-o", target, given=phrase + "\n", exit=exit)
    check("密码不对" in unseal(export, out, phrase="湘江北去橘子洲头", exit=1)[1], "a wrong passphrase")
    other = os.path.join(work, "other")
    shutil.copytree(SAMPLE, other)
    call("event", "keys", other, given=PHRASE + "\n")
    told = unseal(export, out, which=os.path.join(other, "private-key.pem"), exit=1)[1]
    check("不是这个活动的私钥" in told, "a wrong key")
    check(not os.path.exists(out), "neither leaves anything")
    unseal(export, out)
    check(rows(out) == rows(opened), "the same table as an open export")
    for name in ("答卷_*份.xlsx", "manifest.json"):
        check(len(glob.glob(os.path.join(out, name))) == 1, name)
    for instance, xml in made:
        with open(os.path.join(out, "提交", instance.removeprefix("uuid:") + ".xml"), "rb") as file:
            check(file.read() == xml.encode(), "the XML byte for byte")
    call("responses", "verify", out)
    check("已有东西" in unseal(export, out, exit=1)[1], "nothing is overwritten")

    # What the peer sealed, with a medium, opens here.
    theirs = os.path.join(work, "theirs")
    shutil.copytree(export, theirs)
    instance, xml = made[1][0], made[1][1].replace("chairs", "tables").encode()
    seal(os.path.join(theirs, "sealed", instance.removeprefix("uuid:")), public, form, version, instance, xml,
         [("签名.png", b"PNG" * 9), ("empty.bin", b"")])
    renew_manifest(theirs)
    unseal(theirs, os.path.join(work, "out2"))
    place = os.path.join(work, "out2", "提交", instance.removeprefix("uuid:"))
    with open(place + ".xml", "rb") as file:
        check(file.read() == xml, "the peer's submission opens")
    with open(os.path.join(place, "签名.png"), "rb") as file:
        check(file.read() == b"PNG" * 9, "its medium too")

    for covered in (False, True):
        tampered = os.path.join(work, f"tampered{covered}")
        shutil.copytree(export, tampered)
        name = made[2][0].removeprefix("uuid:")
        with open(os.path.join(tampered, "sealed", name, "submission.xml.enc"), "r+b") as file:
            file.seek(20)
            byte = file.read(1)
            file.seek(20)
            file.write(bytes([byte[0] ^ 1]))
        if covered:
            renew_manifest(tampered)
        else:
            call("responses", "verify", tampered, exit=1)
        target = os.path.join(work, f"out3{covered}")
        told = unseal(tampered, target, exit=1)[1]
        check(f"sealed/{name}" in told and "改动" in told, "the tampered one is named: " + told)
        check(len(rows(target)) == 1 + 3, "the others come out")
    check(os.listdir(scratch) == [], "no temporary file is left")
    print("done: seal/peer.py")


if shutil.which("openssl") is None:
    print("skipped: there is no openssl program")
    sys.exit(77)
with tempfile.TemporaryDirectory(prefix="huibiao-seal-") as folder:
    main(folder)
