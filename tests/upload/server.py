"""A small OpenRosa server for the tests, after what ODK Central answers: it keeps what it is sent in memory, gives
each answer that a real one gives when it is asked to, and breaks where a network breaks.

usage: python3 tests/upload/server.py [--base PATH] [--tls CERT.pem KEY.pem]

The first line on stdout is its port, on 127.0.0.1. Then each line on stdin is a JSON object, and each has a JSON line
for an answer:
  {"next": ["500", "cut-answer", …]}   what happens to the next submissions, one after the other (see CASES)
  {"faults": {"cut-body": 0.1, …}, "seed": 1}   what happens to any of them, with that probability; {} ends it
  {"stored": true}   [{"id", "xml" (SHA-256), "files": {name: SHA-256}, "posts"}, …]
  {"reset": {"auth": [KIND, USER, SECRET], "most": BYTES, "forms": […], "moved": URL}}
                     forgets all and begins anew, with those; HEAD names that URL instead
  {"publish": [{"id", "version", "name", "xml", "media": {NAME: TEXT}, "hash", "url", "list", "manifest"}, …]}
                     the questionnaires of formList; the last four stand in the place of what would be right: the
                     MD5, the address (also of the media: "media_url", "media_hash"), the whole list or manifest
  {"get": ["ok", "portal", "cut", "half", "401", "wrong-bytes", …]}   what happens to the next GETs, one after another;
                     "to:URL" sends them there ({path} in it is the path that was asked for)
  {"tls": [CERT.pem, KEY.pem]}   another certificate, for connections to come
  {"requests": true} [{"method", "path", "headers"}, …] since the last time
It ends with its stdin.
"""
import argparse
import base64
import hashlib
import json
import os
import random
import re
import select
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.parse

MOST = 100_000_000  # bytes of a request, as ODK Central has it
HTML = b"<!DOCTYPE html><html><body><h1>Log in to the network</h1></body></html>"
REASONS = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 302: "Found", 307: "Temporary Redirect", 400: "Bad Request",
           401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 408: "Request Timeout", 409: "Conflict",
           413: "Payload Too Large", 429: "Too Many Requests", 500: "Internal Server Error",
           502: "Bad Gateway", 503: "Service Unavailable", 511: "Network Authentication Required"}

AT_FIRST = "full submission upload was successful!"
# Without keeping anything: status, body (None: an OpenRosaResponse with `words`), further headers, words.
ANSWERS = {
    "400": (400, None, {}, "The XML is not a submission."),
    "401": (401, None, {}, "Could not authenticate with the provided credentials. {path}"),
    "403": (403, None, {}, "The authenticated actor does not have rights to perform that action."),
    "404": (404, None, {}, "The form you are trying to submit does not exist."),
    "404-html": (404, b"<html>nothing here</html>", {}, ""),
    "400-html": (400, b"<html>bad request</html>", {}, ""),
    "408": (408, None, {}, "Request timeout"),
    "409": (409, None, {}, "A submission already exists with this ID, but with different XML."),
    "413": (413, b"<html>nginx</html>", {}, ""),
    "429": (429, b"", {"Retry-After": "1"}, ""),
    "500": (500, b'{"message": "Completely unhandled exception: connect ECONNREFUSED"}', {}, ""),
    "502": (502, b"<html>nginx</html>", {}, ""),
    "503": (503, b"", {"Retry-After": "1"}, ""),
    "503-long": (503, b"", {"Retry-After": "120"}, ""),
    "511": (511, HTML, {}, ""),
    "portal": (200, HTML, {}, ""),
    "redirect": (302, b"", {"Location": "http://127.0.0.1:1/login"}, ""),
    "201-html": (201, HTML, {}, ""),
    "201-empty": (201, b"", {}, ""),
    "200-xml": (200, None, {}, ""),
}
# cut-connect … are faults of the network; 202, deleted and cut-answer keep the submission first. (Of several at a
# time ODK Central answers one with “deleted” though it was stored; the next is fine.)
CASES = [*ANSWERS, "ok", "202", "deleted", "201-error", "cut-connect", "cut-headers", "cut-body", "cut-answer",
         "cut-in-answer", "slow-answer", "drip", "dead"]


def sha(data):
    return hashlib.sha256(data).hexdigest()


def response(words, nature=""):
    text = words.replace("&", "&amp;").replace("<", "&lt;")
    return ('<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="%s">%s</message>'
            "</OpenRosaResponse>" % (nature, text)).encode()


def text(words):
    return words.replace("&", "&amp;").replace("<", "&lt;")


class Gone(Exception):
    """The connection is to end now."""


class Server:
    def __init__(self, options):
        self.base, self.auth, self.forms, self.most = options.base, None, None, MOST
        self.lock = threading.Lock()
        self.stored = {}
        self.next = []
        self.published, self.get = [], []
        self.faults = {}
        self.dice = random.Random(1)
        self.requests = []
        self.context, self.moved = None, None
        if options.tls:
            self.show(options.tls)
        self.ended = threading.Event()
        self.nonce = os.urandom(8).hex()

    def show(self, certificate):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        self.context = context

    def command(self, order):
        with self.lock:
            if "next" in order:
                unknown = [case for case in order["next"] if case not in CASES]
                self.next += order["next"]
                return {"unknown": unknown} if unknown else {}
            if "faults" in order:
                self.faults = order["faults"]
                self.dice = random.Random(order.get("seed", 1))
                return {}
            if "reset" in order:
                self.stored, self.next, self.faults, self.requests = {}, [], {}, []
                self.published, self.get = [], []
                self.auth, self.forms = order["reset"].get("auth"), order["reset"].get("forms")
                self.most, self.moved = order["reset"].get("most", MOST), order["reset"].get("moved")
                return {}
            if "publish" in order:
                self.published = order["publish"]
                return {}
            if "get" in order:
                self.get = list(order["get"])
                return {}
            if "tls" in order:
                self.show(order["tls"])
                return {}
            if "stored" in order:
                return [dict(id=name, **kept) for name, kept in self.stored.items()]
            if "requests" in order:
                requests, self.requests = self.requests, []
                return requests
            return {"unknown": order}

    def case(self):
        with self.lock:
            if self.next:
                return self.next.pop(0)
            roll = self.dice.random()
            for case, share in self.faults.items():
                roll -= share
                if roll < 0:
                    return case
            return "ok"

    def offered(self, path, host):
        """What lies at a path of the questionnaires; None: nothing."""
        root = f"http://{host}{self.base}"
        md5 = lambda data: "md5:" + hashlib.md5(data.encode()).hexdigest()
        if path == self.base + "/formList":
            entries = ""
            for form in self.published:
                if "list" in form:
                    return form["list"].replace("{root}", root).encode()
                url = f'{root}/forms/{form["id"]}'
                entries += (f'<xform><formID>{text(form["id"])}</formID><name>{text(form.get("name", form["id"]))}</name>'
                            f'<version>{text(form.get("version", ""))}</version>'
                            f'<hash>{form.get("hash", md5(form["xml"]))}</hash>'
                            f'<downloadUrl>{text(form.get("url", url + ".xml"))}</downloadUrl>')
                if form.get("media") or "manifest" in form:
                    entries += f"<manifestUrl>{text(url)}/manifest</manifestUrl>"
                entries += "</xform>"
            return ('<?xml version="1.0" encoding="UTF-8"?><xforms xmlns="http://openrosa.org/xforms/xformsList">'
                    + entries + "</xforms>").encode()
        for form in self.published:
            place = f'{self.base}/forms/{form.get("id")}'
            if path == place + ".xml":
                return form["xml"].encode()
            if path == place + "/manifest":
                if "manifest" in form:
                    return form["manifest"].replace("{root}", f"http://{host}{place}").encode()
                files = "".join(
                    f'<mediaFile{" type=" + chr(34) + form["media_type"] + chr(34) if "media_type" in form else ""}>'
                    f"<filename>{text(name)}</filename><hash>{form.get('media_hash', md5(data))}</hash>"
                    f'<downloadUrl>{form.get("media_url", f"http://{host}{place}/attachments/{urllib.parse.quote(name)}")}'
                    "</downloadUrl></mediaFile>" for name, data in form.get("media", {}).items())
                return ('<manifest xmlns="http://openrosa.org/xforms/xformsManifest">' + files + "</manifest>").encode()
            for name, data in form.get("media", {}).items():
                if path == f"{place}/attachments/{urllib.parse.quote(name)}":
                    return data.encode()
        return None

    def keep(self, body, kind):
        """What ODK Central does with a submission: its answer."""
        boundary = re.search(r'boundary="?([^";]+)', kind)
        if not boundary or not kind.startswith("multipart/form-data"):
            return 400, b'{"message": "Multipart: Boundary not found"}'
        parts = {}
        for piece in body.split(b"--" + boundary.group(1).encode())[1:-1]:
            head, _, data = piece[2:-2].partition(b"\r\n\r\n")  # CRLF before and behind
            name = re.search(rb'name="([^"]*)"; filename="([^"]*)"', head)
            if name:
                parts[name.group(1).decode()] = data
        xml = parts.pop("xml_submission_file", None)
        if not xml:
            return 400, response("no xml_submission_file part", "error")
        form = re.search(rb'<[^>?]+\sid=["\']([^"\']+)["\']', xml)
        instance = re.search(rb"instanceID>([^<]*)<", xml)
        if not form:
            return 400, response("the form id is missing", "error")
        if self.forms and form.group(1).decode() not in self.forms:
            return 404, response("The form you are trying to submit does not exist.", "error")
        name = instance.group(1).decode() if instance else "uuid:invented-" + os.urandom(8).hex()
        files = {file: sha(data) for file, data in parts.items() if file.encode() in xml}
        with self.lock:
            kept = self.stored.setdefault(name, {"xml": sha(xml), "files": {}, "posts": 0})
            if kept["xml"] != sha(xml):
                return 409, response("A submission already exists with this ID, but with different XML.", "error")
            kept["posts"] += 1
            again = kept["posts"] > 1
            kept["files"].update(files)
        return 201, response("Submission received again." if again else AT_FIRST)

    def authorized(self, method, target, given):
        if not self.auth:
            return True, {}
        kind, user, secret = self.auth
        if kind == "bearer":
            return given == "Bearer " + secret, {"WWW-Authenticate": "Bearer"}
        if kind == "basic":
            wanted = "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()
            return given == wanted, {"WWW-Authenticate": 'Basic realm="test"'}
        md5 = lambda text: hashlib.md5(text.encode()).hexdigest()
        said = dict(re.findall(r'(\w+)="?([^",]+)"?', given))
        first = md5(f"{user}:test:{secret}")
        second = md5(f"{method}:{target}")
        wanted = md5(":".join([first, self.nonce, said.get("nc", ""), said.get("cnonce", ""), "auth", second]))
        return (given.startswith("Digest ") and said.get("response") == wanted,
                {"WWW-Authenticate": f'Digest realm="test", nonce="{self.nonce}", qop="auth"'})


class Connection:
    def __init__(self, server, sock):
        self.server, self.sock, self.file = server, sock, sock.makefile("rb")

    def reset(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Gone

    def hold(self, seconds):
        """Says nothing until the other side goes, the time is over or all ends."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.server.ended.is_set():
            readable, _, _ = select.select([self.sock], [], [], 0.05)
            if readable and not self.sock.recv(65536):
                raise Gone

    def answer(self, status, body=b"", headers=None, whole=True, drip=False):
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Unknown')}"]
        given = {"X-OpenRosa-Version": "1.0", "Content-Length": str(len(body)),
                 "Content-Type": "text/xml" if body.startswith(b"<Open") else "text/html", **(headers or {})}
        if body == HTML:
            del given["X-OpenRosa-Version"]
        if status == 204:
            del given["Content-Length"]
        data = ("\r\n".join(lines + [f"{name}: {value}" for name, value in given.items()]) + "\r\n\r\n").encode() + body
        if drip:
            for i in range(0, len(data), 40):
                self.sock.sendall(data[i:i + 40])
                time.sleep(0.01)
            return
        self.sock.sendall(data if whole else data[:len(data) - len(body) // 2 - 1])

    def run(self):
        try:
            while self.one():
                pass
        except (Gone, OSError, ValueError, ssl.SSLError):
            pass
        finally:
            self.file.close()
            self.sock.close()

    def one(self):
        line = self.file.readline(65536)
        if not line.strip():
            return False
        method, target, _ = line.decode().split(" ")
        headers = {}
        case = self.server.case() if method == "POST" else "ok"
        if case in ("cut-connect", "cut-headers"):
            self.reset()
        while True:
            line = self.file.readline(65536).strip()
            if not line:
                break
            name, _, value = line.decode().partition(":")
            headers[name.strip().lower()] = value.strip()
        with self.server.lock:
            if len(self.server.requests) < 10000:
                self.server.requests.append({"method": method, "path": target, "headers": headers})
        length = int(headers.get("content-length", "0"))
        if case == "cut-body":
            self.file.read(length // 2)
            self.reset()
        body = self.file.read(length)
        if len(body) < length:
            return False
        if case == "dead":
            self.hold(600)
        path = target.partition("?")[0]
        good, challenge = self.server.authorized(method, target, headers.get("authorization", ""))
        if not good:
            self.answer(401, response("Could not authenticate.", "error"), challenge)
        elif "x-openrosa-version" not in headers:
            self.answer(400, response("X-OpenRosa-Version is missing", "error"))
        elif method == "HEAD" and self.server.moved:
            self.answer(302, headers={"Location": self.server.moved})
        elif method == "GET":
            self.give(path, headers.get("host", ""))
        elif path not in (self.server.base + "/submission", self.server.moved):
            self.answer(404, HTML)
        elif method == "HEAD":
            self.answer(204, headers={"X-OpenRosa-Accept-Content-Length": str(self.server.most)})
        elif length > self.server.most:
            self.answer(413, ANSWERS["413"][1])
        elif case in ANSWERS:
            status, page, more, words = ANSWERS[case]
            nature = "error" if status >= 400 else ""
            self.answer(status, response(words.replace("{path}", path), nature) if page is None else page, more)
        elif case == "201-error":
            self.answer(201, response("it was not kept", "error"))
        else:
            self.after(case, *self.server.keep(body, headers.get("content-type", "")))
        return headers.get("connection", "").lower() != "close"

    def give(self, path, host):
        """A questionnaire, or what becomes of it on its way."""
        with self.server.lock:
            case = self.server.get.pop(0) if self.server.get else "ok"
        body = self.server.offered(path, host)
        if case == "cut":
            self.reset()
        elif case == "half" and body:
            self.answer(200, body, whole=False)
            self.reset()
        elif case.startswith("to:"):
            self.answer(307, headers={"Location": case[3:].replace("{path}", path)})
        elif case == "wrong-bytes" and body:
            self.answer(200, body.replace(body[-8:-7], b"!"))
        elif case == "broken":
            self.answer(200, b"<xforms xmlns='http://openrosa.org/xforms/xformsList'><xform>")
        elif case in ANSWERS:
            status, page, more, words = ANSWERS[case]
            self.answer(status, response(words.replace("{path}", path), "error") if page is None else page, more)
        elif body is None:
            self.answer(404, response("Could not find the resource you were looking for.", "error"))
        else:
            self.answer(200, body)

    def after(self, case, status, body):
        """The answer to what was kept, or what becomes of it on its way."""
        if case == "cut-answer":
            self.reset()
        elif case == "cut-in-answer":
            self.answer(status, body, whole=False)
            self.reset()
        elif case == "slow-answer":
            self.hold(1.5)
            self.answer(status, body)
        elif case == "202" and status == 201:
            self.answer(202, response("Duplicate submission", "submit_success"))
        elif case == "deleted" and status == 201 and AT_FIRST.encode() in body:
            self.answer(409, response("This submission has been deleted.", "error"))
        else:
            self.answer(status, body, drip=case == "drip")


def serve(server, listener):
    while not server.ended.is_set():
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def begin(sock=sock):
            try:
                whole = server.context.wrap_socket(sock, server_side=True) if server.context else sock
            except (OSError, ssl.SSLError):
                sock.close()
                return
            Connection(server, whole).run()
        threading.Thread(target=begin, daemon=True).start()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", default="/v1/key/aB3$dE!fG7/projects/1")
    parser.add_argument("--tls", nargs=2)
    options = parser.parse_args()
    server = Server(options)
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    threading.Thread(target=serve, args=(server, listener), daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    for line in sys.stdin:
        print(json.dumps(server.command(json.loads(line)), ensure_ascii=False), flush=True)
    server.ended.set()
    listener.close()


main()
