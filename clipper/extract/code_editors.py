"""Code that is shown without `<pre>`: by editors, by highlighters that draw tables, by pasted windows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from clipper.extract import tree
from clipper.extract.code_language import language_of
from clipper.extract.code_text import code_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TOP = re.compile(r"(?:^|;)\s*top\s*:\s*(\d+)")
_GUTTER_CELL = re.compile(r"gutter|linenumber|line-number|crayon-nums", re.IGNORECASE)
_CODE_TABLE = re.compile(r"highlight|code|hljs|blob|diff|crayon|lntable|rouge", re.IGNORECASE)
LONGEST_TITLE = 120
_LINE_NUMBER = re.compile(r"\s*\d{0,6}\s*")


class _Editor(NamedTuple):
    """A class of what holds the whole, and the class of each line in it."""

    holder: str
    line: str


_EDITORS = (
    _Editor("syntaxhighlighter", "line"),
    _Editor("CodeMirror", "CodeMirror-line"),
    _Editor("cm-editor", "cm-line"),
    _Editor("monaco-editor", "view-line"),
    _Editor("ace_editor", "ace_line"),
    _Editor("crayon-syntax", "crayon-line"),
)


def undo_editors(root: HtmlElement, names: str) -> None:
    """Code shown by an editor's or a highlighter's own elements becomes `<pre>`; `names`: all classes."""
    for editor in _EDITORS:
        if editor.holder not in names or editor.line not in names:
            continue
        for holder in _of_class(root, editor.holder):
            lines = [line for line in _of_class(holder, editor.line) if not _in_gutter(line, holder)]
            if holder.getparent() is not None and lines:
                _replace(holder, lines)


def _replace(holder: HtmlElement, lines: list[HtmlElement]) -> None:
    placed = [(int(top[1]), line) for line in lines if (top := _TOP.search(line.get("style") or ""))]
    if len(placed) == len(lines):
        # one editor reuses its lines' elements, so that they stand in any order
        lines = [line for _, line in sorted(placed, key=lambda one: one[0])]
    made = tree.new("pre", "\n".join(code_text(line).strip("\n") for line in lines))
    language = language_of(holder) or next(
        (found for inner in holder.xpath(".//*[@data-language]") if (found := language_of(inner))), None
    )
    if language:
        made.set("class", f"language-{language}")
    for title in holder.xpath(".//*[contains(@class, 'title') or contains(@class, 'caption')]"):
        if (said := tree.text(title)) and title not in lines and len(said) < LONGEST_TITLE:
            holder.addprevious(tree.new("p", said))
            break
    tree.replace(holder, made)


def _of_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    found = root.xpath(".//*[contains(@class, $name)]", name=name)
    return [element for element in found if name in element.get("class").split()]


def _in_gutter(line: HtmlElement, holder: HtmlElement) -> bool:
    return any(_GUTTER_CELL.search(above.get("class") or "") for above in tree.ancestors_until(line, holder))


def undo_tables(root: HtmlElement) -> None:
    """Tables of a gutter and a code cell, or of one row a line, give way to their code."""
    for table in tree.elements(root, "table"):
        _undo_table(table)


def _undo_table(table: HtmlElement) -> None:
    rows = list(table.iter("tr"))
    if not rows or table.getparent() is None:
        return
    if len(rows) == 1 and len(rows[0]) == 2:
        if next(table.iter("pre", "code"), None) is None:
            return
        gutter = tree.text(rows[0][0]).replace(" ", "")
        if gutter.isdigit() or not gutter:
            code = next(rows[0][1].iter("pre"), None)
            _put(table, code if code is not None else tree.new("pre", code_text(rows[0][1])))
        return
    if any(len(row) != 2 for row in rows) or not _numbers_lines(rows):
        return
    names = f"{table.get('class') or ''} {(table.getparent().get('class') or '')}"
    if not _CODE_TABLE.search(names) and next(table.iterancestors("pre"), None) is None:
        return
    _put(table, tree.new("pre", "\n".join(code_text(row[1]).strip("\n") for row in rows)))


def _numbers_lines(rows: list[HtmlElement]) -> bool:
    """Whether the first of two cells counts the lines, in each row."""
    return all(row[0].get("data-line-number") or tree.text(row[0]).isdigit() for row in rows) or all(
        _GUTTER_CELL.search(row[0].get("class") or "") and _LINE_NUMBER.fullmatch(tree.text(row[0]))
        for row in rows
    )


def _put(table: HtmlElement, made: HtmlElement) -> None:
    language = language_of(made) if made.getparent() is not None else None
    language = language or language_of(table)
    if next(table.iterancestors("pre"), None) is not None:
        made.tag = "span"
    elif language:
        made.set("class", f"language-{language}")
    tree.replace(table, made)
