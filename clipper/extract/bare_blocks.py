"""The forms that plain lines stand for: paragraphs, lists, quotes, code, line breaks, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.bare_code import code_block, code_runs
from clipper.extract.bare_joints import FULL, columns, joined_pair
from clipper.extract.bare_lines import bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]}'’]")
_NUMBER = re.compile(r"\s*[(（]?(\d{1,3})(?:[.)]\s+|）\s*|、)")
_LETTER = re.compile(r"\s*\(?[a-zA-Z][.)]\s")
_TASK = re.compile(r"\s*(?:[-*]\s+)?(?:\[([ xX])\]\s+|([☐☑☒])\s*)")
_DEEPEST_QUOTE = 20


def blocks_of(lines: Sequence[str]) -> list[list[str]]:
    """The lines between empty ones; a run of code is a block with its empty lines."""
    blocks: list[list[str]] = [[]]
    ends = {start: end for start, end, _ in code_runs(lines)}
    at = 0
    while at < len(lines):
        if at in ends:
            blocks += [list(lines[at : ends[at]]), []]
            at = ends[at]
            continue
        if lines[at].strip():
            blocks[-1].append(lines[at])
        elif blocks[-1]:
            blocks.append([])
        at += 1
    return [block for block in blocks if block]


def add_block(body: HtmlElement, block: Sequence[str], width: int, text: str, depth: int = 0) -> None:
    """Add the lines of a block to the body, joined where they are `width` columns wide and `width` is not 0.

    `text` is the whole that the block is from.
    """
    runs = code_runs(block)
    if runs and (runs[0][0], runs[0][1]) == (0, len(block)):
        body.append(code_block(block, runs[0][2]))
        return
    if depth < _DEEPEST_QUOTE and all(line.lstrip().startswith(">") for line in block):
        quote = tree.new("blockquote")
        inner = [re.sub(r"^\s*> ?", "", line) for line in block]
        for part in blocks_of(inner):
            add_block(quote, part, width, text, depth + 1)
        body.append(quote)
        return
    at = 0
    while at < len(block):
        if bullet(block[at]) and _is_list(block, at, body):
            at = _add_list(body, block, at, width, text)
            continue
        end = at + 1
        while end < len(block) and not (bullet(block[end]) and _is_list(block, end, body)):
            end += 1
        body.append(paragraph(block[at:end], width, text))
        at = end


def _is_list(block: Sequence[str], at: int, body: HtmlElement) -> bool:
    """Whether a line with a bullet begins a list, or goes on with the one that the body ends in.

    Dashes may open speech, a number may open a sentence.
    """
    items = [line for line in block[at:] if bullet(line)]
    if re.match(r"\s*[–—]", block[at]):
        return False
    if number := _NUMBER.match(block[at]):
        return int(number[1]) == 1 or len(items) > 1 or (len(body) > 0 and _goes_on(body[-1], number))
    return not _LETTER.match(block[at]) or len(items) > 1


def _goes_on(listing: HtmlElement, number: re.Match[str]) -> bool:
    """Whether a numbered line is the next item of a list."""
    return listing.tag == "ol" and int(listing.get("start", "1")) + len(listing) == int(number[1])


def _add_list(body: HtmlElement, block: Sequence[str], at: int, width: int, text: str) -> int:
    number = _NUMBER.match(block[at])
    previous = body[-1] if len(body) else None
    listing = tree.new("ol" if number else "ul")
    if number and int(number[1]) != 1:
        if previous is not None and _goes_on(previous, number):
            listing = previous
        else:
            listing.set("start", str(int(number[1])))
    if listing is not previous:
        body.append(listing)
    while at < len(block):
        sign = bullet(block[at])
        if sign is None or (_NUMBER.match(block[at]) is None) != (number is None):
            break
        task = _TASK.match(block[at])
        # The letter of an item "b) …" has no place in a list but in its text.
        cut = task.end() if task else 0 if _LETTER.match(block[at]) else sign.end()
        said = block[at][cut:].strip()
        at += 1
        while at < len(block) and bullet(block[at]) is None and (block[at].startswith((" ", "\t")) or width):
            said = joined_pair(said, block[at].strip(), text)
            at += 1
        listing.append(_item(said, task))
    return at


def _item(said: str, task: re.Match[str] | None) -> HtmlElement:
    item = tree.new("li")
    if task:
        box = tree.new("input")
        box.set("type", "checkbox")
        if (task[1] or task[2]) in "xX☑☒":
            box.set("checked", "")
        box.set("disabled", "")
        item.append(box)
        box.tail = " "
    say(item, said)
    return item


def paragraph(lines: Sequence[str], width: int, text: str) -> HtmlElement:
    """Lines as a paragraph, halves of one line joined, other line breaks kept."""
    element = tree.new("p")
    said = ""
    for at, line in enumerate(lines):
        if at and width and columns(lines[at - 1]) > width * FULL:
            said = joined_pair(said, line.strip(), text)
            continue
        if at:
            say(element, said)
            element.append(tree.new("br"))
        said = line.strip()
    say(element, said)
    return element


def say(element: HtmlElement, said: str) -> None:
    """Add text, its web addresses as links."""
    at = 0
    for match in _ADDRESS.finditer(said):
        tree.append_text(element, said[at : match.start()])
        link = tree.new("a", match[0])
        link.set("href", match[0])
        element.append(link)
        at = match.end()
    tree.append_text(element, said[at:])
