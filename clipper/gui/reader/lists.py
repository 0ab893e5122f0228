"""Bulleted, numbered and task lists: blocks moved in, with a sign painted before each item's first line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.gui.reader.inline import tag_of
from clipper.gui.reader.page import Marker, Sign
from clipper.gui.reader.scripts import first_strong_is_rtl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from clipper.gui.reader.flow import Flow
    from clipper.gui.reader.writer import Place

_INDENT = 28
_SIGN_GAP = 9
_BULLETS = (Sign.DISC, Sign.CIRCLE, Sign.SQUARE)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def write_list(flow: Flow, node: HtmlElement, place: Place) -> Iterator[None]:
    """Write a `<ul>` or `<ol>` with all that is in it."""
    writer = flow.writer
    ordered = tag_of(node) == "ol"
    level = sum(element.tag in {"ul", "ol"} for element in place.path)
    outer = writer.after
    if not place.fixed_direction:
        rtl = first_strong_is_rtl("".join(map(str, node.itertext())))
        place = place if rtl is None else replace(place, rtl=rtl)
    numbers = _numbers(node) if ordered else {}
    longest = max((len(text) for text in numbers.values()), default=0)
    indent = max(_INDENT, round(longest * place.style.size * 0.56) + _SIGN_GAP + 2)
    loose = any(tag_of(child) == "p" for item in node for child in item)
    start = f' start="{node.get("start")}"' if ordered and (node.get("start") or "").isdecimal() else ""
    inner = place.inset(indent).under(writer.element("ol" if ordered else "ul", start))
    inner = replace(inner, style=replace(place.style, after=10 if loose else 6))
    edge = (inner.right if place.rtl else inner.left) - _SIGN_GAP
    for item in node:
        tag = tag_of(item)
        if not tag:
            continue
        if tag != "li":
            yield from flow.children(_wrapped(item), inner)
            continue
        sign, text = _sign(item, numbers.get(item, ""), ordered=ordered, level=level)
        writer.anchor(item.get("id"))
        writer.mark_item(Marker(sign, text, edge, place.rtl))
        spot = flow.place_for(item, inner).under(writer.element("li"))
        yield from flow.children(item, spot, leaf="")
        writer.forget_item()
        yield
    writer.after = max(writer.after, 6 if level else max(20, outer if not len(node) else 0))


def _wrapped(item: HtmlElement) -> HtmlElement:
    """Return something that is in a list without being an item, as the content of one."""
    item.tail = None
    wrapper = item.makeelement("div")
    wrapper.append(item)
    return wrapper


def _sign(item: HtmlElement, number: str, *, ordered: bool, level: int) -> tuple[Sign, str]:
    box = _check_box(item)
    if box is not None:
        done = box.get("checked") is not None
        box.drop_tree()
        return (Sign.DONE if done else Sign.OPEN), ""
    if ordered:
        return Sign.NUMBER, number
    return _BULLETS[min(level, len(_BULLETS) - 1)], ""


def _check_box(item: HtmlElement) -> HtmlElement | None:
    """Return the check box with which an item begins."""
    node = item
    for _ in range(3):
        if (node.text or "").strip() or not len(node):
            return None
        node = node[0]
        if tag_of(node) == "input" and (node.get("type") or "").lower() == "checkbox":
            return node
    return None


def _numbers(node: HtmlElement) -> dict[HtmlElement, str]:
    """Return what stands before each item of a numbered list: "3." or "c."."""
    items = [item for item in node if tag_of(item) == "li"]
    step = -1 if node.get("reversed") is not None else 1
    value = _integer(node.get("start"), len(items) if step < 0 else 1)
    numbers: dict[HtmlElement, str] = {}
    for item in items:
        value = _integer(item.get("value"), value)
        numbers[item] = f"{_written(value, node.get('type') or '1')}."
        value += step
    return numbers


def _integer(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.removeprefix("-").isdecimal() and len(digits) < 10 else otherwise


def _written(value: int, kind: str) -> str:
    if kind in {"a", "A"} and value > 0:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(97 + rest) + letters
        return letters.upper() if kind == "A" else letters
    if kind in {"i", "I"} and 0 < value < 4000:
        roman = ""
        for worth, sign in (*_ROMAN, *_ROMAN_LOW):
            while value >= worth:
                roman += sign
                value -= worth
        return roman.upper() if kind == "I" else roman
    return str(value)
