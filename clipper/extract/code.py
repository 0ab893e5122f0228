"""Code blocks in one form: `<pre><code class="language-x">` with plain text, gutters and buttons gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|brush|highlight-source|code-block|sourceCode|hljs|"
    r"src)[-:_ ]\s*([A-Za-z][\w+#.\-]*)",
    re.IGNORECASE,
)
_HIGHLIGHT = re.compile(r"(?:^|\s)highlight-(?:text-|source-)?([A-Za-z][\w+#]*)")
_GUTTER = re.compile(
    r"(?:^|[\s_-])(?:gutter|line-?numbers?|linenos?|lineno|lnt?|ln-num|hl-line-number|linenumber|"
    r"line-numbers-rows|"
    r"rouge-gutter|linenodiv|hljs-ln-numbers|"
    r"blob-num|copy(?:-?(?:button|btn|code|to-clipboard))?|clipboard(?:-copy)?|code-toolbar-?item|"
    r"toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LANGUAGE_ATTRIBUTES = ("data-lang", "data-language", "data-code-language", "data-syntax")
_HIGHLIGHTERS = ("prettyprint", "hljs", "sourceCode")
_HIGHLIGHTER_NAMES = frozenset((*_HIGHLIGHTERS, "linenums", "prettyprinted"))
_COPIES = re.compile(r"copy|clipboard|toolbar", re.IGNORECASE)
_NOT_LANGUAGES = vocabulary(
    "none text plain plaintext nohighlight default code block highlight source line lines numbers toolbar "
    "copy hljs chroma "
    "inner wrapper container output console-output default theme dark light json-ld"
) - {"json-ld"}
_MONOSPACE = re.compile(r"font-family\s*:[^;]*(?:monospace|Menlo|Monaco|Consolas|Courier)", re.IGNORECASE)
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre(?:-wrap|-line)?|break-spaces)\b", re.IGNORECASE)
_LINE_BLOCKS = frozenset(("div", "p", "li", "tr"))


def normalise_code(root: HtmlElement) -> None:
    """Bring every block of code below the root into the one form; inline code becomes plain `<code>`."""
    for table in tree.elements(root, "table"):
        _undo_table(table)
    for element in root.xpath(".//div[@style][contains(@style, 'white-space')]"):
        if _PRE_STYLE.search(element.get("style")) and _MONOSPACE.search(element.get("style")):
            _keep_lines(element)
    for pre in tree.elements(root, "pre"):
        if pre.getparent() is None or next(pre.iterancestors("pre"), None) is not None:
            continue
        _normalise(pre)
    for code in root.xpath(".//code[br][not(ancestor::pre)]"):
        _promote(code)


def _normalise(pre: HtmlElement) -> None:
    holds_code = pre.find(".//code") is not None
    language = language_of(pre)
    for element in tree.elements(
        pre, "button", "script", "style", "textarea", "svg", "span", "div", "td", "a", "ul", "ol"
    ):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            element.tag in {"button", "script", "style", "textarea", "svg"}
            or (_GUTTER.search(names) and _no_code(element))
            or (element.get("aria-hidden") == "true" and tree.text(element).isdigit())
        ):
            tree.drop(element)
    said = code_text(pre).replace("\xa0", " ").replace("\u200b", "")
    said = (
        re.sub(r"[ \t]+$", "", said, flags=re.MULTILINE).strip("\n")
        if len(said) < 1_000_000
        else said.strip("\n")
    )
    said = _without_numbers(said)
    images = list(pre.iter("img"))
    if not said.strip():
        if images:
            pre.tag = "div"
        else:
            tree.drop(pre)
        return
    if not holds_code and not language and _is_prose(pre, said):
        return
    made = tree.new("pre")
    code = tree.new("code", said)
    if language:
        code.set("class", f"language-{language}")
    made.append(code)
    tree.replace(pre, made)


def _is_prose(pre: HtmlElement, said: str) -> bool:
    """Whether a `<pre>` without code is marked-up text: it has links or emphasis worth keeping."""
    return any(link.get("href") for link in pre.iter("a")) and not re.search(
        r"[{};=<>]\s*$", said, re.MULTILINE
    )


def _no_code(element: HtmlElement) -> bool:
    said = "".join(element.itertext())
    if not re.search(r"[^\d\s]", said):
        return True
    return len(said) < 40 and _COPIES.search(f"{element.get('class')} {element.get('id')}") is not None


def code_text(pre: HtmlElement) -> str:
    """The code's own text: line elements and `<br>` end lines, everything else is taken as it stands."""
    pieces: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(pre, False)]
    while stack:
        element, leaving = stack.pop()
        line = element is not pre and _is_line(element)
        if leaving:
            if line and pieces and not _ends_line(pieces):
                pieces.append("\n")
            if element is not pre and element.tail:
                pieces.append("" if line and element.tail.isspace() else element.tail)
            continue
        if line and pieces and not _ends_line(pieces):
            pieces.append("\n")
        if element.tag == "br":
            pieces.append("\n")
        if element.text and not (element.text.isspace() and "\n" in element.text and _holds_lines(element)):
            pieces.append(element.text)
        elif line and len(element) == 0 and not element.text:
            pieces.append("\n")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element) if isinstance(child.tag, str))
    return "".join(pieces)


def _ends_line(pieces: list[str]) -> bool:
    last = next((piece for piece in reversed(pieces) if piece), "\n")
    return last.endswith("\n")


def _holds_lines(element: HtmlElement) -> bool:
    return len(element) > 0 and _is_line(element[0])


def _is_line(element: HtmlElement) -> bool:
    if element.tag in _LINE_BLOCKS:
        return True
    return (
        element.tag in {"span", "code"}
        and re.search(r"display\s*:\s*block", element.get("style") or "") is not None
    )


def _without_numbers(said: str) -> str:
    """Without line numbers that count 1, 2, 3 … at the head of every line."""
    lines = said.split("\n")
    if len(lines) < 3 or not re.match(r"\s*1[\s.:|]", lines[0]):
        return said
    stripped = []
    for expected, line in enumerate(lines, start=1):
        match = re.match(rf"\s*{expected}(?:[.:|]\s?|[ \t]|$)", line)
        if match is None:
            return said
        stripped.append(line[match.end() :])
    return "\n".join(stripped)


def language_of(pre: HtmlElement) -> str | None:
    """The language named by the block, its code or what wraps them; lower-case, None where none is named."""
    near = [pre, *pre.iter("code")]
    above = pre.getparent()
    for _ in range(3):
        if above is None or above.tag in {"body", "article", "main"}:
            break
        near.append(above)
        above = above.getparent()
    return next((found for element in near for found in _named_languages(element)), None)


def _named_languages(element: HtmlElement) -> Iterator[str]:
    """The languages that the element's own attributes name, the surest first."""
    given: list[str] = []
    if element.tag in {"pre", "code", "div", "figure"}:
        given += [element.get(name) or "" for name in _LANGUAGE_ATTRIBUTES]
    if element.tag == "pre":
        given.append(element.get("lang") or "")
    names = element.get("class") or ""
    given += [match[1] for pattern in (_LANGUAGE, _HIGHLIGHT) for match in pattern.finditer(names)]
    if element.tag in {"pre", "code"} and any(mark in names for mark in _HIGHLIGHTERS):
        rest = [name for name in names.split() if name not in _HIGHLIGHTER_NAMES]
        given += rest if len(rest) == 1 else []
    yield from (found for one in given if (found := _language(one)))


def _language(given: str) -> str | None:
    name = given.strip().lower().strip("-_.")
    if not name or len(name) > 20 or name in _NOT_LANGUAGES or not re.fullmatch(r"[a-z][\w+#.\-]*", name):
        return None
    return name


def _undo_table(table: HtmlElement) -> None:
    """A table of a gutter and a code cell, or of one row a line, gives way to its code."""
    rows = list(table.iter("tr"))
    if not rows or table.getparent() is None:
        return
    blocks = list(table.iter("pre"))
    names = table.get("class") or ""
    if blocks and len(rows) == 1 and len(rows[0]) == 2:
        gutter = tree.text(rows[0][0]).replace(" ", "")
        if gutter.isdigit() or not gutter:
            code = next(rows[0][1].iter("pre"), None)
            tree.replace(table, code if code is not None else _pre_of([code_text(rows[0][1])]))
        return
    numbered = [
        row
        for row in rows
        if len(row) == 2 and (row[0].get("data-line-number") or tree.text(row[0]).isdigit())
    ]
    if len(rows) >= 2 and len(numbered) == len(rows) and re.search(r"highlight|code|hljs|blob|diff", names):
        made = _pre_of([code_text(row[1]).strip("\n") for row in rows])
        inside_pre = next(table.iterancestors("pre"), None)
        if inside_pre is not None:
            made.tag = "span"
        tree.replace(table, made)


def _pre_of(lines: list[str]) -> HtmlElement:
    return tree.new("pre", "\n".join(lines))


def _keep_lines(element: HtmlElement) -> None:
    """An editor's pasted block: divs in a monospaced face, one a line."""
    if next(element.iterancestors("pre"), None) is not None:
        return
    made = tree.new("pre", code_text(element))
    tree.replace(element, made)


def _promote(code: HtmlElement) -> None:
    """Inline code of several lines is a block."""
    made = tree.new("pre")
    inner = tree.new("code", code_text(code).strip("\n"))
    made.append(inner)
    tree.replace(code, made)
