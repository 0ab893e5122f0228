"""What only a page's structured data says: a recipe's steps, a product's description and details, answers.

Nothing is added that the article says already: texts are compared by runs of letters, in any script.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from clipper.extract import tree
from clipper.extract.kinds.headings import heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from clipper.extract.metadata import Metadata

RUN = 10
"""Letters and digits in a row that are compared as one."""

SAID_ALREADY = 0.6
"""Share of a text's runs that the article must have for the text to count as said."""

LEAST_TEXT = 60
"""Characters; a shorter description is a label."""

MOST_NODES = 2
"""A page with more things of a type lists them; it is not about one."""

_CODED = re.compile(r"(?:\w{1,40}%20){3}")
_NOT_LETTERS = re.compile(r"[\W_]+")
_MOST_TEXT = 60_000
_NAMED_VALUES = ("color", "material", "size", "model", "mpn", "weight", "width", "height", "depth")

Node = dict[str, Any]


class _Said:
    """The text of an article, to be asked whether it says something already."""

    def __init__(self, text: str) -> None:
        self._whole = _letters(text)
        self._runs: set[str] | None = None

    def has(self, text: str) -> bool:
        letters = _letters(text)
        if len(letters) < 3 * RUN:
            return letters in self._whole
        if self._runs is None:
            self._runs = set(_runs(self._whole))
        runs = [letters[at : at + RUN] for at in range(0, len(letters) - RUN, 3)]
        return sum(run in self._runs for run in runs) >= SAID_ALREADY * len(runs)

    def add(self, elements: list[HtmlElement]) -> None:
        """Take it that the article says these as well."""
        self._whole += "".join(_letters(tree.words(element)) for element in elements)
        self._runs = None


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _runs(letters: str) -> Iterator[str]:
    return (letters[at : at + RUN] for at in range(max(1, len(letters) - RUN + 1)))


def additions(metadata: Metadata, article_text: str, kind: str = "") -> list[HtmlElement]:
    """Blocks to add at the end of an article that says `article_text`; none on most pages.

    Of a page of a known kind a product or a video is added only where the page is about one.
    """
    found: dict[str, list[Node]] = {}
    for node in metadata.structured:
        for name in _types(node):
            if name in _ADDED and _fits(name, kind):
                found.setdefault(name, []).append(node)
    if not found:
        return []
    said = _Said(article_text)
    added: list[HtmlElement] = []
    for name, nodes in found.items():
        if len(nodes) <= MOST_NODES and (more := _ADDED[name](nodes[0], said, metadata.language)):
            said.add(more)
            added += more
    return added


def _fits(name: str, kind: str) -> bool:
    return not kind or (kind in _ONLY_ON.get(name, {kind}) and kind not in _NOT_ON.get(name, ()))


def _types(node: Node) -> list[str]:
    given = node.get("@type")
    return [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)]


def _recipe(node: Node, said: _Said, language: str | None) -> list[HtmlElement]:
    ingredients = [_plain(one) for one in _many(node.get("recipeIngredient") or node.get("ingredients"))]
    steps = list(_steps(node.get("recipeInstructions")))
    added: list[HtmlElement] = []
    listed = [one for one in ingredients if one]
    if listed and sum(said.has(one) for one in listed) * 2 < len(listed):
        added += [heading("ingredients", language), _list("ul", listed)]
    if steps and not said.has(" ".join(steps)):
        added += [heading("method", language), _list("ol", steps)]
    return added


def _how_to(node: Node, said: _Said, language: str | None) -> list[HtmlElement]:
    del language
    steps = list(_steps(node.get("step")))
    return [_list("ol", steps)] if steps and not said.has(" ".join(steps)) else []


def _steps(value: object) -> Iterator[str]:
    for one in _many(value):
        if isinstance(one, dict):
            inner = one.get("itemListElement")
            if inner:
                yield from _steps(inner)
            elif text := _plain(one.get("text") or one.get("name") or one.get("description")):
                yield text
        elif isinstance(one, str):
            yield from (line.strip() for line in re.split(r"\n+", _plain(one, lines=True)) if line.strip())


def _product(node: Node, said: _Said, language: str | None) -> list[HtmlElement]:
    added = _description(node, said, language)
    properties = [one for one in _many(node.get("additionalProperty")) if isinstance(one, dict)]
    rows = [(_plain(one.get("name")), _plain(one.get("value"))) for one in properties]
    rows += [(name.capitalize(), _plain(node.get(name))) for name in _NAMED_VALUES if added or rows]
    rows = [
        (name, value) for name, value in rows if name and value and not (said.has(value) and said.has(name))
    ]
    return added + ([_table(rows)] if rows else [])


def _description(node: Node, said: _Said, language: str | None) -> list[HtmlElement]:
    del language
    given = node.get("description")
    return _blocks(given, said) if isinstance(given, str) else []


def _video(node: Node, said: _Said, language: str | None) -> list[HtmlElement]:
    added = _description(node, said, language)
    transcript = node.get("transcript")
    if isinstance(transcript, str) and (blocks := _blocks(transcript, said)):
        added += [heading("transcript", language), *blocks]
    return added


def _questions(node: Node, said: _Said, language: str | None) -> list[HtmlElement]:
    del language
    added: list[HtmlElement] = []
    for one in _many(node.get("mainEntity")):
        if not isinstance(one, dict):
            continue
        answers = [*_many(one.get("acceptedAnswer")), *_many(one.get("suggestedAnswer"))]
        texts = [one.get("text") for one in answers if isinstance(one, dict)]
        blocks = [block for text in texts if isinstance(text, str) for block in _blocks(text, said)]
        if blocks:
            question = _plain(one.get("name") or one.get("text"))
            added += [tree.new("h3", question), *blocks] if question and not said.has(question) else blocks
    return added


def _event(node: Node, said: _Said, language: str | None) -> list[HtmlElement]:
    rows = []
    start = _plain(node.get("startDate")).replace("T", " ")[:16]
    end = _plain(node.get("endDate")).replace("T", " ")[:16]
    if start and not said.has(start[:10]):
        until = f" – {end.removeprefix(start[:10]).strip()}" if end and end != start else ""
        rows.append((heading("date", language).text or "", start + until))
    places = [_place(one) for one in _many(node.get("location")) if isinstance(one, dict)]
    place = next((one for one in places if one), "")
    if place and not said.has(place.split(",")[0]):
        rows.append((heading("place", language).text or "", place))
    return _description(node, said, language) + ([_table(rows)] if rows else [])


def _place(node: Node) -> str:
    address = node.get("address")
    parts = [_plain(node.get("name"))]
    if isinstance(address, dict):
        parts += [_plain(address.get(name)) for name in ("streetAddress", "postalCode", "addressLocality")]
    else:
        parts.append(_plain(address))
    return ", ".join(part for part in parts if part)


_EVENTS = (
    "Event MusicEvent TheaterEvent EducationEvent Festival ExhibitionEvent SportsEvent BusinessEvent "
    "ScreeningEvent"
)
_ADDED = {
    "Recipe": _recipe,
    "HowTo": _how_to,
    "Product": _product,
    "ProductGroup": _product,
    "VideoObject": _video,
    "FAQPage": _questions,
    "QAPage": _questions,
    "JobPosting": _description,
    "Hotel": _description,
    "LodgingBusiness": _description,
    **dict.fromkeys(_EVENTS.split(), _event),
}


_ONLY_ON = {"Product": {"product"}, "ProductGroup": {"product"}, "VideoObject": {"video", "product"}}
_NOT_ON = {"FAQPage": {"product"}}
"""Questions about a product are mostly those of its buyers, as far from it as comments from an article."""


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(value: object, *, lines: bool = False) -> str:
    """A value of structured data as text: unescaped, without tags, in one line unless `lines`."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(one) for one in value)))
    if isinstance(value, dict):
        unit = value.get("unitText") or value.get("unitCode")
        value = value.get("@value") or value.get("name") or value.get("value")
        if isinstance(value, (str, int, float)) and isinstance(unit, str):
            value = f"{value} {unit}"
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    text = tree.without_controls(html.unescape(str(value)))[:_MOST_TEXT]
    if _CODED.search(text):
        text = unquote(text)
    if "<" in text:
        text = re.sub(r"<(?:br|/p|/li|/div)\b[^<>]{0,200}>", "\n" if lines else " ", text)
        text = re.sub(r"<[^<>]{1,500}>", "", text)
    return text.strip() if lines else " ".join(text.split())


def _blocks(text: str, said: _Said) -> list[HtmlElement]:
    """The paragraphs of a text, or none where the article says it already or there is hardly any of it."""
    plain = _plain(text, lines=True)
    if len(plain) < LEAST_TEXT or said.has(plain):
        return []
    lines = [" ".join(line.split()) for line in re.split(r"\n+|\r+", plain)]
    return [tree.new("p", line) for line in lines if line and not (len(line) > 2 * RUN and said.has(line))]


def _list(tag: str, items: list[str]) -> HtmlElement:
    made = tree.new(tag)
    for item in items:
        made.append(tree.new("li", item))
    return made


def _table(rows: list[tuple[str, str]]) -> HtmlElement:
    table = tree.new("table")
    body = tree.new("tbody")
    table.append(body)
    for name, value in rows:
        row = tree.new("tr")
        row.append(tree.new("th", name))
        row.append(tree.new("td", value))
        body.append(row)
    return table
