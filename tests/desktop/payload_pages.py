"""Hostile documents, each in a frame of its own, on a site that sees every request a browser makes of it."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.payloads.payloads import ATTRIBUTES, ELEMENTS, MATH_ATTRIBUTES, MATH_ELEMENTS

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#8ab"/></svg>'
PICTURE_HOSTS = {"pictures.example", "page.example"}
OWN_ADDRESS = ("http:", "https:", "mailto:", "tel:", "ftp:")

WATCH = """<script>
(() => {
  const told = new Set();
  const tell = what => { if (!told.has(what)) { told.add(what); parent.told(NUMBER, what); } };
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = () => { tell("ran " + name); return true; };
  Object.defineProperty(window, "__ran", {set: () => tell("ran __ran")});
  addEventListener("error", event => { if (event instanceof ErrorEvent) tell("script error: " + event.message); });
  addEventListener("unhandledrejection", () => tell("script rejected"));
  addEventListener("message", event => { if (event.data === "alert") tell("ran in a frame"); });
  addEventListener("submit", event => tell("form sent"), true);
  addEventListener("click", event => {
    const link = event.composedPath().find(one => one.localName === "a" || one.localName === "area");
    if (!link) return;
    if (link.hasAttribute("ping")) tell("ping");
    const address = link.protocol || "";
    if (OWN.includes(address)) event.preventDefault();
    else if (address && address !== ":" && address !== "javascript:") {
      event.preventDefault(); tell("leads to " + address); }
  }, true);
  const look = root => {
    for (const one of root.querySelectorAll("*")) {
      if (one.namespaceURI === "http://www.w3.org/1998/Math/MathML" && one.localName !== "math") {
        // what a formula is drawn with: MathML within MathML alone, and nothing of it that leads or loads
        const known = MATH_NAMES.includes(one.localName) && one.parentElement.namespaceURI === one.namespaceURI;
        const strange = [...one.attributes].filter(given => !MATH_GIVEN.includes(given.name));
        if (!known || strange.length) tell("holds <" + one.localName + " " + strange.map(given => given.name) + ">");
        continue;
      }
      const odd = one.namespaceURI !== "http://www.w3.org/1999/xhtml" && one.localName !== "math";
      if (odd || !ELEMENTS.includes(one.localName)) tell("holds <" + one.localName + ">");
      for (const {name} of one.attributes)
        if (!ATTRIBUTES.includes(name)) tell("holds <" + one.localName + " " + name + ">");
      if (one.shadowRoot) tell("holds a shadow root");
      if (getComputedStyle(one).position === "fixed") tell("covers the window");
    }
  };
  // what has no handler, as was looked at, needs no more than what elements do by themselves
  const mice = STRICT ? ["mouseover", "mousedown", "mouseup"] : ["pointerover", "pointerenter", "mouseover", "mouseenter", "mousemove", "pointerdown", "mousedown",
    "pointerup", "mouseup", "dblclick", "contextmenu"];
  const others = STRICT ? {KeyboardEvent: ["keydown"]} : {KeyboardEvent: ["keydown", "keypress", "keyup"], DragEvent: ["dragstart", "drop"],
    WheelEvent: ["wheel"], ClipboardEvent: ["copy", "cut", "paste"], InputEvent: ["beforeinput", "input", "change"],
    Event: ["toggle", "beforetoggle", "beforematch", "scroll", "slotchange", "select"]};
  const poke = root => {
    for (const one of [...root.querySelectorAll("*")]) {
      const give = event => { try { one.dispatchEvent(event); } catch { } };
      const kind = {bubbles: true, cancelable: true, composed: true, view: window};
      for (const name of mice) give(new MouseEvent(name, kind));
      for (const [type, names] of Object.entries(others)) for (const name of names) give(new window[type](name, kind));
      try { one.focus && one.focus(); } catch { }
      give(new FocusEvent("focusin", kind)); give(new FocusEvent("focus", kind));
      give(new MouseEvent("click", kind));
      if (one.shadowRoot) poke(one.shadowRoot);
    }
  };
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    const end = document.getElementById("end-of-payload");
    if (STRICT && !end) tell("swallowed the end of the page");
    const holder = document.getElementById("payload");
    if (STRICT) look(holder || document);
    poke(document.body || document);
    setTimeout(() => parent.told(NUMBER, "done"), 150);
  };
  addEventListener("load", begin);
  setTimeout(begin, 4000);  // a frame within may never finish
})();
</script>"""

RUNNER = """<!doctype html><meta charset="utf-8"><title>Payloads</title><body><script>
const heard = {}, waiting = NUMBERS, open = new Map();
let timer;
const done = number => {
  if (!open.has(number)) return;
  clearTimeout(open.get(number)[1]);
  open.delete(number);
  next();
};
window.told = (number, what) => {
  if (what === "done") return done(number);
  (heard[number] ??= []).push(what);
};
window.alert = window.confirm = window.prompt = window.print = () => { (heard.top ??= []).push("ran at the top"); };
addEventListener("message", event => { if (event.data === "alert") (heard.top ??= []).push("ran in a frame"); });
const next = () => {
  while (open.size < 6 && waiting.length) {
    const number = waiting.shift(), frame = document.createElement("iframe");
    frame.width = 600; frame.height = 300; frame.src = "/frame/" + number;
    open.set(number, [frame, setTimeout(() => { (heard[number] ??= []).push("never done"); done(number); }, 9000)]);
    document.body.prepend(frame);
    if (document.body.children.length > 24) document.body.children[24].remove();
  }
  if (!open.size && !timer)
    timer = setTimeout(() => fetch("/finished", {method: "POST", body: JSON.stringify(heard)}), 1500);
};
next();
</script>"""


class PayloadSite:
    """Serves documents on 127.0.0.1, whatever host the browser believes it asks.

    `documents`: the inside of each; `strict`: they are also looked at, element by element, as the browser sees
    them. `asked` are the requests that no page of ours makes; `heard` is what ran, by document number.
    """

    def __init__(self, documents: list[str], *, strict: bool) -> None:
        self.asked: list[str] = []
        self.heard: dict[str, list[str]] = {}
        self._finished = threading.Event()
        self._pages = [self._page(number, inside, strict=strict) for number, inside in enumerate(documents)]
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host = (self.headers["Host"] or "").partition(":")[0]
                if host == "127.0.0.1":
                    self._own()
                elif host in PICTURE_HOSTS and (self.headers["Accept"] or "").startswith("image/"):
                    self._answer(PICTURE, "image/svg+xml")
                else:
                    site.asked.append(f"{self.command} {host}{self.path}")
                    self._answer(b"", "text/plain", 204)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"] or 0))
                host = (self.headers["Host"] or "").partition(":")[0]
                if host == "127.0.0.1" and self.path == "/finished":
                    site.heard = json.loads(body)
                    self._answer(b"", "text/plain")
                    site._finished.set()
                else:
                    site.asked.append(f"POST {host}{self.path}")
                    self._answer(b"", "text/plain", 204)

            def do_OPTIONS(self) -> None:
                self.do_GET()

            def do_CONNECT(self) -> None:
                self.do_GET()

            def _own(self) -> None:
                _, _, number = self.path.rpartition("/")
                if self.path == "/":
                    numbers = json.dumps(list(range(len(site._pages))))
                    self._answer(RUNNER.replace("NUMBERS", numbers).encode(), "text/html; charset=utf-8")
                elif self.path.startswith("/frame/") and number.isdecimal():
                    self._answer(site._pages[int(number)], "text/html; charset=utf-8")
                elif (self.headers["Accept"] or "").startswith("image/"):
                    self._answer(
                        b"", "text/plain", 404
                    )  # a picture with a relative address, or the site's icon
                else:
                    site.asked.append(f"{self.command} {self.path}")
                    self._answer(b"", "text/plain", 204)

            def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

            def log_error(self, form: str, *given: object) -> None:
                if "timed out" not in form and "404" not in map(str, given):
                    site.asked.append(f"not understood: {form % given}")

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: object) -> None:
                pass  # the browser hangs up when it is ended

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.port = self._server.server_port

    def _page(self, number: int, inside: str, *, strict: bool) -> bytes:
        watch = WATCH.replace("NUMBER", str(number)).replace("STRICT", json.dumps(strict))
        watch = watch.replace("OWN", json.dumps(OWN_ADDRESS)).replace(
            "ELEMENTS", json.dumps(sorted(ELEMENTS))
        )
        watch = watch.replace("ATTRIBUTES", json.dumps(sorted(ATTRIBUTES)))
        watch = watch.replace("MATH_NAMES", json.dumps(sorted(MATH_ELEMENTS)))
        watch = watch.replace("MATH_GIVEN", json.dumps(sorted(MATH_ATTRIBUTES)))
        page = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{number}</title>{watch}</head>'
            f'<body><div id="payload">{inside}</div><p id="end-of-payload">The captain\'s "end".</p></body></html>'
        )
        return page.encode("utf-8", "replace")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def wait(self, seconds: float) -> None:
        assert self._finished.wait(seconds), "the browser did not come to the end of the payloads"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
