"""What can be asked of the list of clips: which of them, in which order, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """Which clips are meant. `ALL` is everything that is not in the trash, `FAILED` is a part of it."""

    ALL = "all"
    FAILED = "failed"
    TRASH = "trash"


class Sort(StrEnum):
    """The order of a list. `RELEVANCE` without words to search for is the same as `NEWEST`."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clips there are. `all`, `pending` and `failed` leave the trash out."""

    all: int
    pending: int
    failed: int
    trash: int
