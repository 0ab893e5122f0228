"""Inline content: tokens gathered from the tree, their white space put right, written as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from clipper.export.markdown.emphasis import DELIMITERS, needs_tags
from clipper.export.markdown.escape import (
    autolink,
    code_span,
    escape,
    escape_definition,
    escape_line_start,
    has_math_signs,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["text", "code", "raw", "break", "open", "close"]


class Token(NamedTuple):
    """One piece of inline content.

    text, code: `text` as it reads. raw: `text` is Markdown already. open, close: `text` names the format;
    for links `address` is the plain address and `target` what stands between the parentheses.
    """

    kind: Kind
    text: str = ""
    address: str = ""
    target: str = ""


BREAK = Token("break")
SPACE = Token("text", " ")


def closing(token: Token) -> Token:
    """The end of the format that a token begins."""
    return Token("close", token.text, token.address, token.target)


_ASCII_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNTIDY = re.compile(r"[\t\n\r\f]|  ")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def collapse(text: str) -> str:
    """Make one space of every run of HTML white space, and drop control characters."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
    return _ASCII_SPACE.sub(" ", text) if _UNTIDY.search(text) else text


def _joined(tokens: Iterable[Token]) -> list[Token]:
    """Join neighbours of text, and of code."""
    out: list[Token] = []
    parts: list[str] = []
    kind: Kind | None = None
    for token in tokens:
        if token.kind == kind:
            parts.append(token.text)
            continue
        if kind is not None:
            out.append(Token(kind, "".join(parts)))
            kind = None
        if token.kind in {"text", "code"}:
            kind, parts = token.kind, [token.text]
        else:
            out.append(token)
    if kind is not None:
        out.append(Token(kind, "".join(parts)))
    return out


class _Tidy:
    """Moves white space and line breaks out of formats, drops empty formats, joins formats that touch."""

    def __init__(self) -> None:
        self.out: list[Token] = []
        self.opening: list[Token] = []
        self.space = ""
        self.broken = False

    def add(self, token: Token) -> None:
        if token.kind in {"text", "code"}:
            text = collapse(token.text)
            core = text.strip()
            if not core:
                self.space += text
                return
            start = len(text) - len(text.lstrip())
            self.space += text[:start]
            self._content(Token(token.kind, core))
            self.space = text[start + len(core) :]
        elif token.kind == "break":
            self.broken, self.space = True, ""
        elif token.kind == "open":
            self.opening.append(token)
        elif token.kind == "close":
            if self.opening:
                self.opening.pop()
            else:
                self.out.append(token)
        else:
            self._content(token)

    def _content(self, token: Token) -> None:
        space = collapse(self.space)
        if self.out and self.broken:
            self.out.append(BREAK)
            space = space.strip(" ")
        if self.out and space:
            self.out.append(Token("text", space))
        self.space, self.broken = "", False
        for opening in self.opening:
            last = self.out[-1] if self.out else None
            if last and last.kind == "close" and last.text == opening.text and opening.text in DELIMITERS:
                self.out.pop()
            else:
                self.out.append(opening)
        self.opening.clear()
        self.out.append(token)


def tidied(tokens: Iterable[Token]) -> list[Token]:
    """Collapse white space as a browser does, trim the ends, and leave only formats that hold something."""
    tidy = _Tidy()
    for token in _joined(tokens):
        tidy.add(token)
    return _joined(tidy.out)


def plain_text(tokens: Iterable[Token]) -> str:
    """Give the words alone."""
    return " ".join("".join(token.text for token in tokens if token.kind in {"text", "code"}).split())


def _lone_text(tokens: Sequence[Token]) -> list[Token]:
    """The text of a line that holds nothing else, tidied; nothing for any other line, or an empty one."""
    if len(tokens) != 1 or tokens[0].kind != "text":
        return []
    said = collapse(tokens[0].text).strip()
    return [Token("text", said)] if said else []


def write(tokens: Sequence[Token], *, line_break: str = "  \n") -> str:
    """Write inline content as Markdown; lines that would begin a block of their own are escaped.

    `line_break` is what a hard break becomes: where it has no newline, the result is one line.
    """
    tidy = _lone_text(tokens) or tidied(tokens)
    if not tidy:
        return ""
    if len(tidy) == 1 and tidy[0].kind == "text":
        text = tidy[0].text
        written = escape(text, dollars=has_math_signs(text), tildes=text.count("~") > 1)
    else:
        written = _Writer(tidy, line_break).run()
    if line_break == "  \n":
        lines = escape_definition(written).split("\n")
        lines = [escape_line_start(line, first=not number) for number, line in enumerate(lines)]
        return "\n".join(lines)
    return written


class _Writer:
    def __init__(self, tokens: Sequence[Token], line_break: str) -> None:
        self.tokens = tokens
        self.line_break = line_break
        self.tagged = needs_tags(tokens)
        text = "".join(token.text for token in tokens if token.kind == "text")
        self.dollars = has_math_signs(text)
        self.tildes = text.count("~") > 1 or any(token.text == "del" for token in tokens)
        self.out: list[str] = []
        self.links = 0

    def run(self) -> str:
        index = 0
        while index < len(self.tokens):
            index += self._one(index, self.tokens[index])
        return "".join(self.out)

    def _one(self, index: int, token: Token) -> int:
        """Write one token, and say how many were used up."""
        if token.kind == "text":
            following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            self.out.append(
                escape(
                    token.text,
                    in_label=self.links > 0,
                    before_bracket=following is not None and _begins_with_bracket(following),
                    dollars=self.dollars,
                    tildes=self.tildes,
                )
            )
        elif token.kind == "code":
            self.out.append(code_span(token.text))
        elif token.kind == "raw":
            self.out.append(token.text)
        elif token.kind == "break":
            self.out.append(self.line_break)
        elif token.text == "a":
            return self._link(index, token)
        elif token.text in DELIMITERS and index not in self.tagged:
            self.out.append(DELIMITERS[token.text])
        else:
            self.out.append(f"<{token.text}>" if token.kind == "open" else f"</{token.text}>")
        return 1

    def _link(self, index: int, token: Token) -> int:
        if token.kind == "close":
            self.links -= 1
            self.out.append(f"]({token.target})")
            return 1
        content = self.tokens[index + 1]
        if (
            content.kind == "text"
            and self.tokens[index + 2].kind == "close"
            and token.target == token.address
        ):
            short = autolink(token.address, content.text)
            if short:
                self.out.append(short)
                return 3
        self.links += 1
        self.out.append("[")
        return 1


def _begins_with_bracket(token: Token) -> bool:
    return (token.kind == "open" and token.text == "a") or (
        token.kind == "raw" and token.text.startswith(("[", "!"))
    )
