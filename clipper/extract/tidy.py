"""Brings the chosen part into one form: headings, paragraphs, lists, tables, embeds; nothing empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.embeds import embeds_to_links
from clipper.extract.paragraphs import paragraphs_from_breaks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PERMALINK = re.compile(
    r"[\s¶#§🔗\u200b⚓∞]*|\[?(?:edit|bearbeiten|modifier|editar|modifica|править|edit source|link|"
    r"permalink|anchor)\]?",
    re.IGNORECASE,
)
_EDIT_NAMES = re.compile(
    r"(?:^|\s)(?:mw-editsection|headerlink|anchor|anchorjs-link|header-anchor|heading-anchor|hash-link|"
    r"permalink|direct-link)(?:\s|$)"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?$")
_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)


def tidy(article: HtmlElement, base: str | None, title: str) -> None:
    """Bring the tree below the article element into one form, in place."""
    embeds_to_links(article, base)
    clean_headings(article)
    drop_title(article, title)
    shift_headings(article)
    unwrap_layout_tables(article)
    unwrap_picture_links(article)
    paragraphs_from_breaks(article)
    tighten(article)
    plain_names(article)
    drop_empty(article)


def clean_headings(article: HtmlElement) -> None:
    """Headings without permalink signs, edit links and nested emphasis of their own."""
    for heading in tree.elements(article, *tree.HEADINGS):
        for element in tree.elements(heading):
            if element.getparent() is None or element.tag in {"img", "code"}:
                continue
            said = tree.text(element)
            names = element.get("class") or ""
            sign = _PERMALINK.fullmatch(said) is not None
            if (
                (element.tag == "a" and sign and element.find(".//img") is None)
                or (_EDIT_NAMES.search(names) and sign)
                or "mw-editsection" in names
            ):
                tree.drop(element)
        if (
            (heading.text or len(heading))
            and heading.text
            and re.search(r"[¶§]\s*$", heading.text)
            and not len(heading)
        ):
            heading.text = re.sub(r"\s*[¶§]\s*$", "", heading.text)


def unwrap_picture_links(article: HtmlElement) -> None:
    """A picture that only links to a picture, mostly itself in full size, stands without the link."""
    for link in tree.elements(article, "a"):
        if link.getparent() is not None and link.find(".//img") is not None and not tree.text(link):
            address = (link.get("href") or "").lower()
            if not address or _PICTURE.search(address):
                tree.unwrap(link)


def tighten(article: HtmlElement) -> None:
    """List items of one paragraph hold its text directly; cells say their alignment in an attribute."""
    for item in tree.elements(article, "li"):
        inner = [child for child in item if child.tag in tree.BLOCKS]
        begins = bool(inner) and inner[0] is item[0] and not (item.text or "").translate(tree.UNSAID)
        if begins and inner[0].tag == "p" and all(child.tag in {"ul", "ol"} for child in inner[1:]):
            tree.unwrap(inner[0])
    for cell in tree.elements(article, "td", "th"):
        if (found := _ALIGNED.search(cell.get("style") or "")) is not None:
            cell.set("align", found[1].lower())
    for heading in tree.elements(article, *tree.HEADINGS):
        while (block := next((child for child in heading if child.tag in tree.BLOCKS), None)) is not None:
            _split_heading(heading, block)


def _split_heading(heading: HtmlElement, block: HtmlElement) -> None:
    """Blocks that an unclosed heading swallowed follow it again; a block that begins it is its text."""
    if not (heading.text or "").translate(tree.UNSAID) and block.getprevious() is None:
        tree.unwrap(block)
        return
    moved = [block, *block.itersiblings()]
    tail, heading.tail = heading.tail, None
    after = heading
    for one in moved:
        after.addnext(one)
        after = one
    if tail:
        after.tail = (after.tail or "") + tail


def _key(said: str) -> str:
    return re.sub(r"[\W_]+", "", said).casefold()


def drop_title(article: HtmlElement, title: str) -> None:
    """The first heading goes where it only says the title again."""
    wanted = _key(title)
    if not wanted:
        return
    for heading in tree.elements(article, "h1", "h2", "h3")[:4]:
        said = _key(tree.text(heading))
        if said and (
            said == wanted or (heading.tag == "h1" and len(said) > 12 and (said in wanted or wanted in said))
        ):
            tree.drop(heading)
            return
        if said and heading.tag != "h1":
            return


def shift_headings(article: HtmlElement) -> None:
    """No h1 under the title: where there is one, all headings move one level down."""
    if article.find(".//h1") is None:
        return
    for heading in tree.elements(article, *tree.HEADINGS):
        heading.tag = f"h{min(int(heading.tag[1]) + 1, 6)}"


def unwrap_layout_tables(article: HtmlElement) -> None:
    """Tables that only place things become blocks; tables of data stay."""
    for table in reversed(tree.elements(article, "table")):
        if table.getparent() is None or not _is_layout(table):
            continue
        for part in [*table.iter("tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup")]:
            if part.tag == "colgroup":
                tree.drop(part)
            elif next(part.iterancestors("table"), None) is table:
                part.tag = "div"
                for name in ("colspan", "rowspan", "align"):
                    part.attrib.pop(name, None)
        table.tag = "div"


def _is_layout(table: HtmlElement) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    if (
        table.find(".//th") is not None
        or table.find(".//caption") is not None
        or table.find("thead") is not None
    ):
        return False
    if table.find(".//table") is not None:
        return True
    rows = list(table.iter("tr"))
    widest = max((sum(1 for cell in row if cell.tag in {"td", "th"}) for row in rows), default=0)
    if widest <= 1 or len(rows) <= 1:
        return True
    cells = list(table.iter("td"))
    blocks = sum(
        1
        for cell in cells
        if next(cell.iterdescendants("p", "div", "ul", "ol", "h2", "h3", "h4", "blockquote"), None)
        is not None
    )
    longest = max((len(tree.words(cell)) for cell in cells), default=0)
    return blocks * 2 > len(cells) and longest > 300


_RENAMED = {
    "center": "div",
    "font": "span",
    "strike": "del",
    "tt": "code",
    "big": "span",
    "acronym": "abbr",
    "main": "div",
    "header": "div",
    "footer": "div",
    "dir": "ul",
    "hgroup": "div",
    "nav": "div",
    "form": "div",
    "fieldset": "div",
    "address": "div",
}


def plain_names(article: HtmlElement) -> None:
    """Old and structural elements under the name of what they mean."""
    for element in tree.elements(article, *_RENAMED):
        element.tag = _RENAMED[element.tag]
    for element in tree.elements(article, "a"):
        if element.get("href") is None and element.get("id") is None:
            element.tag = "span"


_MAY_BE_EMPTY = frozenset(
    ("img", "br", "hr", "td", "th", "tr", "col", "colgroup", "input", "wbr", "iframe", "video", "audio")
)


def drop_empty(article: HtmlElement) -> None:
    """Elements with neither text nor picture go, from the inside out."""
    for element in reversed(tree.elements(article)):
        if element.tag in _MAY_BE_EMPTY or len(element) or (element.text or "").translate(tree.UNSAID):
            continue
        if element.tag == "a" and (element.get("id") or "").startswith(("fn:", "fnref:")):
            continue
        if element.text and element.tag not in tree.BLOCKS:
            previous = element.getprevious()
            parent = element.getparent()
            if previous is not None:
                previous.tail = (previous.tail or "") + " "
            elif parent is not None:
                parent.text = (parent.text or "") + " "
        tree.drop(element)
