"""The values that a query word chooses among: states, parts, orders, kinds and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from clipper.library.query.tree import Part, State
from clipper.library.view import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

Meaning = TypeVar("Meaning", bound=str)
Meaning_co = TypeVar("Meaning_co", bound=str, covariant=True)


@dataclass(frozen=True, slots=True)
class Choice(Generic[Meaning_co]):
    """One value: what it means, how it is explained, and what else is understood."""

    meaning: Meaning_co
    help: str
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What is typed."""
        return str(self.meaning)


def chosen(choices: Sequence[Choice[Meaning]], text: str) -> Choice[Meaning] | None:
    """Return the choice with this name, or alias, in any case."""
    name = text.strip().casefold()
    return next((choice for choice in choices if name == choice.name or name in choice.aliases), None)


STATES = (
    Choice(State.UNREAD, "not read yet", ("new",)),
    Choice(State.READ, "marked as read"),
    Choice(State.STARRED, "with a star", ("star", "favourite", "favorite")),
    Choice(State.INBOX, "neither archived nor in the trash"),
    Choice(State.ARCHIVED, "put away, but kept", ("archive",)),
    Choice(State.TRASHED, "in the trash, which is left out otherwise", ("trash", "deleted")),
    Choice(State.FAILED, "could not be fetched or cleaned"),
    Choice(State.PENDING, "still to be fetched or cleaned", ("waiting",)),
    Choice(State.DUPLICATE, "probably here twice", ("duplicates", "double")),
)

PARTS = (
    Choice(Part.HIGHLIGHT, "something marked in the text", ("highlights",)),
    Choice(Part.NOTE, "a note, on the clip or on a highlight", ("notes",)),
    Choice(Part.IMAGE, "a picture", ("images", "picture", "pictures", "photo", "photos")),
    Choice(Part.CODE, "a listing of code"),
    Choice(Part.MATH, "a formula", ("maths", "formula", "formulas")),
    Choice(Part.TAG, "a tag", ("tags",)),
)

SORTS = (
    Choice(Sort.NEWEST, "saved last first", ("saved", "date", "new")),
    Choice(Sort.OLDEST, "saved first first", ("old",)),
    Choice(Sort.TITLE, "by title", ("name",)),
    Choice(Sort.RELEVANCE, "what fits best first", ("best",)),
    Choice(Sort.LONGEST, "most words first", ("long",)),
    Choice(Sort.SHORTEST, "fewest words first", ("short",)),
    Choice(Sort.PUBLISHED, "published last first", ("date-published",)),
    Choice(Sort.SITE, "by site", ("host", "domain")),
)


def _kind(name: str, told: str, *aliases: str) -> Choice[str]:
    return Choice(name, told, aliases)


KINDS = (
    _kind("article", "an article, a report, a post of a blog", "articles"),
    _kind("documentation", "a manual's page", "docs", "manual"),
    _kind("encyclopedia", "an entry of an encyclopedia or a dictionary", "wiki"),
    _kind("code", "a repository's page"),
    _kind("academic", "a paper", "paper", "papers"),
    _kind("legal", "a law, a contract, terms", "law"),
    _kind("poem", "a poem", "poems"),
    _kind("recipe", "a recipe", "recipes"),
    _kind("liveblog", "a live report"),
    _kind("newsletter", "a newsletter", "newsletters"),
    _kind("video", "a page around a video", "videos"),
    _kind("event", "an event", "events"),
    _kind("job", "a job offered", "jobs"),
    _kind("forum", "a thread of a forum, a question with its answers", "thread"),
    _kind("comments", "a page of comments"),
    _kind("chat", "a conversation"),
    _kind("social", "posts of a social network", "post", "posts"),
    _kind("product", "something for sale", "products"),
    _kind("collection", "a list of goods"),
    _kind("listing", "a list of anything else", "list"),
    _kind("service", "what somebody offers"),
)
"""What cleaning tells apart; `clipper/extract/kinds/` has the same names."""


def _language(code: str, english: str, *names: str) -> Choice[str]:
    return Choice(code, english, (english.casefold(), *names))


LANGUAGES = (
    _language("ar", "Arabic", "ara", "العربية"),
    _language("bg", "Bulgarian", "bul", "български"),
    _language("ca", "Catalan", "cat", "català"),
    _language("cs", "Czech", "ces", "cze", "čeština", "česky"),
    _language("da", "Danish", "dan", "dansk"),
    _language("de", "German", "deu", "ger", "deutsch"),
    _language("el", "Greek", "ell", "gre", "ελληνικά"),
    _language("en", "English", "eng"),
    _language("es", "Spanish", "spa", "español", "castellano"),
    _language("et", "Estonian", "est", "eesti"),
    _language("fa", "Persian", "fas", "per", "farsi", "فارسی"),
    _language("fi", "Finnish", "fin", "suomi"),
    _language("fr", "French", "fra", "fre", "français"),
    _language("he", "Hebrew", "heb", "עברית"),
    _language("hi", "Hindi", "hin", "हिन्दी"),
    _language("hr", "Croatian", "hrv", "hrvatski"),
    _language("hu", "Hungarian", "hun", "magyar"),
    _language("id", "Indonesian", "ind", "bahasa indonesia"),
    _language("it", "Italian", "ita", "italiano"),
    _language("ja", "Japanese", "jpn", "日本語"),
    _language("ko", "Korean", "kor", "한국어"),
    _language("lt", "Lithuanian", "lit", "lietuvių"),
    _language("lv", "Latvian", "lav", "latviešu"),
    _language("nl", "Dutch", "nld", "dut", "nederlands"),
    _language("no", "Norwegian", "nor", "norsk"),
    _language("pl", "Polish", "pol", "polski"),
    _language("pt", "Portuguese", "por", "português"),
    _language("ro", "Romanian", "ron", "rum", "română"),
    _language("ru", "Russian", "rus", "русский"),
    _language("sk", "Slovak", "slk", "slo", "slovenčina"),
    _language("sl", "Slovenian", "slv", "slovenščina"),
    _language("sr", "Serbian", "srp", "српски", "srpski"),
    _language("sv", "Swedish", "swe", "svenska"),
    _language("th", "Thai", "tha", "ไทย"),
    _language("tr", "Turkish", "tur", "türkçe"),
    _language("uk", "Ukrainian", "ukr", "українська"),
    _language("vi", "Vietnamese", "vie", "tiếng việt"),
    _language("zh", "Chinese", "zho", "chi", "中文", "汉语", "漢語"),
)
"""The languages that are proposed and understood by name; any other code of two or three letters fits too."""
