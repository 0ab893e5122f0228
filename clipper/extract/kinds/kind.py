"""Which kind of page it is: by what it declares, the software that made it, its names, address and shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract.inventory import Inventory
from clipper.extract.kinds.points import by_points
from clipper.extract.kinds.signs import read_signs
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from clipper.extract.kinds.signs import Signs
    from clipper.extract.metadata import Metadata

FEW_HEADLINES, FEW_LINKS = 4, 12
"""Links; a page of fewer, long ones and all, lists nothing, however little text it has."""

FEW_ELEMENTS = 60
"""A front page of fewer presents nothing: somebody keeps a text there."""

_LISTS = frozenset(("listing", "collection"))

KINDS = (
    "article",
    "documentation",
    "encyclopedia",
    "code",
    "academic",
    "legal",
    "poem",
    "recipe",
    "liveblog",
    "newsletter",
    "video",
    "event",
    "job",
    "forum",
    "comments",
    "chat",
    "social",
    "product",
    "collection",
    "listing",
    "service",
)
"""Every kind a page can be of. A collection lists goods, a listing anything else; "service" is a page that
presents what somebody offers; a forum is also a question with its answers; "code" is a repository's page."""

POSTED = frozenset(("forum", "comments", "chat", "social"))
"""The kinds that are made of posts by several people."""

# A declared type, the kind it means, and how many of it a page of that kind can hold: of more it is a list.
_DECLARED = (
    ("liveblogposting", "liveblog", 3),
    ("discussionforumposting", "forum", 1000),
    ("qapage", "forum", 3),
    ("socialmediaposting", "social", 1000),
    ("conversation", "chat", 3),
    ("recipe", "recipe", 3),
    ("jobposting", "job", 3),
    ("scholarlyarticle", "academic", 3),
    ("medicalscholarlyarticle", "academic", 3),
    ("legislation", "legal", 3),
    ("softwaresourcecode", "code", 3),
    ("poem", "poem", 3),
)
_ARTICLES = vocabulary("article newsarticle blogposting reportagenewsarticle analysisnewsarticle techarticle")
_COMMENTS_PATH = vocabulary(
    "comments comentarios comentários commentaires kommentare kommentarer kommentarer commenti reacties "
    "yorumlar "
    "komentarze kommentit hozzaszolasok"
)
_SOCIAL_PATH = re.compile(
    r"/status(?:es)?/\w+/?$|/@[^/]+/(?:posts?/|thread/)?\w*\d\w*/?$|/profile/[^/]+/posts?/\w+/?$"
)
_CHAT_PATH = vocabulary(
    "chat chats chatlog transcript transcripts log logs conversation conversations irc share"
)
_LIVE_PATH = vocabulary("live liveblog liveticker ticker direct directo envivo aovivo diretta")
_LEGAL_PATH = vocabulary(
    "law laws statute statutes legislation act acts gesetz gesetze loi lois ley leyes legge leggi "
    "ustawa ustawy "
    "lag wet zakon kanun regulation regulations directive statut bylaws terms privacy tos"
)
_POEM_PATH = vocabulary(
    "poem poems poetry poesie poesia poema poemas gedicht gedichte wiersz wiersze stihi virsh"
)
_POEM_NAMES = re.compile(r"(?<![a-z])(?:poem|stanza|verse)(?:s|-\w+|__\w+)?(?![a-z])")
_LETTER_PATH = vocabulary(
    "newsletter newsletters campaign campaigns nieuwsbrief archive letter infolettre mailing"
)
_IN_BROWSER = re.compile(
    r"view (?:this |the )?(?:e-?mail |newsletter |it )?(?:in|online)|(?:im|in) (?:Ihrem |deinem )?browser|"
    r"(?:in je|in uw|in de) browser|dans (?:votre|le) navigateur|en (?:tu|su|el) navegador|"
    r"no (?:seu )?navegador|"
    r"nel (?:tuo )?browser|w przeglądarce|i (?:din )?(?:webbläsare|browser|nettleser)|selaimessa|"
    r"в браузере",
    re.IGNORECASE,
)
_ARTICLE_OF_LAW = re.compile(
    r"(?:art(?:ikel|icle|ículo|igo|icolo|ykuł|icolul|\.)?|§+|section|sec\.|paragraf|стаття|статья|член|"
    r"чл\.|"
    r"άρθρο|madde|pasal|artikla|čl(?:ánek|\.)|第)\s*[\divxlc一二三四五六七八九十百]+",
    re.IGNORECASE,
)


def kind_of(
    root: HtmlElement, metadata: Metadata, url: str | None, inventory: Inventory | None = None
) -> str:
    """One of KINDS for a page as it was parsed, before anything is taken out; "article" where in doubt.

    `inventory` is that of the root, where it was taken already.
    """
    signs = read_signs(root, inventory or Inventory(root), metadata, url)
    declared = _declared(signs) or _software(signs)
    if declared is not None:
        return declared
    common = by_points(signs)
    if common in _LISTS and signs.headlines < FEW_HEADLINES and signs.tags["a"] < FEW_LINKS:
        common = "article"
    if common == "service" and signs.front and signs.elements < FEW_ELEMENTS:
        common = "article"
    if common == "collection" and signs.tags["time"] >= FEW_HEADLINES and not signs.named("price", "cart"):
        common = "listing"
    for kind, fits in _RARE:
        if common in _INSTEAD_OF[kind] and fits(signs, root):
            return kind
    return common


def _declared(signs: Signs) -> str | None:
    for name, kind, most in _DECLARED:
        if 0 < signs.many.get(name, 0) <= most:
            return kind
    if signs.scholarly:
        return "academic"
    if "group" in signs.og_type and "product" in signs.og_type:
        return "collection"
    if signs.types & _ARTICLES or "product" in signs.types:
        return None
    if signs.og_type.startswith("video") or (signs.many.get("videoobject") == 1 and signs.paragraphs < 6):
        return "video"
    events = sum(number for name, number in signs.many.items() if name.endswith("event"))
    return "event" if 0 < events <= 2 and "localbusiness" not in signs.types else None


def _software(signs: Signs) -> str | None:
    if "mediawiki" in signs.generator or "mediawiki" in signs.own.split():
        return "encyclopedia"
    return None


def _is_code(signs: Signs, _: HtmlElement) -> bool:
    holds = signs.named("repo") >= 3 or not {"blob", "tree"}.isdisjoint(signs.path)
    return holds and signs.named("readme", "markdown-body") > 0


def _is_chat(signs: Signs, _: HtmlElement) -> bool:
    said = signs.named("message", "msg", "chat-line", "bubble", "utterance")
    return said >= 4 and not _CHAT_PATH.isdisjoint(signs.path)


def _is_comments(signs: Signs, _: HtmlElement) -> bool:
    return signs.named("comment") >= 6 and bool(signs.path) and signs.path[-1] in _COMMENTS_PATH


def _is_social(signs: Signs, _: HtmlElement) -> bool:
    return (
        _SOCIAL_PATH.search(signs.address) is not None
        and signs.named("post", "status", "toot", "thread") >= 3
    )


def _is_recipe(signs: Signs, _: HtmlElement) -> bool:
    return (
        signs.named("ingredient") >= 3
        and signs.named("instruction", "direction", "preparation", "method") > 0
    )


def _is_live(signs: Signs, _: HtmlElement) -> bool:
    named = signs.named("live-blog", "liveblog", "liveticker", "live-ticker", "live-update", "live-entry")
    return signs.tags["time"] >= 4 and (named >= 3 or (named > 0 and not _LIVE_PATH.isdisjoint(signs.path)))


def _is_legal(signs: Signs, root: HtmlElement) -> bool:
    headings = [*root.iter("h2", "h3", "h4", "h5", "h6")][:200]
    if not headings:
        return False
    numbered = sum(1 for one in headings if _ARTICLE_OF_LAW.match("".join(one.itertext()).strip()))
    return numbered >= 3 and (numbered * 2 > len(headings) or not _LEGAL_PATH.isdisjoint(signs.path))


def _is_poem(signs: Signs, _: HtmlElement) -> bool:
    if not signs.named("poem", "stanza", "verse"):
        return False
    named = len(_POEM_NAMES.findall(signs.names))
    broken = signs.tags["br"] >= 6 or named >= 6
    return broken and (named >= 2 or (named > 0 and not _POEM_PATH.isdisjoint(signs.path)))


def _is_letter(signs: Signs, root: HtmlElement) -> bool:
    if signs.tags["table"] < 4 or signs.tags["nav"]:
        return False
    opening = " ".join(root.find("body").itertext())[:1500] if root.find("body") is not None else ""
    return not _LETTER_PATH.isdisjoint(signs.path) or _IN_BROWSER.search(opening) is not None


_RARE: tuple[tuple[str, Callable[[Signs, HtmlElement], bool]], ...] = (
    ("newsletter", _is_letter),
    ("comments", _is_comments),
    ("chat", _is_chat),
    ("social", _is_social),
    ("code", _is_code),
    ("recipe", _is_recipe),
    ("liveblog", _is_live),
    ("legal", _is_legal),
    ("poem", _is_poem),
)
_TEXTS = frozenset(("article", "documentation", "listing", "service", "forum"))
_INSTEAD_OF = {
    **dict.fromkeys(("code", "chat", "social", "legal", "poem"), _TEXTS),
    "comments": _TEXTS | {"collection"},
    "newsletter": _TEXTS | {"collection", "product"},
    "recipe": frozenset(("article", "service", "listing")),
    "liveblog": frozenset(("article", "listing", "forum")),
}
