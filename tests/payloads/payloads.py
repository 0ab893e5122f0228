"""Our own hostile markup, what the program makes of it, and the one list of what may be in that.

A file here is a kind of payload; `=== name` begins one. `{U+0009}` stands for a character and `{BYTES C0 BC}`
for bytes that an editor would not keep. What a payload runs is `alert(1)`; what it asks for is at
`evil.example`. Pictures at `pictures.example` and links to `page.example` are an article's own.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from clipper.errors import ClipperError
from clipper.export import markdown
from clipper.extract import extract
from clipper.extract.vocabulary import vocabulary
from clipper.model import Article, Capture, Content, Via

FOLDER = Path(__file__).parent
KINDS = sorted(file.stem for file in FOLDER.glob("*.txt"))
URL = "http://page.example/2024/05/story"
WAYS = ("page", "selection", "markdown", "said", "text")

PARAGRAPHS = (
    "The lighthouse keeper counts the boats at noon,\nand writes their number into a book that nobody reads.",
    "In the captain's words, a harbour is known by its ropes,\nand the ropes of this one are older than the quay.",
    'Then came the "great repair", for which the whole town paid,\nand after which no boat leaned on its neighbour.',
    "Nobody remembers who chose the colour of the doors,\nbut every spring they are painted in it again.",
)
FIRST_WORDS = "The lighthouse keeper"


@dataclass(frozen=True)
class Payload:
    kind: str
    name: str
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


@functools.cache
def payloads(kind: str) -> tuple[Payload, ...]:
    text = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8")
    pairs = re.findall(r"^=== (.+)\n((?s:.*?))(?=^=== |\Z)", text, re.MULTILINE)
    return tuple(Payload(kind, name, _data(body.removesuffix("\n"))) for name, body in pairs)


def all_payloads() -> list[Payload]:
    return [payload for kind in KINDS for payload in payloads(kind)]


def _data(body: str) -> bytes:
    body = re.sub(r"\{U\+([0-9A-F]{4})\}", lambda found: chr(int(found[1], 16)), body)
    pieces = re.split(r"\{BYTES ([0-9A-F ]+)\}", body)
    return b"".join(bytes.fromhex(one) if odd % 2 else one.encode() for odd, one in enumerate(pieces))


# what is handed over


def source(payload: Payload, way: str) -> bytes:
    """A believable page, selection or note with the payload in it; `said`: as text, wherever text stands."""
    if way == "markdown":
        if payload.data.startswith(b"---\n"):
            return payload.data + b"\n\n" + "\n\n".join(PARAGRAPHS).encode()
        return _between(payload.data, "\n\n")
    if way == "text":
        return _between(payload.data, "\n\n")
    if way == "said" or (payload.kind == "markdown" and way != "writer"):
        inside = said(payload.text).encode()
    else:
        inside = payload.data
    story = _between(inside, "\n", "<p>", "</p>")
    if way in {"selection", "writer"}:
        return story
    head = b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The lighthouse</title></head>'
    menu = b'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>The lighthouse</h1>'
    return head + menu + story + b"</article></main><footer>Harbour News</footer></body></html>"


def _between(inside: bytes, gap: str, before: str = "", after: str = "") -> bytes:
    texts = [f"{before}{paragraph}{after}".encode() for paragraph in PARAGRAPHS]
    return gap.encode().join([*texts[:2], inside, *texts[2:]])


def said(text: str) -> str:
    """The text as a page may say it: running, broken into lines, in code, cells, labels and addresses."""
    word = escape(text)
    lines = word.replace("\n", "<br>")
    runs = "".join(f"<b>{line}</b><br>" for line in word.split("\n"))
    paragraphs = "".join(f"<p>{line}</p>" for line in word.split("\n\n"))
    address = re.sub(r"\s+", "%20", word)
    return (
        f"<p>{word}</p><p>{lines}</p><p>{runs}</p>{paragraphs}<p>a <code>{word}</code> b <kbd>{word}</kbd></p>"
        f"<pre><code>{word}</code></pre><h2>{word}</h2><ul><li>{lines}<ul><li>{word}</li></ul></li></ul>"
        f"<blockquote><p>{lines}</p></blockquote><details><summary>{word}</summary><p>{word}</p></details>"
        f"<dl><dt>{word}</dt><dd>{lines}</dd></dl><p>x <sup>{word}</sup> <em>{word}</em> <mark>{lines}</mark></p>"
        f"<table><caption>{word}</caption><tr><th>{word}</th><th>b</th></tr><tr><td>{lines}</td><td>{word}</td></tr>"
        f"<tr><td><code>{word}</code></td><td><a href='http://page.example/?q={address}'>{word}</a></td></tr></table>"
        f"<table><tr><th colspan='2'>{word}</th></tr><tr><td><pre>{word}</pre></td><td><p>{lines}</p></td></tr>"
        f"<tr><td><img src='http://pictures.example/a.png' alt='{word}'></td><td><code>{word}</code></td></tr></table>"
        f"<p><a href='http://page.example/?q={address}' title='{word}'>{word}</a> and "
        f"<a href='http://page.example/{address}'><img src='http://pictures.example/{address}' alt='{word}'"
        f" title='{word}'></a></p><p>Also <math data-latex='{word}'>x</math> and "
        f"<math display='block' data-latex='{word}'>x</math></p>"
        f"<figure><img src='http://pictures.example/b.png' alt='{word}'><figcaption>{lines}</figcaption></figure>"
    )


# what comes out


def cleaned(data: bytes, way: str) -> Article:
    content = {"markdown": Content.MARKDOWN, "text": Content.TEXT}.get(way, Content.HTML)
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    return extract(Capture(data, content, "utf-8", Via.PASTE, moment, url=URL, selection=way == "selection"))


def _renderer(*, html: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": html, "maxNesting": 100})
    if html:
        made.enable(["table", "strikethrough"]).use(footnote_plugin)
    made.validateLink = lambda _: True  # no renderer's own caution: what is written must be safe for any
    return made


_RENDERERS = {"rendered": _renderer(html=True), "rendered plainly": _renderer(html=False)}


def rendered(text: str, how: str = "rendered") -> str:
    return _RENDERERS[how].render(text)


@functools.cache
def results(kind: str) -> dict[tuple[str, str, str], str]:
    """All HTML that comes of a kind's payloads, by (payload, way, form)."""
    out = {}
    for payload in payloads(kind):
        for way in WAYS:
            try:
                html = cleaned(source(payload, way), way).html
            except ClipperError as error:
                out[payload.name, way, "error"] = escape(str(error))
                continue
            out[payload.name, way, "article"] = html
            out |= _again(payload, way, html)
        if payload.kind != "markdown":
            raw = source(payload, "writer").decode("utf-8", "replace")
            raw = raw.replace("evil.example", "pictures.example")  # the writer leaves no picture out
            out |= _again(payload, "writer", raw)
    return out


def _again(payload: Payload, way: str, html: str) -> dict[tuple[str, str, str], str]:
    return {(payload.name, way, how): text for how, text in _rendered_again(html)}


@functools.cache  # what comes in several ways often comes out the same
def _rendered_again(html: str) -> tuple[tuple[str, str], ...]:
    written = markdown.from_html(html)
    return tuple((how, rendered(written, how)) for how in _RENDERERS)


# what may be in it

ELEMENTS = vocabulary(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark math ol p pre q rp rt ruby s samp section "
    "small span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var"
)
_NAME = r"[\w:+#.-]{1,80}"
_OWN_CLASSES = (
    rf"language-{_NAME}|callout|callout-title|citation|footnotes|footnotes-sep|footnotes-list|"
    r"footnote-(?:backref|back|ref|item|anchor)"
)
ATTRIBUTES = {
    "lang": r"[\w-]*",
    "dir": r"ltr|rtl|auto",
    "href": r"(?:https?:|mailto:|tel:|ftp:|#|/|\?|(?![a-z][a-z0-9+.-]*:)).*",
    "cite": r"(?:https?:|/|(?![a-z][a-z0-9+.-]*:)).*",
    "src": r"https?:.*|data:image/(?:png|gif|jpeg|webp|avif|svg\+xml)[;,].*|(?![a-z][a-z0-9+.-]*:).*",
    "id": r"fn(?:ref)?:?[\w:-]{1,80}",
    "class": _OWN_CLASSES,
    "style": r"text-align:(?:left|right|center)",
    "alt": ".*",
    "title": ".*",
    "data-latex": ".*",
    "data-callout": "[a-z-]{1,30}",
    "data-fold": "open|closed",
    "display": "block|inline",
    "datetime": "[^<>]*",
    "width": r"\d+(?:px)?",
    "height": r"\d+(?:px)?",
    "type": "checkbox|[1aAiI]",
    "checked": "(?:checked)?",
    "disabled": "(?:disabled)?",
    "open": "(?:open)?",
    "reversed": "(?:reversed)?",
    "start": r"-?\d+",
    "value": r"-?\d+",
    "span": r"\d+",
    "colspan": r"\d+",
    "rowspan": r"\d+",
    "align": "left|right|center|justify",
    "scope": "row|col|rowgroup|colgroup",
}
ATTRIBUTES_OF = {
    "href": {"a"},
    "src": {"img"},
    "cite": {"blockquote"},
    "style": {"td", "th"},
    "open": {"details"},
    "data-fold": {"blockquote"},
    "type": {"input", "ol"},
    "data-latex": {"math"},
}

MATH_ELEMENTS = vocabulary(
    "mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle "
    "mpadded mphantom menclose mmultiscripts mprescripts none"
)
MATH_ATTRIBUTES = vocabulary(
    "accent accentunder columnalign columnlines columnspacing depth displaystyle fence form height largeop linebreak "
    "linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel "
    "separator stretchy symmetric voffset width"
)


class _Judge(HTMLParser):
    """Complains of every element, attribute and address that is not on the list."""

    def __init__(self, *, own: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.own = own
        self.complaints: list[str] = []
        self.inside_math = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.inside_math:
            self._in_math(tag, attrs)
            return
        if tag not in ELEMENTS:
            self.complaints.append(f"<{tag}>")
        self.inside_math = self.inside_math or tag == "math"
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") != "checkbox":
            self.complaints.append("an <input> that is no checkbox")
        for name, value in given.items():
            self._attribute(tag, name, value)

    def _in_math(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Within a formula only MathML may stand, and nothing of it that leads or loads."""
        if tag not in MATH_ELEMENTS:
            self.complaints.append(f"<{tag}> in <math>")
        for name, value in attrs:
            if name not in MATH_ATTRIBUTES or re.fullmatch(r"[\w.%+ -]{1,80}", value or "") is None:
                self.complaints.append(f"<{tag} {name}={(value or '')[:80]!r}> in <math>")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        allowed = ATTRIBUTES.get(name)
        if name in {"href", "src", "cite"}:
            value = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33))))).lower()
        if self.own and name == "style":
            allowed = None
        if (
            allowed is None
            or tag not in ATTRIBUTES_OF.get(name, {tag})
            or re.fullmatch(allowed, value, re.DOTALL) is None
        ):
            self.complaints.append(f"<{tag} {name}={value[:80]!r}>")
        elif name == "src" and re.match(r"(?:https?:)?[/\\\\]*(?:%5c)*evil\.example", value):
            self.complaints.append(f"asks for {value[:80]!r}")

    def handle_endtag(self, tag: str) -> None:
        self.inside_math = self.inside_math and tag != "math"

    def handle_comment(self, data: str) -> None:
        self.complaints.append(f"<!--{data[:40]}-->")

    def handle_decl(self, decl: str) -> None:
        self.complaints.append(f"<!{decl[:40]}>")

    def unknown_decl(self, data: str) -> None:
        self.complaints.append(f"<![{data[:40]}>")

    def handle_pi(self, data: str) -> None:
        self.complaints.append(f"<?{data[:40]}>")


def complaints(html: str, *, own: bool = False) -> list[str]:
    """What is in the HTML that may not be there. `own`: it is an article's, not Markdown rendered."""
    judge = _Judge(own=own)
    judge.feed(html)
    judge.close()
    return judge.complaints
