"""Keeps text text: what must carry a backslash so that no renderer takes it for markup, and nothing else.

Only places where CommonMark, GFM, footnotes or math would begin are escaped, so that prose stays readable.
"""

from __future__ import annotations

import re
from html import escape as escape_html

_MAY_NEED = re.compile(r"[\\`*_\[\]<&~%]")

_TEXT = r"""
      \\(?=[!-/:-@\[-`{-~]|\Z)              # a backslash that would escape what follows
    | `
    | (?<![ ])\*  | \*(?![ ])               # a star alone between spaces is only a star
    | (?<![^\W_])_ | _(?![^\W_])            # so is an underscore within a word
    | <(?=[A-Za-z/!?])                      # tags and autolinks
    | &(?=\#?\w+;)                          # entities
    | %(?=%)                                # comments of note programs
"""
_BRACKETS = r"""
    | \[(?=[\[^]) | (?<=\^)\[               # wiki links, footnotes, inline footnotes
    | \](?=\()                              # the end of a link's text
"""
_IN_TEXT = re.compile(_TEXT + _BRACKETS, re.VERBOSE)
_IN_LABEL = re.compile(_TEXT + r"| [\[\]]", re.VERBOSE)
_TILDES = re.compile(r"(?<![ ])~|~(?=~)")
_MATH = re.compile(r"\$(?=\S)[^$]*(?<=\S)\$(?!\d)|\$\$")

_LINE_START = re.compile(
    r"""
      (?:\#{1,6}|[-+*])(?=\s|\Z)            # headings and bullets
    | >
    | =+[ ]*\Z                              # the line under a heading
    | (?=[^-]*-)[|:\-\s]+\Z                 # that, a rule, or the row under a table's header
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:|\[[ xX]\](?=\s|\Z)")
_LONE_ADDRESS = re.compile(r"\A(?!https?:|mailto:)(\S*[:&\\]\S*)(?=\s*\Z|\s+[\"'(]|\n)")
_PLAIN_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$*+,=%&'-]+", re.ASCII)
_CLOSING_HASHES = re.compile(r"(?:(?<=\s)|\A)#+\Z")


def has_math_signs(text: str) -> bool:
    """Say whether dollar signs in the text would be read as the borders of a formula."""
    return "$" in text and _MATH.search(text) is not None


def escape(
    text: str,
    *,
    in_label: bool = False,
    before_bracket: bool = False,
    dollars: bool = False,
    tildes: bool = False,
) -> str:
    """Escape running text.

    `in_label`: it stands in a link's text. `before_bracket`: markup that begins with a square bracket
    follows at once. `dollars`, `tildes`: the paragraph has more of them, that would be read as markup.
    """
    if _MAY_NEED.search(text):
        text = (_IN_LABEL if in_label else _IN_TEXT).sub(r"\\\g<0>", text)
        if tildes:
            text = _TILDES.sub(r"\\~", text)
    if dollars:
        text = text.replace("$", "\\$")
    return _escape_last_sign(text) if before_bracket else text


def _escape_last_sign(text: str) -> str:
    head, last = text[:-1], text[-1:]
    if last not in {"!", "^", "["} or (len(head) - len(head.rstrip("\\"))) % 2:
        return text
    return f"{head}\\{last}"


def escape_line_start(line: str, *, first: bool) -> str:
    """Escape a line whose beginning would make it a heading, list item, quote, rule or table.

    `first`: it is a paragraph's first line, where a link definition or a task box could also begin.
    """
    if _LINE_START.match(line) or (first and _DEFINITION.match(line)):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def escape_definition(paragraph: str) -> str:
    """Escape a paragraph whose beginning, over however many lines, would make it a link definition."""
    return f"\\{paragraph}" if _DEFINITION.match(paragraph) else paragraph


def escape_note(text: str) -> str:
    """Part the only word of a footnote from its end where it could be an address that runs.

    A renderer without footnotes takes `[^1]: javascript:…` for the definition of a link.
    """
    return _LONE_ADDRESS.sub(r"\1 &nbsp;", text)


def escape_in_html(text: str, *, quote: bool) -> str:
    """Escape text for HTML, so that it is no link either to a renderer that takes HTML for text."""
    return escape_html(text, quote=quote).replace("](", "]&#40;")


def escape_heading(line: str) -> str:
    """Escape number signs at the end of a heading, which would be taken for its closing sequence."""
    return _CLOSING_HASHES.sub(r"\\\g<0>", line) if line.endswith("#") else line


def is_plain_address(url: str) -> bool:
    """Whether an address is of the web and holds no sign that could need care; most are so."""
    return _PLAIN_ADDRESS.fullmatch(url) is not None


def destination(url: str) -> str:
    """Write an address as a link destination; in angle brackets only where it needs them."""
    if is_plain_address(url):
        return url
    url = re.sub(r"[\t\n\r]+", "", url.strip())
    url = re.sub(r"[\x00-\x1f\x7f]", lambda found: f"%{ord(found[0]):02X}", url)
    url = re.sub(r"&(?=#?\w+;)", "&amp;", url)
    url = re.sub(r"\\(?=[!-/:-@\[-`{-~]|\Z)", r"\\\\", url)
    if re.search(r"[ <>]", url) or not url or not _balanced(url):
        escaped = re.sub(r"[<>]", r"\\\g<0>", url)
        return f"<{escaped}>"
    return url


def _balanced(url: str) -> bool:
    depth = deepest = 0
    for char in re.findall(r"[()]", url):
        depth += 1 if char == "(" else -1
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest < 16


def link_title(title: str) -> str:
    """Write a link's title with the space and quotes around it; nothing for an empty one."""
    title = " ".join(title.split())
    if not title:
        return ""
    title = re.sub(r"\\(?=[!-/:-@\[-`{-~]|\Z)|[\"<`]|&(?=#?\w+;)", r"\\\g<0>", title)
    return f' "{title}"'


def code_span(text: str) -> str:
    """Write inline code with as many backticks around it as its content asks for."""
    runs = {len(run) for run in re.findall(r"`+", text)}
    ticks = 1
    while ticks in runs:
        ticks += 1
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * ticks}{pad}{text}{pad}{'`' * ticks}"


def fenced(text: str, language: str) -> str:
    """Write a code block with a fence longer than any in it."""
    longest = max((len(run) for run in re.findall(r"(?m)^[ ]{0,3}(`{3,})", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def autolink(address: str, text: str) -> str | None:
    """Write a link whose text is its own address as an autolink; None where that would change it."""
    if text == address and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[!#-;=?-\[\]^_a-z{|}~]+", address):
        # %-escapes are left out: renderers decode them in the text
        return None if "%" in address else f"<{address}>"
    if address == f"mailto:{text}" and re.fullmatch(
        r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", text, re.ASCII
    ):
        return f"<{text}>"
    return None
