"""Markdown handed over: rendered, its front matter read into the metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract import tree
from clipper.extract.bare_text import extract_text
from clipper.extract.callouts import normalise_callouts
from clipper.extract.code import normalise_code
from clipper.extract.finish import finish
from clipper.extract.footnotes import normalise_footnotes
from clipper.extract.formulas import normalise_formulas
from clipper.extract.images import drop_unseen_pictures
from clipper.extract.ledger import account, lines_of
from clipper.extract.links import resolve_links
from clipper.extract.metadata import Metadata
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import separate_names
from clipper.extract.raised_numbers import link_raised_numbers
from clipper.extract.wording import FRONT_MATTER
from clipper.model import Removal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from clipper.model import Article, Capture

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?=\S)(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_DOLLARS = re.compile(r"\$\$([^$\n]+)\$\$|\$(?![\s$])((?:\\.|[^$\\`\n]){0,400}?(?:\\.|[^$\\`\s]))\$(?![\w$])")
_MONEY = re.compile(r"\d[\d.,]*(?:\s+[^\\^_={}<>]*)?$")
_PAIR = re.compile(r"^([A-Za-z_][\w \-]*?)\s*:\s*(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")


def extract_markdown(capture: Capture) -> Article:
    """The Article of a Markdown text. Raises EmptyPageError where it has no words."""
    source = tree.without_controls(capture.text)
    # What a person edited is all text: it has no front matter, and its first heading is no title.
    facts, body_source = ({}, source) if capture.selection else front_matter(source)
    html = render(body_source)
    if not _says_anything(html):
        if not re.search(r"\w", re.sub(r"<[^>]*>", "", body_source)):
            raise EmptyPageError("There are no words in this text.")
        return extract_text(capture)
    root = tree.parse(f"<body>{html}")
    body = root.find("body")
    if body is None:
        raise EmptyPageError("There are no words in this text.")
    base = capture.url or next(
        (one for key in ("source", "url") for one in facts.get(key, []) if one.startswith("http")), None
    )
    lines = lines_of(root)
    drop_unseen_pictures(body)
    normalise_formulas(body)
    normalise_code(body)
    normalise_callouts(body)
    link_raised_numbers(body)
    resolve_links(body, base)
    article = tree.new("div", body.text)
    article.extend(list(body))
    normalise_footnotes(article, article)
    heading = next((one for one in article.iter("h1", "h2") if tree.text(one)), None)
    title = next(iter(facts.get("title", [])), "") or (
        tree.text(heading) if heading is not None else capture.title_hint or ""
    )
    metadata = Metadata(
        title=title,
        authors=tuple(
            name
            for given in (*facts.get("author", []), *facts.get("authors", []))
            for name in separate_names(given)
        ),
        published=next(
            (
                date
                for key in ("published", "date", "created")
                for given in facts.get(key, [])
                if (date := iso_date(given))
            ),
            None,
        ),
        excerpt=next(iter(facts.get("description", [])), None),
        canonical_url=base if base != capture.url else None,
    )
    made = finish(
        article,
        base,
        metadata,
        url=capture.url,
        kind="note" if not facts else "article",
        keep_title=capture.selection,
    )
    front = source[: len(source) - len(body_source)].strip(" -\r\n")
    removed = account(lines, made.text, (), metadata)
    return replace(made, removed=(Removal(FRONT_MATTER, front), *removed) if front else removed)


def _says_anything(html: str) -> bool:
    return "<img" in html or re.search(r"\w", re.sub(r"<[^>]*>", "", html)) is not None


def front_matter(source: str) -> tuple[dict[str, list[str]], str]:
    """The front matter's values by lower-case key, and the text after it; ({}, text) where there is none."""
    match = _FRONT.match(source)
    if match is None:
        return {}, source
    facts: dict[str, list[str]] = {}
    key = ""
    for line in match[1].splitlines():
        if pair := _PAIR.match(line):
            key = pair[1].strip().lower()
            given = pair[2].strip()
            values = (
                given[1:-1].split(",")
                if given.startswith("[") and given.endswith("]") and not given.startswith("[[")
                else [given]
            )
            facts[key] = [plain for value in values if (plain := _plain(value))]
        elif (item := _ITEM.match(line)) and key:
            facts[key].append(_plain(item[1]))
        elif line.strip() and not key:
            return {}, source
    return (facts, source[match.end() :]) if facts else ({}, source)


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        quote = value[0]
        value = (
            value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
            if quote == '"'
            else value[1:-1].replace("''", "'")
        )
    return re.sub(r"^\[\[(?:[^|\]]*\|)?([^\]]*)\]\]$", r"\1", value.strip())


def _between_dollars(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: a formula between dollars, unless they are sums of money."""
    match = _DOLLARS.match(state.src, state.pos)
    if match is None or state.src[state.pos - 1 : state.pos].isalnum():
        return False
    said = match[1] or match[2]
    if not match[1] and _MONEY.match(said):
        return False
    if not silent:
        token = state.push("math_inline_double" if match[1] else "math_inline", "math", 0)
        token.content = said
    state.pos = match.end()
    return True


def _formula(_renderer: object, tokens: Sequence[Token], place: int, *_: object) -> str:
    token = tokens[place]
    display = "" if token.type == "math_inline" else ' display="block"'
    made = f'<math data-latex="{escape(token.content.strip())}"{display}></math>'
    return f"<p>{made}</p>" if token.type == "math_block" else made


def render(source: str) -> str:
    """HTML of CommonMark with tables, strikethrough, task lists, footnotes and formulas."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(tasklists_plugin)
    parser.use(dollarmath_plugin, allow_labels=False, double_inline=True)
    parser.inline.ruler.at("math_inline", _between_dollars)
    for kind in ("math_inline", "math_inline_double", "math_block"):
        parser.add_render_rule(kind, _formula)
    html: str = parser.render(source)
    return html
