"""Block content: the boxes that are open while the tree is walked, and how blocks are put together.

A box (quote, list, item …) collects finished blocks as Markdown text and becomes one block itself when it
closes. The nesting is capped, so that putting prefixes before lines stays linear in the size of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from clipper.export.markdown.escape import escape_note

BlockKind = Literal["paragraph", "heading", "code", "rule", "list", "quote", "raw"]
BoxKind = Literal["root", "quote", "list", "item", "note", "details"]

MAX_DEPTH = 32
_LARGEST_NUMBER = 999_999_999


@dataclass(slots=True)
class Block:
    """A finished block.

    `explicit`: a paragraph that was marked as one. `marker`: what the items of a list begin with.
    """

    kind: BlockKind
    text: str
    explicit: bool = False
    marker: str = ""


@dataclass(slots=True)
class Box:
    """A container that is still open.

    `implied`: it was not in the tree, but its content needs it. `number`: an ordered list's first number, or
    the number an item asks for. `checked`: a task's state. `label`: a footnote's, or the kind of callout that
    a quote is. `summary`: a disclosure's, or a callout's title. `fold`: how a callout that can be opened is
    shown, `+` open or `-` closed.
    """

    kind: BoxKind
    implied: bool = False
    blocks: list[Block] = field(default_factory=list)
    items: list[Box] = field(default_factory=list)
    ordered: bool = False
    number: int | None = None
    checked: bool | None = None
    label: str = ""
    summary: str = ""
    opened: bool = False
    fold: str = ""


def joined(blocks: list[Block]) -> str:
    """Put blocks below one another, a blank line between them."""
    return "\n\n".join(block.text for block in blocks)


def indented(text: str, width: int) -> str:
    """Indent all lines but the first; blank lines stay empty."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)


def quote(box: Box) -> Block:
    """Make a block quote; a callout is one that begins with its kind and title."""
    text = joined(box.blocks)
    if box.label:
        title = box.summary if box.summary.casefold() != box.label else ""
        begun = bool(box.blocks) and box.blocks[0].kind == "paragraph"
        text = (
            f"[!{box.label}]{box.fold} {title}".rstrip() + ("\n" if begun else "\n\n" if text else "") + text
        )
    lines = text.split("\n")
    return Block("quote", "\n".join(f"> {line}" if line else ">" for line in lines))


def details(box: Box) -> list[Block]:
    """Make a disclosure: HTML around blocks that stay Markdown."""
    if not box.blocks and not box.summary:
        return []
    head = "<details open>" if box.opened else "<details>"
    if box.summary:
        head += f"\n<summary>{box.summary}</summary>"
    return [Block("raw", head), *box.blocks, Block("raw", "</details>")]


def footnote(box: Box) -> str:
    """Write a footnote's definition; its further blocks are indented."""
    return f"[^{box.label}]: {indented(escape_note(joined(box.blocks)), 4)}"


def lists(box: Box, previous: Block | None) -> list[Block]:
    """Make a list of a list box: several, where its numbers jump.

    A list right after another of its kind gets another marker, or the two would become one.
    """
    items = _kept(box)
    if not items:
        return []
    loose = _is_loose(items)
    out: list[Block] = []
    run: list[str] = []
    start = number = _number(box.number, 1)
    marker = _marker(box, previous)
    for item in items:
        wanted = _number(item.number, number)
        if box.ordered and wanted != number and run:
            out.append(Block("list", _between(loose=loose).join(run), marker=_key(marker, start)))
            marker = _marker(box, out[-1])
            run = []
        number = wanted if box.ordered else number
        start = start if run else number
        run.append(_item(item, f"{number}{marker}" if box.ordered else marker, loose=loose))
        number += 1
    out.append(Block("list", _between(loose=loose).join(run), marker=_key(marker, start)))
    return out


def _kept(box: Box) -> list[Box]:
    """Leave out empty items; those within an ordered list keep the numbers after them right."""
    filled = [number for number, item in enumerate(box.items) if item.blocks]
    if not filled:
        return []
    if not box.ordered:
        return [box.items[number] for number in filled]
    dropped = filled[0]
    if dropped:
        box.number = _number(box.number, 1) + dropped
    return box.items[dropped : filled[-1] + 1]


def _number(wanted: int | None, otherwise: int) -> int:
    return wanted if wanted is not None and 0 <= wanted <= _LARGEST_NUMBER else otherwise


def _marker(box: Box, previous: Block | None) -> str:
    before = previous.marker if previous and previous.kind == "list" else ""
    if box.ordered:
        return ")" if before[-1:] == "." else "."
    return "*" if before == "-" else "-"


def _key(marker: str, start: int) -> str:
    return f"{start}{marker}" if marker in ".)" else marker


def _between(*, loose: bool) -> str:
    return "\n\n" if loose else "\n"


def _item(item: Box, marker: str, *, loose: bool) -> str:
    if not item.blocks:
        return marker
    first = item.blocks[0]
    if first.kind == "rule":
        first.text = "___"  # "- ---" would be a rule, not an item
    task = item.checked is not None and first.kind == "paragraph"
    box = ("[x] " if item.checked else "[ ] ") if task else ""
    body = joined(item.blocks) if loose else "\n".join(block.text for block in item.blocks)
    return f"{marker} {box}{indented(body, len(marker) + 1)}"


def _is_loose(items: list[Box]) -> bool:
    """Say whether blank lines set the items apart: where paragraphs are, or where blocks would melt."""
    paragraphs = [any(block.explicit for block in item.blocks) for item in items]
    if 2 * sum(paragraphs) >= len(items) and any(paragraphs):
        return True
    pairs = (pair for item in items for pair in zip(item.blocks, item.blocks[1:], strict=False))
    return any(_must_part(above, below) for above, below in pairs)


def _must_part(above: Block, below: Block) -> bool:
    """Say whether the second block would be read as part of the first without a blank line between."""
    if "raw" in {above.kind, below.kind}:
        return True
    if below.kind == "paragraph":
        return above.kind in {"paragraph", "list", "quote"}
    if below.kind == "list":
        return above.kind in {"list", "quote"} or (
            above.kind == "paragraph" and below.marker not in {"-", "*", "1.", "1)"}
        )
    if below.kind == "rule":
        return above.kind not in {"heading", "code"}
    return below.kind == "quote" and above.kind in {"quote", "list"}
