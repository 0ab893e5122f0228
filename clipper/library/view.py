"""What can be asked of the list of clips: which of them, in which order, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """Which clips are meant. `ALL` is all that is not in the trash; all views but `TRASH` are parts of it."""

    ALL = "all"
    INBOX = "inbox"
    UNREAD = "unread"
    STARRED = "starred"
    ARCHIVE = "archive"
    FAILED = "failed"
    TRASH = "trash"


class Sort(StrEnum):
    """The order of a list. `RELEVANCE` without words to search for is the same as `NEWEST`.

    `PUBLISHED` has what was published last first.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    RELEVANCE = "relevance"
    LONGEST = "longest"
    SHORTEST = "shortest"
    PUBLISHED = "published"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clips there are. All but `trash` leave the trash out; `inbox` is what is not archived."""

    all: int
    pending: int
    failed: int
    trash: int
    inbox: int = 0
    unread: int = 0
    starred: int = 0
    archive: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: ids in order, and what to tell the person about the query.

    `hints` are sentences about parts of it that were searched for as text; `suggestion` is the query as it
    may have been meant ("did you mean"), None where enough was found; `more` says that a limit cut it off.
    """

    ids: tuple[str, ...]
    hints: tuple[str, ...] = ()
    suggestion: str | None = None
    more: bool = False
