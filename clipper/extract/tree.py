"""From markup to a tree that every later step can walk safely.

The trick is done before parsing: libxml2 silently drops what is nested deeper than its limit, so tags that
open too deep are taken out of the markup, and their text stays where it was.
"""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

import lxml.html
from lxml import etree

from clipper.errors import EmptyPageError, ExtractError
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

DEEPEST = 160
"""Elements nested deeper than this are flattened into their ancestor."""

MOST_ELEMENTS = 300_000
"""A page of more elements is refused: no article has them, and every pass over them costs seconds."""

LONGEST_GAP = 250
"""The same blank more often than this in a row is cut to it, for many a pattern looks over gaps again."""

TOO_MANY = "This page has too many parts to clean. Select the part you want, copy it and paste it here."

BLOCKS = vocabulary(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary "
    "table "
    "tbody td tfoot th thead tr ul"
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
VOID = vocabulary("area base br col embed hr img input link meta param source track wbr")
MEDIA = vocabulary("img picture video audio iframe svg math object embed")

UNSAID = str.maketrans("", "", " \t\r\n\xa0\u200b\u200c\u200d\ufeff\u2060")
"""A translation that leaves nothing of text in which nothing is said."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)|<!--")
_CLOSED_BY_OTHERS = vocabulary(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt html head body"
)
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))

_OF_THE_HEAD = frozenset(("title", "meta", "link", "script", "style", "base", "noscript", "template"))

# lxml.html's own look-up asks a Python function for the class of every element that is touched.
_CLASSES = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)

# What is put into a new element is looked up as its maker says.
_MAKER: Any = lxml.html.HTMLParser()
_MAKER.set_element_class_lookup(_CLASSES)

# Twice as fast as walking the texts from Python.
_TEXT: Any = etree.XPath("string()")
_TEXTS: Any = etree.XPath(".//text()", smart_strings=False)

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = bytes([*range(9), 11, *range(14, 32)])
_FEED_IS_SPACE = bytes(32 if code == 12 else code for code in range(256))
_NO_CHARACTERS = ("\ufffe", "\uffff")
_BLANKS = (b" ", b"\n", b"\t", "\xa0".encode(), "\u3000".encode(), b"&nbsp;", b"&#160;", b"&#32;")
_CODED_NOT_TEXT = re.compile(
    rb"&#(?:[xX]0*(?:[01]?[0-9a-fA-F]|[fF]{3}[eEfF])|0*(?:[0-2]?\d|3[01]|6553[45]));?(?![0-9a-fA-F])"
)


def parse(markup: str) -> HtmlElement:
    """The `html` element of a page or fragment. Nesting is at most a few hundred deep, whatever came in.

    Raises EmptyPageError where there is nothing to parse, ExtractError for over MOST_ELEMENTS elements.
    """
    data = _bytes(markup)
    if not data or data.isspace():
        raise EmptyPageError("The page is empty.")
    root = _parsed(data)
    if _is_too_deep(root):
        markup = data.decode("utf-8")
        # The rough count of what opens takes what closes itself, such as the shapes of drawings, for open.
        root = _parsed(_flattened(markup, lenient=True).encode())
        if _is_too_deep(root):
            root = _parsed(_flattened(markup).encode())
    if data.count(b"<") > MOST_ELEMENTS // 2 and root.xpath(f"count(//*) > {MOST_ELEMENTS}"):
        raise ExtractError(TOO_MANY)
    _free_from_head(root)
    return root


def _bytes(markup: str) -> bytes:
    """The markup in UTF-8, without what no XML tree can hold, whether written plainly or by its number."""
    if not markup.isascii():
        for character in _NO_CHARACTERS:
            markup = markup.replace(character, "")
    try:
        data = markup.encode()
    except UnicodeEncodeError:
        data = without_controls(markup).encode()
    data = data.translate(_FEED_IS_SPACE, _CONTROLS)
    for blank in _BLANKS:
        gap = blank * LONGEST_GAP
        if gap in data:
            data = re.sub(rb"%b(?:%b)*" % (gap, blank), gap, data)
    return _CODED_NOT_TEXT.sub(_unless_space, data) if b"&#" in data else data


def _is_too_deep(root: HtmlElement) -> bool:
    return bool(root.xpath(f"boolean({'/*' * (DEEPEST + 8)})"))


def _parsed(data: bytes) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        root: HtmlElement = lxml.html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        raise EmptyPageError("The page is empty.") from None
    return root


def _free_from_head(root: HtmlElement) -> None:
    """Move content out of the head: without a body tag libxml2 leaves elements newer than itself in there."""
    head = root.find("head")
    content = [] if head is None else list(dropwhile(lambda node: node.tag in _OF_THE_HEAD, head))
    if not content:
        return
    body = root.find("body")
    if body is None:
        body = new("body")
        root.append(body)
    content[-1].tail = (content[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = content


def parse_clean(html: str) -> HtmlElement:
    """The `html` element of HTML that this room has written itself: no care is needed any more."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(_CLASSES)
    root: HtmlElement = lxml.html.document_fromstring(f"<body>{html}".encode(), parser=parser)
    return root


def without_controls(text: str) -> str:
    """The text without characters that no XML tree can hold: NUL, other controls, lone surrogates."""
    return _NOT_TEXT.sub(lambda match: " " if match[0] == "\x0c" else "", text)


def _unless_space(match: re.Match[bytes]) -> bytes:
    digits = match[0].strip(b"&#;")
    code = int(digits[1:], 16) if digits[:1] in {b"x", b"X"} else int(digits)
    return match[0] if code in {9, 10, 13} else b""


def _tags(markup: str) -> Iterator[re.Match[str]]:
    """The tags of the markup that a parser would see: not those in comments, scripts and the like."""
    lowered = ""
    skip_to = 0
    endless: set[str] = set()
    for match in _TAG.finditer(markup):
        if match.start() < skip_to:
            continue
        name = (match[2] or "!--").lower()
        if match[1] != "/" and (name in _RAW or name == "!--") and name not in endless:
            lowered = lowered or markup.lower()
            end = lowered.find("-->" if name == "!--" else f"</{name}", match.end())
            if end < 0:
                endless.add(name)
            skip_to = end + 1  # past the closing tag, whose opening tag nobody has seen either
            continue
        if match[2]:
            yield match


def _flattened(markup: str, *, lenient: bool = False) -> str:
    """The markup without the tags that open deeper than DEEPEST; a dropped block starts a new paragraph.

    `lenient` leaves tags that seem to close themselves uncounted and in place.
    """
    pieces: list[str] = []
    at = depth = 0
    for match in _tags(markup):
        name = match[2].lower()
        if name in VOID:
            continue
        if lenient and not match[1] and markup[markup.find(">", match.end()) - 1] == "/":
            continue
        counted = name not in _CLOSED_BY_OTHERS
        if counted and not match[1]:
            depth += 1
        drop = depth > DEEPEST
        if counted and match[1]:
            depth = max(depth - 1, 0)
        if not drop:
            continue
        end = markup.find(">", match.end())
        end = len(markup) if end < 0 else end + 1
        pieces.append(markup[at : match.start()])
        if name in BLOCKS and not match[1] and markup[end : end + 1] not in "<\n ":
            pieces.append("<p>")
        at = max(end, at)
    pieces.append(markup[at:])
    return "".join(pieces)


def new(tag: str, text: str | None = None) -> HtmlElement:
    """A new element of lxml.html's kind."""
    element: HtmlElement = _MAKER.makeelement(tag)
    element.text = text
    return element


def words(element: HtmlElement) -> str:
    """The element's text in one line, single-spaced; blocks inside it are parted by a space."""
    said = " ".join(_TEXTS(element)) if len(element) else element.text or ""
    return " ".join(said.split())


def text(element: HtmlElement) -> str:
    """The element's text in one line as inline elements show it: nothing comes between them."""
    said: str = _TEXT(element) if len(element) else element.text or ""
    return " ".join(said.split())


def append_text(element: HtmlElement, said: str) -> None:
    """Add text at the end of the element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + said
    else:
        element.text = (element.text or "") + said


def drop(element: HtmlElement) -> None:
    """Take the element out and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + tail
        else:
            previous.tail = (previous.tail or "") + tail
        element.tail = None
    parent.remove(element)


def unwrap(element: HtmlElement) -> None:
    """Put the element's children and text in its place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.text:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.text
        else:
            previous.tail = (previous.tail or "") + element.text
        element.text = None
    for child in list(element):
        element.addprevious(child)
    drop(element)


def replace(element: HtmlElement, other: HtmlElement) -> None:
    """Put another element in the element's place; the text after it stays."""
    other.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, other)


def elements(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    """All elements below the root (of these tags) as a list, so that the tree may change meanwhile."""
    found = list(root.iter(*tags)) if tags else list(root.iter(etree.Element))
    return [element for element in found if element is not root]


def has_block(element: HtmlElement) -> bool:
    """Whether a block-level element lies inside."""
    return next((True for _ in element.iterdescendants(*BLOCKS)), False)


def ancestors_until(element: HtmlElement, top: HtmlElement) -> Iterable[HtmlElement]:
    """The element's ancestors from its parent up to, not including, the top."""
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor
