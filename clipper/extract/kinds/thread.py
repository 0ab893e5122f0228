"""Writes a thread for reading: author and time before each post, a rule between posts, nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.kinds.posts import own
from clipper.extract.wording import OTHER
from clipper.model import Removal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.kinds.posts import Post

_BESIDE_TEXT = re.compile(
    r"(?:^|[\s_-])(?:signature|sig|reactions?|likes?|replies|reply|share|report|permalink|edited|"
    r"post-?edit|"
    r"last-?edit|lastedited|controls|actions|toolbar|buttons?|menu|votes?|score|footer|avatar|badge|"
    r"reputation|"
    r"bbcodeblock-expandlink)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOLDING = frozenset(
    ("li", "ol", "ul", "dl", "dd", "dt", "table", "tbody", "thead", "tfoot", "tr", "td", "th")
)
_MOST_BESIDE = 300
"""Characters; a part of a post's text that is longer is text, whatever it is called."""

_ACCEPTED = {
    "de": "akzeptierte Antwort",
    "en": "accepted answer",
    "es": "respuesta aceptada",
    "fr": "réponse acceptée",
    "it": "risposta accettata",
    "ja": "ベストアンサー",
    "ko": "채택된 답변",
    "nl": "geaccepteerd antwoord",
    "pl": "przyjęta odpowiedź",
    "pt": "resposta aceita",
    "ru": "принятый ответ",
    "tr": "kabul edilen cevap",
    "uk": "прийнята відповідь",
    "zh": "已采纳的回答",
}


def write_posts(
    article: HtmlElement, posts: Sequence[Post], language: str | None = None, *, ruled: bool = True
) -> list[Removal]:
    """Write the kept posts of an article, in place; gives back what was around their texts.

    `posts` are those of `find_posts`, read before the article was cut out of the same tree. A post is kept
    when something of its text is. An article with one post or none is left as it is. Without `ruled`, as
    for a chat, no rule parts the posts.
    """
    inside = set(article.iter())
    kept = [post for post in posts if any(part in inside and _shows(part) for part in post.parts)]
    if len(kept) < 2:
        return []
    holders = {post.holder: "" for post in posts}
    removed: list[Removal] = []
    for number, post in enumerate(kept):
        removed += _strip(post, holders)
        first = next(part for part in post.parts if part in inside)
        _free_from_lists(first, article)
        place = _as_block(first)
        if number and ruled:
            place.addprevious(tree.new("hr"))
        if post.author or post.shown or post.time:
            place.addprevious(_heading(post, language))
    return removed


def _shows(part: HtmlElement) -> bool:
    return bool(tree.words(part)) or next(part.iter("img", "video", "iframe"), None) is not None


def _free_from_lists(part: HtmlElement, article: HtmlElement) -> None:
    """Posts in lists and tables of posts stand in plain blocks: a rule or a heading has no place there."""
    for above in tree.ancestors_until(part, article):
        if above.tag in _HOLDING:
            above.tag = "div"
            for child in above:
                if child.tag in _HOLDING and child.tag not in {"ol", "ul", "dl", "table"}:
                    child.tag = "div"
    if part.tag in {"td", "th", "dd", "li"}:
        part.tag = "div"


def _as_block(part: HtmlElement) -> HtmlElement:
    """The part itself, made a block where it was inline, for a heading to stand before it."""
    if part.tag not in tree.BLOCKS:
        part.tag = "p"
    return part


def _heading(post: Post, language: str | None) -> HtmlElement:
    line = tree.new("p")
    if post.author:
        name = tree.new("strong", post.author)
        line.append(name)
    shown = post.shown or (post.time or "").replace("T", " ")[:16]
    if shown:
        if len(line):
            line[-1].tail = " · "
        clock = tree.new("time", shown)
        if post.time:
            clock.set("datetime", post.time)
        line.append(clock)
    if post.role == "accepted":
        said = _ACCEPTED.get((language or "en").split("-")[0].lower(), _ACCEPTED["en"])
        tree.append_text(line, f" · ✓ {said}" if len(line) else f"✓ {said}")
    return line


def _strip(post: Post, holders: dict[HtmlElement, str]) -> list[Removal]:
    """Take out of a post what is not its text, nor another post inside it; and chatter inside its text."""
    keep = set(post.parts)
    around: set[HtmlElement] = set()
    nested = [child for one in (post.holder, *own(post.holder, holders)) for child in one if child in holders]
    for one in (*post.parts, *nested):
        around.update(tree.ancestors_until(one, post.holder))
    removed: list[Removal] = []
    stack = [post.holder]
    while stack:
        element = stack.pop()
        _say(removed, element.text)
        element.text = None
        for child in list(element):
            _say(removed, child.tail)
            child.tail = None
            if child in around:
                stack.append(child)
            elif child not in keep and child not in holders:
                _say(removed, tree.words(child) if isinstance(child.tag, str) else "")
                element.remove(child)
    for part in post.parts:
        removed += _without_chatter(part)
    return removed


def _say(removed: list[Removal], said: str | None) -> None:
    words = " ".join((said or "").split())
    if words:
        removed.append(Removal(OTHER, words))


def _without_chatter(part: HtmlElement) -> list[Removal]:
    removed: list[Removal] = []
    for element in tree.elements(part):
        names = element.get("class")
        if not names or element.tag in {"code", "pre", "img"} or _BESIDE_TEXT.search(names) is None:
            continue
        said = tree.words(element)
        if len(said) < _MOST_BESIDE and element.find(".//img") is None:
            _say(removed, said)
            tree.drop(element)
    return removed
