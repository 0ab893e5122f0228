"""Which elements of a page may be its posts: alike by schema.org type, by class name or by numbered id."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_POSTS = 2000
"""Elements of a group that are looked at; a longer thread is cut into pages everywhere."""

_TYPES = {
    "comment": "comment",
    "usercomments": "comment",
    "answer": "answer",
    "question": "question",
    "discussionforumposting": "post",
    "socialmediaposting": "post",
}
_HOLDERS = ("div", "article", "li", "section", "tr", "table", "tbody", "td", "dl", "dd", "details", "p")
_POST = vocabulary(
    "post comment message answer reply msg question postbit postcontainer comtr tweet status toot "
    "utterance "
    "thing beitrag mensaje mesaj bericht wiadomosc viesti"
)
_GLUED = re.compile(r"(?:post|comment|message|answer|reply)$")
_WHOLE = vocabulary("item container wrapper wrap row card entry block thread root line bubble")
_PARTS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
_NUMBERED = re.compile(
    r"(?:js[-_])?(post|p|msg|message|comment|answer|reply|c|entry|m|status)[-_]?\d+", re.IGNORECASE
)


@dataclass(slots=True)
class Group:
    """Like elements. `word` is what they call themselves; `typed` is true where schema.org says so."""

    word: str
    typed: bool
    holders: list[HtmlElement] = field(default_factory=list)


def groups_of(body: HtmlElement) -> list[Group]:
    """The groups of a page that do not stand in each other's place, the surest first."""
    groups: dict[tuple[str, str], Group] = {}
    for element in body.iter(*_HOLDERS):
        for tag, word in _keys(element):
            group = groups.setdefault((tag, word), Group(word, tag == "type"))
            if len(group.holders) < MOST_POSTS:
                group.holders.append(element)
    return sorted(groups.values(), key=_rank)


def _rank(group: Group) -> tuple[bool, bool, bool]:
    """Declared ones first; of them what opens a thread or answers a question before comments."""
    return (not group.typed, group.typed and group.word == "comment", len(group.holders) < 2)


def _keys(element: HtmlElement) -> list[tuple[str, str]]:
    keys = []
    get = element.get
    if (declared := get("itemtype")) and (
        kind := _TYPES.get(declared.rstrip("/").rsplit("/", 1)[-1].lower())
    ):
        keys.append(("type", kind))
    if (names := get("class")) and (word := post_word(names)):
        keys.append((str(element.tag), word))
    if (given := get("id")) and (match := _NUMBERED.fullmatch(given)):
        keys.append((f"#{element.tag}", match[1].lower()))
    return keys


@lru_cache(maxsize=4096)
def post_word(names: str) -> str | None:
    """The class name by which an element calls itself a post, a comment or a message, or None."""
    for name in names.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        if not parts or len(parts) > 3:
            continue
        ends = parts[-1] in _POST or _GLUED.search(parts[-1]) is not None
        if ends or (len(parts) == 2 and parts[0] in _POST and parts[1] in _WHOLE):
            return "-".join(parts)
    return None
