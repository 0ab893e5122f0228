"""Finds the part of a page that holds the article. readability-lxml chooses; semantic containers decide.

readability-lxml is shown a skeleton of the page: its blocks, each text block a paragraph of plain words and
links. That keeps its cost linear on hostile pages and leaves the real tree untouched.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from lxml import etree
from readability import Document
from readability.readability import REGEXES, clean

from clipper.extract import tree
from clipper.extract.metadata.titles import key
from clipper.extract.vocabulary import vocabulary
from clipper.extract.wording import content_by_name, furniture_by_name

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.measure import Parts

_AS_THEY_ARE = vocabulary("p pre td th blockquote li dt dd h1 h2 h3 h4 h5 h6 figcaption")
_CONTAINERS = vocabulary(
    "div section article main aside header footer nav form table tbody thead tfoot tr td th ul ol li dl "
    "dt dd blockquote "
    "figure fieldset details center body address"
)
_PARAGRAPHS = ("p", "pre", "td", "blockquote")
_NEVER_UNLIKELY = frozenset(("html", "body", "pre", "code"))
LEAST_TITLED = 250
"""Characters of prose that an element with the title must have to count as the article."""

_MOST_BLOCKS = 20_000
"""Blocks shown to readability-lxml; its work grows faster than the page."""

_MOST_TEXT = 400_000
"""Characters shown to readability-lxml, which reads them again for every element around them."""


class _Skeleton:
    """The page's blocks in readability-lxml's terms, each with the element it stands for."""

    def __init__(self, body: HtmlElement) -> None:
        self.root: HtmlElement = tree.new("html")
        self.stands_for: dict[HtmlElement, HtmlElement] = {}
        self.unlikely: list[HtmlElement] = []
        self.blocks = 0
        self.said = 0
        self._loose: HtmlElement | None = None
        self._waiting: tuple[HtmlElement, list[str]] | None = None
        top = self._add(self.root, "body", body)
        self._build(body, top)
        self._write()

    def _add(self, parent: HtmlElement, tag: str, element: HtmlElement) -> HtmlElement:
        classes, identity, told = element.get("class"), element.get("id"), element.get("itemprop")
        given = (("class", classes), ("id", identity), ("itemprop", told))
        attributes = {name: value for name, value in given if value}
        made: HtmlElement = etree.SubElement(parent, tag, attributes)
        names = f"{classes or ''} {identity or ''}"
        if len(names) > 1 and tag not in _NEVER_UNLIKELY and _is_unlikely(names):
            self.unlikely.append(made)
        self.stands_for[made] = element
        self.blocks += 1
        return made

    def _build(self, body: HtmlElement, top: HtmlElement) -> None:
        holds_block = _holding_blocks(body)
        stack: list[tuple[HtmlElement, HtmlElement]] = [(body, top)]
        while stack:
            element, made = stack.pop()
            self._loose = None
            self._say(made, element, element.text)
            for child in element:
                tag = child.tag
                if not isinstance(tag, str):
                    continue
                if self.blocks > _MOST_BLOCKS or self.said > _MOST_TEXT:
                    return
                if child in holds_block:
                    inner = self._add(made, tag if tag in _CONTAINERS else "div", child)
                    stack.append((child, inner))
                    self._loose = None
                elif tag in tree.BLOCKS:
                    self._loose = None
                    leaf = self._add(made, tag if tag in _AS_THEY_ARE else "p", child)
                    self.said += _fill(leaf, child)
                elif tag == "br":
                    if not (child.tail or "").strip():
                        self._loose = None
                else:
                    self._loose_inline(made, element, child)
                self._say(made, element, child.tail)

    def _paragraph(self, made: HtmlElement, element: HtmlElement) -> HtmlElement:
        if self._loose is None:
            self._loose = etree.SubElement(made, "p")
            self.stands_for[self._loose] = element
            self.blocks += 1
        return self._loose

    def _say(self, made: HtmlElement, element: HtmlElement, said: str | None) -> None:
        if said and not said.isspace():
            self.said += len(said)
            self._append(self._paragraph(made, element), said)

    def _append(self, paragraph: HtmlElement, said: str) -> None:
        """Let text wait for more of its paragraph: written piece by piece, it would be copied each time."""
        if self._waiting is None or self._waiting[0] is not paragraph:
            self._write()
            self._waiting = paragraph, []
        self._waiting[1].append(said)

    def _write(self) -> None:
        if self._waiting is not None:
            tree.append_text(self._waiting[0], "".join(self._waiting[1]))
            self._waiting = None

    def _loose_inline(self, made: HtmlElement, element: HtmlElement, child: HtmlElement) -> None:
        said = "".join(child.itertext())
        if not said.strip():
            return
        self.said += len(said)
        paragraph = self._paragraph(made, element)
        if child.tag == "a" or child.find(".//a") is not None:
            self._write()
            etree.SubElement(paragraph, "a").text = said
        else:
            self._append(paragraph, said)


def _holding_blocks(body: HtmlElement) -> set[HtmlElement]:
    holding: set[HtmlElement] = set()
    for block in body.iter(*tree.BLOCKS):
        above = block.getparent()
        while above is not None and above not in holding:
            holding.add(above)
            above = above.getparent()
    return holding


def _fill(leaf: HtmlElement, element: HtmlElement) -> int:
    """Give the leaf the element's text in one line, what is linked as one link; returns its characters."""
    whole = tree.text(element)
    links = list(element.iter("a")) if len(element) else []
    if not links:
        leaf.text = whole
        return len(whole)
    linked = " ".join("".join([link.text_content() for link in links]).split())
    leaf.text = whole[: max(len(whole) - len(linked), 0)]
    etree.SubElement(leaf, "a").text = linked
    return len(whole)


class _Reader(Document):  # type: ignore[misc]  # the library has no types
    """readability-lxml, told at once what it would find out again and again."""

    def __init__(self, root: HtmlElement) -> None:
        super().__init__("")
        self.html = root
        self._sizes: dict[HtmlElement, tuple[int, int]] = {}

    def get_link_density(self, elem: HtmlElement) -> float:
        """The linked share of an element's text; of all elements when the first is asked for."""
        if elem not in self._sizes:
            self._measure()
        text, linked = self._sizes.get(elem, (0, 0))
        return linked / max(text, 1)

    def _measure(self) -> None:
        inside: dict[HtmlElement | None, tuple[int, int]] = {}
        for element in reversed(list(self.html.iter())):
            text, linked = inside.get(element, (0, 0))
            text += len(element.text or "")
            if element.tag == "a":
                linked = text
            self._sizes[element] = text, linked
            above = element.getparent()
            around, linked_around = inside.get(above, (0, 0))
            inside[above] = around + text + len(element.tail or ""), linked_around + linked

    def class_weight(self, e: HtmlElement) -> int:
        """What an element's class and id speak for, and against."""
        return sum(_weight(names) for names in (e.get("class"), e.get("id")) if names)

    def score_paragraphs(self) -> dict[HtmlElement, dict[str, Any]]:
        """The candidates: what is around a paragraph gets its points, and what is around that gets half.

        Scores as the library does, which also describes each element for its log, in half of its time.
        """
        candidates: dict[HtmlElement, dict[str, Any]] = {}
        for paragraph in chain.from_iterable(map(self.html.iter, _PARAGRAPHS)):
            parent = paragraph.getparent()
            said = _cleaned(paragraph.text_content())
            if parent is None or len(said) < self.min_text_length:
                continue
            points = 2 + said.count(",") + min(len(said) / 100, 3)
            for around, share in ((parent, points), (parent.getparent(), points / 2)):
                if around is None:
                    continue
                if around not in candidates:
                    candidates[around] = self.score_node(around)
                candidates[around]["content_score"] += share
        for element, candidate in candidates.items():
            candidate["content_score"] *= 1 - self.get_link_density(element)
        return candidates


def _cleaned(said: str) -> str:
    """What readability-lxml makes of a text whose length it asks for."""
    return clean(said) if "\n" in said or "  " in said or "\t" in said else said.strip()


@lru_cache(maxsize=8192)
def _weight(names: str) -> int:
    against = REGEXES["negativeRe"].search(names) is not None
    return 25 * (REGEXES["positiveRe"].search(names) is not None) - 25 * against


@lru_cache(maxsize=8192)
def _is_unlikely(names: str) -> bool:
    """Whether readability-lxml holds it unlikely that an element of these names is the article."""
    unlikely, maybe = REGEXES["unlikelyCandidatesRe"], REGEXES["okMaybeItsACandidateRe"]
    return unlikely.search(names) is not None and maybe.search(names) is None


def _drop_unlikely(skeleton: _Skeleton) -> None:
    """Take out what its names speak against, unless it is or holds the page's main part."""
    for element in skeleton.unlikely:
        if next(element.iterancestors("pre", "code"), None) is not None:
            continue
        if next(element.iter("main", "article", "math"), None) is None:
            tree.drop(element)


def readability_choice(body: HtmlElement) -> HtmlElement | None:
    """The element that readability-lxml takes for the article, or None where it finds no paragraph."""
    skeleton = _Skeleton(body)
    _drop_unlikely(skeleton)
    document: Any = _Reader(skeleton.root)
    candidates = document.score_paragraphs()
    best = document.select_best_candidate(candidates)
    if best is None:
        return None
    best = document.get_semantic_article_candidate(candidates, best)
    best = document.get_semantic_main_candidate(candidates, best)
    return skeleton.stands_for.get(best["elem"])


def choose(body: HtmlElement, parts: Parts, title: str = "") -> HtmlElement | None:
    """The smallest element that holds the whole article, or None where the page has no prose at all.

    readability-lxml's choice stands unless the page has far more prose elsewhere; then the prose that goes
    with the title decides, and without one the bulk of it.
    """
    chosen = readability_choice(body)
    if chosen is not None and chosen not in parts:
        chosen = None
    bulk = _bulk(body, parts)
    if chosen is None or parts[bulk].prose > 2 * parts[chosen].prose:
        chosen = _by_title(chosen, bulk, _titled(body, parts, title), parts)
    if chosen is None:
        return None
    chosen = _narrowed(chosen, parts)
    return _widened(chosen, body, parts)


def _by_title(
    chosen: HtmlElement | None, bulk: HtmlElement, titled: HtmlElement | None, parts: Parts
) -> HtmlElement | None:
    if not parts[bulk].prose:
        return None
    if titled is None or parts[titled].prose < min(max(parts[bulk].prose * 0.15, 250), 1500):
        return bulk
    if chosen is not None and (titled is chosen or titled in chosen.iterancestors()):
        return chosen if parts[titled].prose <= 2.2 * parts[chosen].prose else titled
    return titled


def _titled(body: HtmlElement, parts: Parts, title: str) -> HtmlElement | None:
    """The smallest element that holds the title's heading with prose below it."""
    wanted = key(title)
    for heading in body.iter("h1", "h2"):
        said = key(tree.text(heading))
        if len(said) < 6 or not (said in wanted or wanted in said) or len(said) * 3 < len(wanted):
            continue
        for above in heading.iterancestors():
            if above is body or above not in parts:
                return None
            if parts[above].prose >= LEAST_TITLED:
                return above
    return None


def _bulk(body: HtmlElement, parts: Parts) -> HtmlElement:
    """The smallest element with the bulk of the page's prose: down from the body with two thirds of it."""
    current = body
    while True:
        enough = parts[current].prose * 0.67
        within = next((child for child in current if child in parts and parts[child].prose > enough), None)
        if within is None or within.tag not in _CONTAINERS:
            return current
        current = within


def _is_article_body(element: HtmlElement) -> bool:
    return "articleBody" in (element.get("itemprop") or "")


def _narrowed(chosen: HtmlElement, parts: Parts) -> HtmlElement:
    """The one semantic container inside that has nearly all of the prose."""
    most = parts[chosen].prose
    if not most or chosen.tag == "article" or _is_article_body(chosen):
        return chosen
    for inside in chosen.iterdescendants("article", "main", "div", "section"):
        if inside not in parts or parts[inside].prose < most * 0.85:
            continue
        if inside.tag in {"article", "main"} or _is_article_body(inside):
            return inside
    return chosen


def _widened(chosen: HtmlElement, body: HtmlElement, parts: Parts) -> HtmlElement:
    """Up the tree while what comes in with a step is the article's."""
    current = chosen
    above = current.getparent()
    while above is not None and above is not body and above in parts:
        if _belongs(above, current, parts):
            current = above
        above = above.getparent()
        if current.tag in {"article", "main"}:
            break
    return current


def _belongs(above: HtmlElement, current: HtmlElement, parts: Parts) -> bool:
    now, then = parts[current], parts[above]
    gained = then.prose - now.prose
    other = (then.text - now.text) - gained
    if above.tag == "article" or _is_article_body(above):
        return _articles_beside(above, current, parts) == 0
    if above.tag == "main":
        return _articles_beside(above, current, parts) == 0 and other < max(now.prose, 600)
    if now.prose == 0 or gained >= now.prose * 0.1:
        return gained > other and _articles_beside(above, current, parts) < 2 and not _is_furniture(above)
    if content_by_name(f"{above.get('class') or ''} {above.get('id') or ''}"):
        return other <= max(now.prose * 0.1, 200) and _articles_beside(above, current, parts) == 0
    return False


def _is_furniture(element: HtmlElement) -> bool:
    return furniture_by_name(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _articles_beside(above: HtmlElement, current: HtmlElement, parts: Parts) -> int:
    """Other articles that a step up would bring in."""
    inside = set(current.iterancestors()) | {current}
    return sum(
        1
        for article in above.iterdescendants("article")
        if article not in inside and parts[article].text > 60 and not _is_section(article, parts)
    )


def _is_section(article: HtmlElement, parts: Parts) -> bool:
    """Whether an article element is a part of the text around it rather than a teaser for another page."""
    part = parts[article]
    if part.prose == 0 or part.link_density > 0.25:
        return False
    heading = next(article.iter(*tree.HEADINGS), None)
    if heading is None:
        return True
    return heading.find(".//a") is None and next(heading.iterancestors("a"), None) is None
