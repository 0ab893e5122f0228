"""The values that travel through the program, from what was handed over to a clip in the library.

They flow one way: `Handover` → `Capture` → `Article` → `Clip`. All are frozen; a step returns the next
value and never changes the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Via(StrEnum):
    """How something was handed over."""

    PASTE = "paste"
    DROP = "drop"
    TYPED = "typed"
    FILE = "file"
    COMMAND = "command"


class Content(StrEnum):
    """What the bytes of a capture are."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class HttpFacts:
    """What the server said when a page was fetched."""

    status: int
    content_type: str
    final_url: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """The raw page as received, with its origin. Kept for ever, so that it can be cleaned again.

    `encoding` is the codec that decodes `data`, decided once by the capture room. `selection` is true
    when a person chose this part of a page: it is cleaned, but nothing of it is judged away.
    """

    data: bytes
    content: Content
    encoding: str
    via: Via
    captured_at: datetime
    url: str | None = None
    title_hint: str | None = None
    selection: bool = False
    http: HttpFacts | None = None

    @property
    def text(self) -> str:
        """The data decoded; bytes that do not fit the encoding become U+FFFD."""
        return self.data.decode(self.encoding, errors="replace").removeprefix("\ufeff")


@dataclass(frozen=True, slots=True)
class Handover:
    """One thing a person handed over, which becomes one clip.

    Either an address to fetch (`url` set, `capture` None), a local file to read (`path` set), or content
    that is already here (`capture` set; its own `url` says where it came from, if known). A file that has
    been read keeps its `path` beside its `capture`, or beside the `url` that a link file holds.
    `label` is what a list shows until the title is known.
    """

    label: str
    via: Via
    url: str | None = None
    path: str | None = None
    capture: Capture | None = None
    title_hint: str | None = None


class Width(StrEnum):
    """How much of a page is kept: its article, a generous choice, or all that it shows."""

    ARTICLE = "article"
    WIDER = "wider"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What a person said once about the pages of a site; it holds before anything else is judged.

    `host` also stands for its subdomains; `path` is a pattern in which `*` stands for anything. The rest are
    CSS selectors: `article` chooses all that is kept; `keep` and `remove` correct what is judged; `title`,
    `author` and `published` select what says each.
    """

    host: str
    path: str = "*"
    article: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """How a person wants a capture cleaned. `put_back` and `left_out` hold keys of blocks (see Removal)."""

    width: Width = Width.ARTICLE
    put_back: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    rules: tuple[SiteRule, ...] = ()


AS_JUDGED = Choice()
"""The article, as the program itself judges."""

CLEANER_VERSION = 1
"""Raised with a cleaner that makes better articles: what an older one cleaned can then be cleaned again."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Something visible on the page that did not go into the article, and why ("menu", "promotion" …).

    `blocks` holds the keys of its blocks, in order; cleaning again with them put back (see Choice) puts
    each in its place. A key comes from a block's text, so it still fits when cleaning itself has changed.
    It is empty for what is no block of its own, such as a button.
    """

    reason: str
    text: str
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A page cleaned for reading.

    `html` is a sanitised fragment without the title heading, its links and pictures absolute; `text` is
    the same in plain words. `published` is ISO 8601, as exact as the page says (date, or date and time).
    """

    title: str
    html: str
    text: str
    word_count: int
    kind: str = "article"
    authors: tuple[str, ...] = ()
    published: str | None = None
    site_name: str | None = None
    language: str | None = None
    excerpt: str | None = None
    lead_image: str | None = None
    canonical_url: str | None = None
    page_word_count: int = 0
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """One picture of a clip: the source as the article's HTML names it, and the file kept for it.

    `name` is the file's name in the asset store (content hash and extension), None when the picture
    could not be had; `failure` then says why in one sentence. `media_type`, `width`, `height` (pixels)
    are known only for kept pictures.
    """

    source: str
    name: str | None = None
    media_type: str | None = None
    width: int | None = None
    height: int | None = None
    size: int | None = None
    failure: str | None = None


class Status(StrEnum):
    """How far a clip has come."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a clip could not be made: a code for programs, a sentence for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ClipSummary:
    """What a list shows of a clip; cheap to read by the hundred."""

    id: str
    status: Status
    title: str
    saved_at: datetime
    via: Via = Via.PASTE
    url: str | None = None
    site_name: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    excerpt: str | None = None
    word_count: int = 0
    language: str | None = None
    tags: tuple[str, ...] = ()
    lead_asset: str | None = None
    read: bool = False
    starred: bool = False
    archived_at: datetime | None = None
    trashed_at: datetime | None = None
    failure: Failure | None = None
    snippet: str | None = None

    @property
    def state(self) -> str:
        """One word for where the clip stands: trashed, pending, failed, archived or inbox."""
        if self.trashed_at is not None:
            return "trashed"
        if self.status is not Status.READY:
            return self.status.value
        return "inbox" if self.archived_at is None else "archived"


@dataclass(frozen=True, slots=True)
class Position:
    """How far a clip has been read: the block of the article, counted from 0, and characters into it."""

    block: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked part of a clip's text.

    `quote` is the marked text, `prefix` and `suffix` up to 32 characters before and after it; `block` and
    `offset` say where it was found last, in blocks of the text (its lines that are not empty, counted from
    0) and characters, `length` how many characters it covers there, one for each end of a block between.
    `fits` is false when the text no longer has it; it is kept all the same. `note` is Markdown.
    """

    id: str
    clip_id: str
    quote: str
    prefix: str
    suffix: str
    block: int
    offset: int
    made_at: datetime
    colour: str = "yellow"
    note: str | None = None
    fits: bool = True
    length: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in use, or one that has a colour: its path (`a/b` lies below `a`), and how many clips have it.

    `total` also counts the clips that have only a tag below it. Neither counts the trash.
    """

    path: str
    count: int = 0
    total: int = 0
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person did, which can be undone as one: its name, and how many clips it changed.

    `undoable` is false for what cannot be undone, and once it has been.
    """

    id: int
    name: str
    count: int
    done_at: datetime
    undoable: bool = True


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a clip's article: cleaned, fetched or edited at some moment.

    `kept_back` says in a sentence why it never replaced the one before (it was worse); else None.
    """

    number: int
    made_at: datetime
    cause: str
    title: str
    word_count: int
    is_shown: bool = False
    kept_back: str | None = None


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person wrote in place of what was found; None where they changed nothing."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    markdown: str | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """Two clips that seem to be one: `why` is "address" or "text", `likeness` between 0 and 1."""

    clip_id: str
    other_id: str
    why: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip in the library with all that belongs to it. `article` is None until it is ready."""

    summary: ClipSummary
    handover: Handover
    article: Article | None = None
    assets: tuple[Asset, ...] = field(default=())
    position: Position = Position()
    note: str | None = None
    highlights: tuple[Highlight, ...] = ()
    edits: Edits = Edits()

    @property
    def id(self) -> str:
        """The clip's id, a UUIDv7 in its 36-character form."""
        return self.summary.id
