"""Pictures with what is said of them: one `<figure>` with its caption, whatever the page's own wrapper."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory

_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|image-?caption|img-?caption|photo-?caption|picture-?caption|thumbcaption|"
    r"gallery-caption|caption(?:-text)?|figcaption|cutline|legende?|credits?|photo-?credit|image-?credit|"
    r"bildunterschrift|pie-de-foto)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SIGNS = ("caption", "credit", "cutline", "legend")
_CREDIT = re.compile(r"credit|copyright|source|byline", re.IGNORECASE)
_HOLDERS = frozenset(("div", "p", "span", "section", "aside", "td"))
_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{2,4}w)(?=\.\w{3,4}$)")
_SIZING = vocabulary(
    "w h width height resize fit crop quality q dpr auto format fm s ssl strip size sw sh zoom name v"
)
LONGEST = 900
"""Characters of a caption; what is longer is text."""


def figures_from_captions(article: HtmlElement, inventory: Inventory) -> None:
    """Make a figure of one picture and the caption beside it."""
    if not any(sign in inventory.lowered for sign in _SIGNS):
        return
    if not any(map(_names_caption, inventory.classes)):
        return
    for said in tree.elements(article, "div", "p", "span"):
        names = said.get("class")
        if names and _names_caption(names) and said.getparent() is not None:
            _take(said)


@lru_cache(maxsize=4096)
def _names_caption(names: str) -> bool:
    return _CAPTION.search(names) is not None


def _take(said: HtmlElement) -> None:
    """Make a figure of what holds one picture and this caption, nothing else."""
    words = tree.text(said)
    if not words or len(words) > LONGEST or said.find(".//img") is not None:
        return
    if next(said.iterancestors("figure", "figcaption", "table"), None) is not None:
        return
    holder = said.getparent()
    for _ in range(3):
        if holder is None or holder.tag not in _HOLDERS or holder.getparent() is None:
            return
        pictures = list(holder.iter("img"))
        if len(pictures) > 1:
            return
        if pictures:
            break
        holder = holder.getparent()
    else:
        return
    rest = tree.text(holder).replace(words, "", 1)
    beside = [
        one
        for one in holder.iterdescendants()
        if one is not said and _CREDIT.search(one.get("class") or "") and tree.text(one)
        and said not in one.iterancestors() and one not in said.iterancestors()
    ][:1]  # fmt: skip
    credit = tree.text(beside[0]) if beside else ""
    if rest.replace(credit, "", 1).strip():
        return
    _make(holder, pictures[0], [said, *beside])


def _make(holder: HtmlElement, picture: HtmlElement, said: list[HtmlElement]) -> None:
    shown = picture
    linked = next(picture.iterancestors("a"), None)
    if linked is not None and holder in linked.iterancestors():
        shown = linked
    figure = tree.new("figure")
    caption = tree.new("figcaption")
    for place, one in enumerate(said):
        if place:
            tree.append_text(caption, " ")
        one.tail = None
        one.tag = "span"
        one.attrib.clear()
        caption.append(one)
        if not tree.has_block(one):
            tree.unwrap(one)
    shown.tail = None
    figure.extend([shown, caption])
    tree.replace(holder, figure)


def lead_picture_once(article: HtmlElement) -> None:
    """Where the first picture comes again right after, in another size, the one without a caption goes."""
    pictures = tree.elements(article, "img")[:3]
    if len(pictures) < 2:
        return
    first = picture_key(pictures[0].get("src") or "")
    for other in pictures[1:]:
        if picture_key(other.get("src") or "") != first or not first:
            continue
        captioned = next(other.iterancestors("figure"), None)
        spare = pictures[0] if captioned is not None and captioned.find("figcaption") is not None else other
        if spare is pictures[0] and _captioned(pictures[0]):
            spare = other
            if _captioned(other):
                return
        _drop_picture(spare)
        return


def _captioned(picture: HtmlElement) -> bool:
    figure = next(picture.iterancestors("figure"), None)
    return figure is not None and figure.find("figcaption") is not None


def _drop_picture(picture: HtmlElement) -> None:
    holder = picture.getparent()
    tree.drop(picture)
    while (
        holder is not None and holder.tag in {"figure", "a", "p"} and not (tree.text(holder) or len(holder))
    ):
        above = holder.getparent()
        tree.drop(holder)
        holder = above


def picture_key(address: str) -> str:
    """What is the same for all sizes of a picture: its address without what only says the size."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    kept = [pair for pair in parse_qsl(parts.query) if pair[0].lower() not in _SIZING]
    return f"{parts.netloc}{_SIZE.sub('', parts.path)}{kept or ''}"
