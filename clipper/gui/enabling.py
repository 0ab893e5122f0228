"""Which actions can be used now, and what those that go both ways are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.library import View
from clipper.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction

    from clipper.library import Counts
    from clipper.model import ClipSummary


@dataclass(frozen=True, slots=True)
class Situation:
    """What the actions depend on. `known` is what is known of the `count` selected clips."""

    view: View
    query: str
    counts: Counts | None
    rows: int
    count: int
    known: Sequence[ClipSummary]
    reading: bool
    can_undo: bool
    can_redo: bool


def enable(actions: Mapping[str, QAction], now: Situation) -> None:
    """Enable what can be done in this situation, and name it."""
    in_trash = now.view is View.TRASH
    ready = [summary for summary in now.known if summary.status is Status.READY]
    failed = any(summary.status is Status.FAILED for summary in now.known)
    one, some = now.count == 1, now.count > 0
    url = bool(now.known and now.known[0].url)
    kept = some and not in_trash
    _name(actions, now.known, ready)
    for name, usable in {
        "delete": kept,
        "restore": some and in_trash,
        "archive": kept,
        "star": kept,
        "tag": kept,
        "note": one and kept and now.reading,
        "highlight": kept and now.reading,
        "more-like": one and bool(ready),
        "edit": one and kept and bool(ready),
        "versions": one and bool(ready),
        "fetch-again": kept and any(summary.url for summary in ready),
        "clean-again": kept and bool(ready),
        "clean-library": now.counts is not None and now.counts.all > 0,
        "retry": failed and not in_trash,
        "export": bool(ready) or (some and len(now.known) < now.count),
        "export-all": now.counts is not None and now.counts.all > 0,
        "copy": one and bool(ready),
        "open": one and url,
        "unread": bool(ready) and not in_trash,
        "find": now.reading,
        "undo": now.can_undo,
        "redo": now.can_redo,
        "empty-trash": now.counts is not None and now.counts.trash > 0,
        "clear-search": bool(now.query),
        "save-search": bool(now.query),
        "select-all": now.rows > 0,
        "next": now.rows > 0,
        "previous": now.rows > 0,
    }.items():
        actions[name].setEnabled(usable)


def _name(actions: Mapping[str, QAction], known: Sequence[ClipSummary], ready: Sequence[ClipSummary]) -> None:
    """Name the actions that take back what they did by what they would do now."""
    all_unread = bool(ready) and not any(summary.read for summary in ready)
    archived = bool(known) and all(summary.archived_at is not None for summary in known)
    starred = bool(known) and all(summary.starred for summary in known)
    for name, words in (
        ("unread", "Mark as &read" if all_unread else "Mark as &unread"),
        ("archive", "Move to the in&box" if archived else "&Archive"),
        ("star", "Remove the &star" if starred else "&Star"),
    ):
        actions[name].setText(words)
