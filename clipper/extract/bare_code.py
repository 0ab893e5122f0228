"""Code in plain text: lines that are written for a machine, which keep their breaks and indentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*([\w+#.-]*)\s*$")
_SIGNS = re.compile(
    r"[\w)\]]\s?\{\s*$|^\s*[)}\]]++[;,)]*+\s*$|[)\]\"'\d];\s*$|"
    r"^\s*(?:[\w.\[\]\"'*&<>]+\s+){0,3}[\w.\[\]\"'$]+\s*[-+*/|&:]?=\s*\S|"
    r"\w\([^()]*\)\s*[;:{,)]*\s*$|=>|->\s*\w|\w::\w|:=|[!=]=|&&|\|\||"
    r"^\s*(?:#include\b|#!|//|/\*|\*/|<!--|</?\w+[^<>]*>\s*|@\w+\(?|\$ \S|>>> ?\S|--?\w[\w-]*[ =]\S)|"
    r"^\s*[\w./-]+(?: [\w./-]+)? --?\w[\w-]*(?:[ =]\S|\s*$)|"
    r"^\s*(?:def|fn|func|function|sub|proc)\s+\w+\s*[(<]|"
    r"^\s*(?:class|struct|enum|interface|module)\s+\w+.*[:{]\s*$|"
    r"^\s*(?:import|from|require|package|using|use)\s+[\w./\"'{*]+(?:\s+(?:import|as|from)\s+.+)?;?\s*$|"
    r"^\s*(?:if|elif|else|for|while|try|except|finally|with|switch|case|catch)\b.*[:{]\s*$|"
    r"^\s*(?:public|private|protected|static|const|let|var|val|return|export|async|await|yield)\b.*[;{)=(\]]|"
    r"^\s*return\s+[\w.\[\]]+\s*$|^\s*(?:SELECT|INSERT|UPDATE|CREATE|DELETE|FROM|WHERE)\s+[\w*\"`]"
)
# All that the signs need: most lines have none of it, and are done with sooner.
_MAYBE = re.compile(
    r"[][{}();=<>$&|/@#:-]|^\s*(?:import|from|require|package|using|use|return|SELECT|INSERT|UPDATE|CREATE|DELETE|"
    r"FROM|WHERE)\b"
)
_INDENTED = re.compile(r"(?:\t| {2,})\S")
_MOST_WORDS = 14
_LONGEST = 300


def is_code(line: str) -> bool:
    """Whether a line by itself is written for a machine."""
    return len(line) < _LONGEST and _MAYBE.search(line) is not None and _SIGNS.search(line) is not None


def code_runs(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """The runs of code, first line, the one after the last, and the language if a fence names it.

    A fence's run holds its fences. Other runs have two lines of code at least, which are half of their lines.
    """
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        end = _closing(lines, at, fence[1]) if fence else None
        if fence and end is not None:
            found.append((at, end + 1, fence[2]))
            at = end + 1
            continue
        if not (is_code(lines[at]) and not _is_said(lines[at])):
            at += 1
            continue
        end = _end_of_run(lines, at)
        said = [line for line in lines[at:end] if line.strip()]
        signs = sum(1 for line in said if is_code(line))
        indented = any(_INDENTED.match(line) for line in said)
        if signs >= 2 and signs * 2 >= len(said) and (indented or signs >= 3 or signs == len(said)):
            found.append((at, end, ""))
        at = max(end, at + 1)
    return found


def _closing(lines: Sequence[str], at: int, fence: str) -> int | None:
    return next((place for place in range(at + 1, len(lines)) if lines[place].strip() == fence), None)


def _end_of_run(lines: Sequence[str], at: int) -> int:
    """The line after the last of code: blank and indented lines go with the code around them."""
    end = at + 1
    place = at + 1
    while place < len(lines):
        line = lines[place]
        if line.strip():
            if not (is_code(line) or _INDENTED.match(line)) or _is_said(line):
                break
            end = place + 1
        elif place - end >= 2:
            break
        place += 1
    return end


def _is_said(line: str) -> bool:
    """Whether a line is a sentence for people: many words, no indentation, no brackets."""
    words = re.findall(r"[^\W\d_]{2,}", line)
    return len(words) > _MOST_WORDS and re.search(r"[{}=;<>\\]", line) is None


def code_block(lines: Sequence[str], language: str) -> HtmlElement:
    """The lines as a block of code, their common indentation and their fences taken away."""
    inner = list(lines)
    if inner and _FENCE.match(inner[0]):
        inner = inner[1:-1]
    while inner and not inner[-1].strip():
        inner.pop()
    indents = [len(line) - len(line.lstrip()) for line in inner if line.strip()]
    cut = min(indents, default=0)
    code = tree.new("code", "\n".join(line[cut:] for line in inner))
    if language:
        code.set("class", f"language-{language.lower()}")
    block = tree.new("pre")
    block.append(code)
    return block
