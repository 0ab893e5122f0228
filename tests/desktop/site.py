"""A small web site on this machine, whose page says what happens to it."""

from __future__ import annotations

import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TITLE = "The ferry that kept its own time"
PARAGRAPHS = [
    "For forty years the ferry between the two shores left whenever its captain felt that everybody was aboard.",
    "No timetable hung at the quay, and the newspaper that once printed one received a letter of complaint.",
    "Passengers who lived on the hill waved a tablecloth from the window, and the captain waited for them.",
    "When the county bought a second boat, with a clock on its bridge, half the seats stayed empty for a year.",
    "People said that a boat which leaves on time has already left somebody behind, and took the old one.",
]
PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<style>
  body {{ margin: 0; font: 22px/1.5 sans-serif; }}
  nav {{ height: 40px; background: #ddd; }}
  main {{ padding: 10px 20px; }}
</style></head>
<body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<main id="story"><h1>{TITLE}</h1>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
<p><img src="/ferry.svg" width="200" height="80" alt="The ferry"></p>
</main>
<script>
  const tell = what => fetch("/tell/" + what, {{method: "POST"}});
  addEventListener("copy", () => tell("copied"));
  addEventListener("dragstart", () => tell("dragged"));
  addEventListener("load", () => {{
    getSelection().selectAllChildren(document.getElementById("story"));
    requestAnimationFrame(() => requestAnimationFrame(() => tell("ready")));
  }});
</script>
</body></html>"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><rect width="200" height="80" fill="#8ab"/>'
    '<path d="M40 50h120l-20 20H60z" fill="#345"/></svg>'
)


class Site:
    """Serves the page on 127.0.0.1 and keeps what the page told."""

    def __init__(self) -> None:
        self.told: defaultdict[str, threading.Event] = defaultdict(threading.Event)
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/story":
                    self.answer(PAGE.encode(), "text/html; charset=utf-8")
                elif self.path == "/ferry.svg":
                    self.answer(PICTURE.encode(), "image/svg+xml")
                else:
                    self.send_error(404)

            def do_POST(self) -> None:
                site.told[self.path.rpartition("/")[2]].set()
                self.answer(b"", "text/plain")

            def answer(self, body: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/story"

    def wait(self, what: str) -> None:
        assert self.told[what].wait(30), f"the page never told: {what}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
