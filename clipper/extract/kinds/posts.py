"""Finds the posts of a thread, a question, a comment page or a chat, each with author, time and text.

Like elements count as posts when most of them tell who wrote them or when. What is largest in a post beside
the box about its author is its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.kinds.bylines import Signature, signature_of
from clipper.extract.kinds.groups import Group, groups_of
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

LEAST_POSTS = 2
_SIGNED = 0.6
"""Share of a group's elements that must tell an author or a time."""

_NEARLY_ALL = 0.75

_BODY = re.compile(
    r"(?:^|[\s_-])(?:content|body|text|prose|copy|commtext|bbwrapper|postbody|posttext|postcontent|postmsg|"
    r"messagetext|messagebody|messagecontent|cooked|md|richtext|post_message)(?:$|[\s_-])|"
    r"(?:post_message|postmsg|messageText)",
    re.IGNORECASE,
)
_TEXT_PROPS = vocabulary("text articleBody commentText")
_NEVER = vocabulary("meta link script style button svg img a time h1 h2 h3 form nav")
_PROSE = vocabulary("p ul ol blockquote pre table figure")
_ACCEPTED = re.compile(r"accepted|best-?answer|is-?solution|topic-?answer|chosen-?answer", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its outermost element, the elements that are its text, and who wrote it when.

    `time` is ISO 8601, None where the page shows a time that only a reader understands; `shown` is the
    time as the page shows it. `role` is "question", "accepted" (an answer) or empty.
    """

    holder: HtmlElement
    parts: tuple[HtmlElement, ...]
    author: str
    time: str | None
    shown: str
    role: str = ""


def find_posts(body: HtmlElement) -> list[Post]:
    """The posts in the order of the page; none where fewer than two are found. Changes nothing."""
    chosen: dict[HtmlElement, str] = {}
    for group in groups_of(body):
        outermost = _beside(_outermost(group), group, chosen)
        holders = {**chosen, **dict.fromkeys(outermost, group.word)}
        if outermost and _are_signed(outermost, holders):
            chosen = holders
    if len(chosen) < LEAST_POSTS:
        return []
    order = [element for element in body.iter() if element in chosen]
    found = [_post(holder, chosen) for holder in order]
    return [post for post in found if post is not None]


def is_thread(body: HtmlElement) -> bool:
    """Whether posts of several people are most of what an element says."""
    posts = find_posts(body)
    if len({post.author for post in posts if post.author}) < LEAST_POSTS:
        return False
    said = sum(len(tree.words(part)) for post in posts for part in post.parts)
    return said * 2 > len(tree.words(body))


def _outermost(group: Group) -> list[HtmlElement]:
    """The group's elements; of two of which one holds little more than the other, the outer one."""
    inside = set(group.holders)
    return [one for one in group.holders if not _is_wrapped(one, inside)]


def _is_wrapped(one: HtmlElement, inside: set[HtmlElement]) -> bool:
    """Whether an element is nearly all that another of its group holds, rather than a reply in it."""
    above = one.getparent()
    if above is None or above not in inside:
        return False
    return len(tree.words(one)) >= len(tree.words(above)) * _NEARLY_ALL


def _beside(holders: list[HtmlElement], group: Group, chosen: dict[HtmlElement, str]) -> list[HtmlElement]:
    """Those elements of a group that add posts to those chosen, the opening post or replies; or none."""
    added = [one for one in holders if one not in chosen]
    if not chosen or not added:
        return added
    if not group.typed and len(added) > 1 and len(added) * 2 > len(chosen):
        return []
    around = {above for one in chosen for above in one.iterancestors()}
    for one in added:
        above = next((word for up in one.iterancestors() if (word := chosen.get(up)) is not None), None)
        if above is not None and (
            not group.typed or (group.word == "comment" and above in {"answer", "question"})
        ):
            return []
        if not group.typed and one in around:
            return []
    return added


def _are_signed(holders: list[HtmlElement], chosen: dict[HtmlElement, str]) -> bool:
    signed = 0
    for holder in holders:
        signature = signature_of(holder, list(own(holder, chosen)))
        signed += bool(signature.author or signature.shown or signature.time)
    return signed > 0 and signed >= len(holders) * _SIGNED


def own(holder: HtmlElement, chosen: dict[HtmlElement, str]) -> Iterator[HtmlElement]:
    """The elements of a post in order, without those of posts that lie in it."""
    stack = list(reversed(holder))
    while stack:
        element = stack.pop()
        if isinstance(element.tag, str) and element not in chosen:
            yield element
            stack.extend(reversed(element))


def _post(holder: HtmlElement, chosen: dict[HtmlElement, str]) -> Post | None:
    inner = list(own(holder, chosen))
    signature = signature_of(holder, inner)
    parts = _parts(holder, inner, signature, chosen)
    if not parts:
        return None
    word = chosen[holder]
    names = f"{holder.get('class') or ''} {holder.get('itemprop') or ''}"
    role = "question" if word.endswith("question") else "accepted" if _ACCEPTED.search(names) else ""
    return Post(holder, tuple(parts), signature.author, signature.time, signature.shown, role)


def _parts(
    holder: HtmlElement, inner: list[HtmlElement], signature: Signature, chosen: dict[HtmlElement, str]
) -> list[HtmlElement]:
    """The elements that are the post's text: the one named so, or the largest beside author and time."""
    apart = _apart(holder, inner, signature, chosen)
    said = _lengths(holder, inner)
    free = [one for one in inner if one not in apart and one.tag not in _NEVER and said[one]]
    declared = next((one for one in free if one.get("itemprop") in _TEXT_PROPS), None)
    if declared is not None:
        return [declared]
    text = None
    named = [one for one in free if _is_body(one)]
    if named:
        most = max(said[one] for one in named)
        text = next(one for one in reversed(named) if said[one] >= most * 0.9)
    outer = [one for one in free if one.getparent() is holder or one.getparent() in apart]
    if text is not None:
        around = {text, *text.iterancestors()}
        if said[text] * 2 >= max((said[one] for one in outer if one not in around), default=0):
            return [text]
    if not outer:
        return []
    largest = max(outer, key=lambda one: said[one])
    if largest.tag not in _PROSE:
        return [largest]
    return [one for one in outer if one.tag in _PROSE and one.getparent() is largest.getparent()]


def _apart(
    holder: HtmlElement, inner: list[HtmlElement], signature: Signature, chosen: dict[HtmlElement, str]
) -> set[HtmlElement]:
    """Elements that cannot be the text, for they hold the signature or another post."""
    found: set[HtmlElement] = set()
    known = set(inner)
    signs = [one for one in (signature.by, signature.at) if one is not None]
    others = [child for one in (holder, *inner) for child in one if child in chosen]
    for sign in (*signs, *others):
        one = sign if sign in known else sign.getparent()
        while one is not None and one is not holder and one not in found:
            found.add(one)
            one = one.getparent()
    return found


def _lengths(holder: HtmlElement, inner: list[HtmlElement]) -> dict[HtmlElement, int]:
    """Characters of text in each element, one walk from the last to the first."""
    said = {one: len((one.text or "").strip()) for one in inner}
    for one in reversed(inner):
        above = one.getparent()
        if above is not holder and above in said:
            said[above] += said[one] + len((one.tail or "").strip())
    return said


def _is_body(element: HtmlElement) -> bool:
    names = element.get("class")
    if names is not None and _BODY.search(names) is not None:
        return True
    given = element.get("id")
    return given is not None and _BODY.search(given) is not None
