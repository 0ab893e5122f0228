"""Pictures, embedded media and formulas as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.export.markdown.escape import destination, escape, is_plain_address, link_title
from clipper.export.markdown.inline import Token
from clipper.export.markdown.tree import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_RENDERED_DATA = re.compile(r"data:image/(?:gif|png|jpeg|webp);", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_LINKED = frozenset(("http:", "https:", "mailto:", "tel:", "ftp:"))
_SHOWN = frozenset(("http:", "https:"))
_OPENS_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|\](?=[(\[:])|`(?=`)|~(?=~)")


def _address(value: str | None, schemes: frozenset[str]) -> str:
    """An address as a browser reads it; "" where it has a scheme that is none of these.

    Those of the web are always among them.
    """
    if value and is_plain_address(value):
        return value
    address = re.sub(r"[\t\n\r]+", "", (value or "").strip())
    scheme = _SCHEME.match(re.sub(r"^[\s\x00-\x20]+", "", address))
    return address if scheme is None or scheme[0].lower() in schemes else ""


def link(node: Element) -> Token | None:
    """Make the format that a link gives its content; None where it leads to no place one reads."""
    href = _address(node.get("href"), _LINKED)
    if not href:
        return None
    title = " ".join((node.get("title") or "").split())
    if title and (title == href or title.casefold() == words(node, 20).casefold()):
        title = ""
    return Token("open", "a", href, destination(href) + link_title(title))


def picture_source(node: Element, images: Mapping[str, str]) -> str:
    """Give where a picture is: its file where `images` knows one, else its address, if it has one."""
    source = (node.get("src") or "").strip()
    known = images.get(source, images.get(node.get("src") or ""))
    if known is not None:
        return "" if known.startswith("asset:") else known
    return source if _RENDERED_DATA.match(source) else _address(source, _SHOWN)


def picture(node: Element, images: Mapping[str, str]) -> Token | None:
    """Write a picture; its words alone where there is no file or address."""
    source = picture_source(node, images)
    alt = " ".join((node.get("alt") or "").split())
    if not source:
        return Token("text", alt) if alt and (node.get("src") or "").strip() else None
    title = " ".join((node.get("title") or "").split())
    title = "" if title == alt else link_title(title)
    return Token("raw", f"![{escape(alt, in_label=True)}]({destination(source)}{title})")


def embedded(node: Element) -> list[Token]:
    """Write a video, audio or embedded page as a link to it."""
    source = node.get("src") or node.get("data") or ""
    if not source:
        source = next((found for each in node.iter("source", "embed") if (found := each.get("src"))), "")
    source = _address(source, _SHOWN)
    if not source:
        return []
    if source.startswith("//"):
        source = f"https:{source}"
    name = " ".join((node.get("title") or node.get("aria-label") or "").split()) or source
    opening = Token("open", "a", source, destination(source))
    return [opening, Token("text", name), opening._replace(kind="close")]


def formula(node: Element) -> tuple[str, bool] | None:
    """Give a formula's TeX, and whether it stands on its own; None where its TeX is not known."""
    tex = node.get("data-latex") or node.get("alttext") or ""
    if not tex:
        note = next(
            (each for each in node.iter("annotation") if "tex" in (each.get("encoding") or "").lower()), None
        )
        tex = "".join(str(piece) for piece in note.itertext()) if note is not None else ""
    tex = re.sub(r"\n\s*\n", "\n", tex.strip())
    # a renderer without formulas would see a tag or a link here; to TeX the space is nothing
    tex = _OPENS_MARKUP.sub(r"\g<0> ", tex)
    tex = re.sub(r"^\{\\displaystyle\s+(.*)\}$", r"\1", tex, flags=re.DOTALL)
    return (tex, node.get("display") == "block") if tex else None
