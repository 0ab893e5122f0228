"""Callouts and admonitions in one form: `<blockquote class="callout" data-callout="note">`, title first.

One that readers open and close says with `data-fold` how the page shows it at first: `open` or `closed`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from clipper.extract import tree
from clipper.extract.inventory import Inventory
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KINDS = {
    "note": "note",
    "info": "info",
    "information": "info",
    "tip": "tip",
    "hint": "tip",
    "warning": "warning",
    "warn": "warning",
    "attention": "warning",
    "caution": "caution",
    "danger": "danger",
    "error": "danger",
    "important": "important",
    "success": "success",
    "check": "success",
    "example": "example",
    "seealso": "info",
    "question": "question",
    "help": "question",
    "faq": "question",
    "failure": "failure",
    "fail": "failure",
    "bug": "bug",
    "abstract": "abstract",
    "summary": "abstract",
    "tldr": "abstract",
    "todo": "todo",
    "quote": "quote",
    "cite": "quote",
    "primary": "note",
    "secondary": "note",
    "neutral": "note",
    "default": "note",
}
"""What pages call a callout, and the kind that it is."""

_SURE = vocabulary(
    "admonition theme-admonition admonitionblock markdown-alert custom-block custom-container notecard "
    "starlight-aside confluence-information-macro callout"
)
_MAYBE = vocabulary("alert hint note tip warning caution important danger NOTE TIP WARNING CAUTION IMPORTANT")
_FOLDED = "data-callout-title"
_WORDS = _SURE | _MAYBE
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:admonition-?title|admonition-?heading\w*|markdown-alert-title|custom-block-title|"
    r"custom-container-title|callout-(?:title|header)|alert-(?:title|heading)|starlight-aside__title|title|"
    r"heading|note-title|marker|hint-title)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLE_STEM = re.compile(r"admonitionHeading|admonition-heading", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:^|[\s_-])(?:icon|sr-only|visually-hidden|screen-reader-)", re.IGNORECASE)
_CLOSED = re.compile(r"dismiss|closable|cookie|consent|toast|banner", re.IGNORECASE)
_FLOW = frozenset(("p", "h2", "h3", "h4", "h5", "pre", "ul", "ol", "table", "blockquote", "figure", "dl"))
_MARKED = re.compile(r"\s*\[!([\w\-]{1,30})\]([+\-]?)[ \t]*")
_FOLDS = {"+": "open", "-": "closed"}
_OPENABLE: Any = etree.XPath(".//details[@class][summary]")
_NO_KINDS = vocabulary("primary secondary neutral default summary question help faq check")
"""Names of colours and parts, and of questions that any page folds: no remark for that alone."""

_HOLDERS = frozenset(("div", "aside", "section", "blockquote", "article"))
LONGEST = 6000
"""Characters; a longer box is a part of the page, not a remark."""


def normalise_callouts(root: HtmlElement, inventory: Inventory | None = None) -> None:
    """Bring every callout below the root into the one form; `inventory` is that of the whole tree."""
    inventory = inventory or Inventory(root)
    if not _WORDS.isdisjoint(inventory.names.split()):
        for element in tree.elements(root, "div", "aside", "section", "blockquote"):
            kind = _kind_of(element)
            if kind is not None and element.getparent() is not None and _is_remark(element):
                _rewrite(element, kind)
    for element in _OPENABLE(root) if "details" in inventory.tags else ():
        kinds = [name for name in element.get("class").lower().split() if name in KINDS]
        if kinds and _NO_KINDS.isdisjoint(kinds) and _is_remark(element):
            _rewrite(element, KINDS[kinds[0]])
    # whether anything says by an attribute of its own that it is a callout
    told = "note" in inventory.roles or inventory.holders("data-callout")
    for element in root.xpath(".//*[@role='note' or @data-callout]") if told else ():
        if element.tag in _HOLDERS and not _is_done(element) and element.getparent() is not None:
            given = (element.get("data-callout") or "note").lower()
            if element.get("data-callout") or (_in_flow(element) and _is_remark(element)):
                _rewrite(element, _kind(given))
    for quote in tree.elements(root, "blockquote"):
        _from_marked(quote)


def fold_titles(root: HtmlElement) -> None:
    """Keep the title of each callout with it while its page is judged: alone it is but a short line."""
    for element in tree.elements(root, "blockquote"):
        if not _is_done(element) or not len(element):
            continue
        title = element[0]
        if title.get("class") != "callout-title" or (element.text or "").strip():
            continue
        whole = etree.tostring(title, encoding="unicode", method="html", with_tail=False)
        element.set(_FOLDED, whole)
        element.text, title.tail = title.tail, None
        element.remove(title)


def unfold_titles(article: HtmlElement) -> None:
    """Put the titles back where they stood."""
    for element in tree.elements(article, "blockquote"):
        whole = element.attrib.pop(_FOLDED, None)
        title = None if whole is None else tree.parse(f"<body>{whole}").find(".//p")
        if title is not None:
            title.tail, element.text = element.text, None
            element.insert(0, title)


def _is_done(element: HtmlElement) -> bool:
    return bool(element.tag == "blockquote" and element.get("class") == "callout")


def _kind_of(element: HtmlElement) -> str | None:
    """The kind of callout that the element's classes name, or None where they name none."""
    classes = (element.get("class") or "").split()
    if _is_done(element) or element.get("data-callout"):
        return None
    sure = any(name in _SURE for name in classes)
    if not sure and not any(name in _MAYBE for name in classes):
        return None
    # what a longer name ends in says more than a name that is also one for all of them
    kinds = [kind for name in sorted(classes, key=_is_short) if (kind := _named(name)) is not None]
    if sure:
        return kinds[0] if kinds else None if "callout" in classes and not _title_of(element) else "note"
    if not kinds or element.tag == "blockquote" or any(_CLOSED.search(name) for name in classes):
        return None
    return kinds[0] if _in_flow(element) else None


def _is_short(name: str) -> bool:
    return "-" not in name


def _named(name: str) -> str | None:
    """The kind in one class: alone, or as the end of a longer name such as `alert-info`."""
    lowered = name.lower()
    if lowered in KINDS:
        return KINDS[lowered]
    if not lowered.startswith(
        ("theme-admonition-", "admonition-", "markdown-alert-", "alert-", "callout-", "hint-", "is-", "note-",
         "starlight-aside--", "confluence-information-macro-", "notecard-", "custom-block-")
    ):  # fmt: skip
        return None
    return KINDS.get(re.split(r"-+", lowered)[-1])


def _kind(given: str) -> str:
    return KINDS.get(given, given if re.fullmatch(r"[a-z\-]{1,20}", given) else "note")


def _in_flow(element: HtmlElement) -> bool:
    """Whether it stands among paragraphs, as a remark does, and a notice of the site does not."""
    holder = element.getparent()
    return holder is not None and sum(1 for beside in holder if beside.tag in _FLOW) >= 2


def _is_remark(element: HtmlElement) -> bool:
    said = tree.words(element)
    if not said or len(said) > LONGEST:
        return False
    if next(element.iterdescendants("form", "h1", "nav"), None) is not None:
        return False
    return not any("close" in (one.get("class") or "") for one in element.iter("button", "a"))


def _title_of(element: HtmlElement) -> HtmlElement | None:
    """The element that holds a callout's title: named so, near its beginning."""
    for inner in list(element.iterdescendants())[:14]:
        names = inner.get("class") or "" if isinstance(inner.tag, str) else ""
        if names and (_TITLE.search(names) or _TITLE_STEM.search(names)):
            return inner
    first = next((one for one in element if isinstance(one.tag, str)), None)
    if first is not None and first.tag == "summary":
        return first
    if first is not None and first.tag == "p" and tree.text(first).lower().rstrip(":") in KINDS:
        return first if not (element.text or "").strip() else None
    return None


def _drop_icons(element: HtmlElement) -> None:
    for unseen in tree.elements(element, "svg", "button", "i", "span", "style"):
        names = unseen.get("class") or ""
        if unseen.tag in {"svg", "button", "style"} or (
            names and _UNSEEN.search(names) and len(tree.text(unseen)) < 24
        ):
            tree.drop(unseen)


def _rewrite(element: HtmlElement, kind: str) -> None:
    _drop_icons(element)
    titled = _title_of(element)
    said = "" if titled is None else tree.text(titled)
    if titled is not None:
        tree.drop(titled)
    elif element.tag == "aside":
        # a title that is shown but kept from screen readers, which are told it so
        said = " ".join((element.get("aria-label") or "").split())
    title = None
    if said:
        title = tree.new("p", said)
        title.set("class", "callout-title")
    _undo_tables(element)
    for _ in range(3):
        for inner in [one for one in element if one.tag in {"div", "section"}]:
            if not tree.has_block(inner) and tree.text(inner):
                inner.tag = "p"
            else:
                tree.unwrap(inner)
    kept = {name: element.get(name) for name in ("lang", "dir", "data-fold") if element.get(name)}
    if element.tag == "details":
        kept["data-fold"] = "closed" if element.get("open") is None else "open"
    element.tag = "blockquote"
    element.attrib.clear()
    element.attrib.update({"class": "callout", "data-callout": kind, **kept})
    if not tree.has_block(element) and tree.text(element):
        _wrap(element)
    if title is not None:
        title.tail, element.text = element.text, None
        element.insert(0, title)


def _wrap(element: HtmlElement) -> None:
    paragraph = tree.new("p", element.text)
    element.text = None
    paragraph.extend(list(element))
    element.append(paragraph)


def _undo_tables(element: HtmlElement) -> None:
    """A table that only places an icon beside the text gives way to the text."""
    for table in [one for one in element if one.tag == "table"]:
        rows = list(table.iter("tr"))
        if len(rows) == 1:
            for part in tree.elements(table, "tbody", "tr", "td"):
                tree.unwrap(part)
            tree.unwrap(table)


def _from_marked(quote: HtmlElement) -> None:
    """A quote that begins with `[!note]`, as Markdown writes a callout."""
    first = next((one for one in quote if isinstance(one.tag, str)), None)
    if first is None or first.tag != "p" or (quote.text or "").strip() or _is_done(quote):
        return
    if (match := _MARKED.match(first.text or "")) is None:
        return
    rest = (first.text or "")[match.end() :]
    title = tree.new("p")
    title.set("class", "callout-title")
    said, line_end, after = rest.partition("\n")
    title.text = said.strip() if line_end else said.lstrip()
    if not line_end:
        after = _rest_of_title(first, title)
    first.text = after.lstrip()
    kind = match[1].lower()
    quote.attrib.clear()
    fold = {"data-fold": _FOLDS[match[2]]} if match[2] else {}
    quote.attrib.update({"class": "callout", "data-callout": _kind(kind), **fold})
    if not tree.text(first) and first.find(".//img") is None:
        tree.drop(first)
    if tree.text(title):
        quote.insert(0, title)


def _rest_of_title(first: HtmlElement, title: HtmlElement) -> str:
    """Move into the title what else its line holds; the text that begins the next line."""
    for child in list(first):
        if child.tag == "br":
            after = child.tail or ""
            child.tail = None
            tree.drop(child)
            return after
        title.append(child)
        if "\n" in (child.tail or ""):
            child.tail, _, after = (child.tail or "").partition("\n")
            return after
    return ""
