"""Puts what a page hands over apart where a browser shows it: parts streamed late, and shadow roots.

A server that streams sends a `<template>` as a place-holder, the part itself hidden at the end, and a line
of script that swaps the two (React names them B:1 or P:1, and S:1). A shadow root comes as a `<template>`
that shows, with slots for its host's children.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SWAP = re.compile(r"""\$R[A-Z]\(\s*["']([\w:\-«»]{1,60})["']\s*,\s*["']([\w:\-«»]{1,60})["']""")
_PLACE = re.compile(r"([\w\-«»]{0,40})[BP]:([0-9a-f]{1,8})")
_ROOT_MODES = ("shadowrootmode", "shadowroot")


def show_templates(root: HtmlElement) -> None:
    """Fill the place-holders of streamed parts, and open shadow roots, below the `html` element."""
    templates = tree.elements(root, "template")
    if not templates:
        return
    for template in reversed(templates):
        if any(template.get(mode) in {"open", "closed"} for mode in _ROOT_MODES):
            _open_root(template)
    waiting = {name: template for template in templates if (name := template.get("id"))}
    if waiting:
        _fill(root, waiting)


def _fill(root: HtmlElement, waiting: dict[str, HtmlElement]) -> None:
    pairs = [pair for script in root.iter("script") for pair in _SWAP.findall(script.text or "")]
    if not pairs:  # a page saved without its scripts: a place and its part bear the same number
        pairs = [(name, _PLACE.sub(r"\1S:\2", name)) for name in waiting if _PLACE.fullmatch(name)]
    parts = {part.get("id"): part for part in root.xpath("//*[@hidden][@id]")}
    for one, other in pairs:
        place, part = waiting.get(one), parts.get(other)
        if place is None:
            place, part = waiting.get(other), parts.get(one)
        if place is None or part is None or place.getparent() is None or part.getparent() is None:
            continue
        if part in set(place.iterancestors()):
            continue
        tree.drop(part)
        del part.attrib["hidden"]
        tree.replace(place, part)
        tree.unwrap(part)


def _open_root(template: HtmlElement) -> None:
    """Put a shadow root's content in its host, and the host's own children in the root's slots."""
    host = template.getparent()
    if host is None:
        return
    light = [child for child in host if child is not template]
    said, host.text = host.text, None
    after, template.tail = template.tail, None
    template.tag = "div"
    template.attrib.clear()
    slots = list(template.iter("slot"))
    unnamed = next((slot for slot in slots if not slot.get("name")), None)
    if unnamed is None:
        host.text, template.tail = said, after
    elif (said or "").strip() or (after or "").strip() or any(not child.get("slot") for child in light):
        unnamed.text = f"{said or ''}{after or ''}"
        unnamed[:] = []
    filled: set[HtmlElement] = set()
    for child in light:
        name = child.get("slot")
        slot = unnamed if not name else next((one for one in slots if one.get("name") == name), None)
        if slot is None:
            continue
        if slot is not unnamed and slot not in filled:
            slot.text = None
            slot[:] = []
        filled.add(slot)
        slot.append(child)
    for slot in slots:
        if slot.getparent() is not None:
            tree.unwrap(slot)
