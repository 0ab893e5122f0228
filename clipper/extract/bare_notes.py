"""A text that is no page: all of it kept, its paragraphs, lists, quotes and line breaks found again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.bare_lines import bullet, raw_lines
from clipper.extract.metadata.read import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]}'’]")
_NUMBER = re.compile(r"\s*\(?(\d{1,3})[.)]\s+")
_TASK = re.compile(r"\s*(?:[-*]\s+)?\[([ xX])\]\s+")
_LONGEST_TITLE = 120
_DEEPEST_QUOTE = 20
_NARROWEST, _WIDEST = 45, 100


def note_body(source: str, hint: str | None) -> tuple[str, HtmlElement]:
    """The title and the tree of a plain text. A first line that stands alone is the title, not the body's."""
    lines = raw_lines(source)
    while lines and not lines[0].strip():
        lines.pop(0)
    blocks = _blocks(lines)
    body = tree.new("div")
    title = " ".join((hint or "").split())
    first = blocks[0] if blocks else []
    if len(first) == 1 and len(blocks) > 1 and _is_title(first[0]):
        said = first[0].strip().lstrip("#").strip()
        if not title or title == said:
            title = said
            blocks = blocks[1:]
    if not title:
        title = shortened(re.sub(r"^\s*(?:[-*•]|\[[ xX]\]|>|#+)\s*", "", first[0]) if first else "", 90) or ""
    width = wrap_width(blocks)
    for block in blocks:
        _add(body, block, width)
    return title, body


def _is_title(line: str) -> bool:
    said = line.strip()
    return (
        len(said) <= _LONGEST_TITLE
        and bullet(said) is None
        and not re.search(r"[.,;:。]$", said)
        and not said.startswith(">")
    )


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def wrap_width(blocks: Sequence[Sequence[str]]) -> int:
    """The column at which an editor broke the lines, or 0 where lines were broken by hand or not at all.

    The test is that of greedy filling: the next line's first word would not have fitted on the line before.
    """
    width = max((len(line) for block in blocks for line in block), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    joints = filled = 0
    for block in blocks:
        for line, following in pairwise(block):
            if bullet(following) or following.startswith(">"):
                continue
            joints += 1
            word = following.split()[0]
            filled += len(line) + 1 + len(word) > width - 4 and len(line) > width * 0.6
    return width if joints >= 2 and filled >= joints * 0.75 else 0


def _add(body: HtmlElement, block: Sequence[str], width: int, depth: int = 0) -> None:
    if depth < _DEEPEST_QUOTE and all(line.lstrip().startswith(">") for line in block):
        quote = tree.new("blockquote")
        inner = [re.sub(r"^\s*> ?", "", line) for line in block]
        for part in _blocks(inner):
            _add(quote, part, width, depth + 1)
        body.append(quote)
        return
    at = 0
    while at < len(block):
        if bullet(block[at]) and _is_list(block, at):
            at = _add_list(body, block, at, width)
            continue
        end = at + 1
        while end < len(block) and not (bullet(block[end]) and _is_list(block, end)):
            end += 1
        body.append(_paragraph(block[at:end], width))
        at = end


def _is_list(block: Sequence[str], at: int) -> bool:
    """Whether a line with a bullet begins a list: dashes may open speech, a number may open a sentence."""
    items = [line for line in block[at:] if bullet(line)]
    if re.match(r"\s*[–—]", block[at]):
        return False
    if number := _NUMBER.match(block[at]):
        return number[1] == "1" or len(items) > 1 or len(block) == 1
    return not re.match(r"\s*\(?[a-zA-Z][.)]", block[at]) or len(items) > 1


def _add_list(body: HtmlElement, block: Sequence[str], at: int, width: int) -> int:
    number = _NUMBER.match(block[at])
    previous = body[-1] if len(body) else None
    tag = "ol" if number else "ul"
    listing = tree.new(tag)
    if number and number[1] != "1":
        if (
            previous is not None
            and previous.tag == "ol"
            and int(previous.get("start", "1")) + len(previous) == int(number[1])
        ):
            listing = previous
        else:
            listing.set("start", number[1])
    if listing is not previous:
        body.append(listing)
    while at < len(block):
        sign = bullet(block[at])
        if sign is None or (_NUMBER.match(block[at]) is None) != (number is None):
            break
        said = [block[at][sign.end() :]]
        at += 1
        while at < len(block) and bullet(block[at]) is None and (block[at].startswith((" ", "\t")) or width):
            said.append(block[at].strip())
            at += 1
        item = tree.new("li")
        if task := _TASK.match(block[at - len(said)]):
            box = tree.new("input")
            box.set("type", "checkbox")
            if task[1] in "xX":
                box.set("checked", "")
            box.set("disabled", "")
            said[0] = block[at - len(said)][task.end() :]
            item.append(box)
            box.tail = " "
        _say(item, " ".join(said))
        listing.append(item)
    return at


def _paragraph(lines: Sequence[str], width: int) -> HtmlElement:
    paragraph = tree.new("p")
    for at, line in enumerate(lines):
        if at and width and len(lines[at - 1]) > width * 0.55:
            _say(paragraph, _joint(lines[at - 1], line))
        elif at:
            paragraph.append(tree.new("br"))
        _say(paragraph, line.strip())
    return paragraph


def _joint(line: str, following: str) -> str:
    """What comes between two halves of a paragraph: nothing in scripts without spaces."""
    wide = "\u3000" <= line[-1:] <= "\u9fff" and "\u3000" <= following.lstrip()[:1] <= "\u9fff"
    return "" if wide else " "


def _say(element: HtmlElement, said: str) -> None:
    """Add text, its web addresses as links."""
    at = 0
    for match in _ADDRESS.finditer(said):
        tree.append_text(element, said[at : match.start()])
        link = tree.new("a", match[0])
        link.set("href", match[0])
        element.append(link)
        at = match.end()
    tree.append_text(element, said[at:])
