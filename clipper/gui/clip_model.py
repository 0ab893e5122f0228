"""The list's model: ids only; what a row shows is read in chunks, off the window's thread, when seen."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from clipper.gui import wording
from clipper.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clipper.clipping import Clipping, Progress
    from clipper.gui.background import Runner
    from clipper.model import ClipSummary

_CHUNK = 48
_KEPT = 5000
_MOST_EDITS = 200

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row can be asked for beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    SUMMARY = Qt.ItemDataRole.UserRole + 2
    PROGRESS = Qt.ItemDataRole.UserRole + 3


class ClipListModel(QAbstractListModel):
    """Clips in the order given by `show`. Rows not read yet have no summary (None)."""

    def __init__(self, service: Clipping, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._ids: list[str] = []
        self._rows_known: dict[str, int] | None = None
        self._query = ""
        self._kept: dict[str, ClipSummary] = {}
        self._stale: set[str] = set()
        self._on_the_way: dict[str, object] = {}
        self._progress: dict[str, Progress | None] = {}
        self._wanted: list[int] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    # What is asked of the model

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of clips."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row shows; asking for it has it read."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        clip_id = self._ids[index.row()]
        if role == Role.ID:
            return clip_id
        if role == Role.PROGRESS:
            return self._progress.get(clip_id)
        summary = self._summary(clip_id, index.row())
        if role == Role.SUMMARY or summary is None:
            return summary if role == Role.SUMMARY else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wording.title(summary)
            case Qt.ItemDataRole.AccessibleTextRole:
                return wording.spoken(summary, datetime.now().astimezone().date())
            case Qt.ItemDataRole.ToolTipRole:
                return summary.failure.message if summary.failure else None
        return None

    def _summary(self, clip_id: str, row: int) -> ClipSummary | None:
        kept = self._kept.get(clip_id)
        if (kept is None or clip_id in self._stale) and clip_id not in self._on_the_way:
            self._wanted.append(row)
            if not self._soon.isActive():
                self._soon.start()
        return kept

    def id_at(self, row: int) -> str:
        """The id of a row."""
        return self._ids[row]

    def row_of(self, clip_id: str) -> int | None:
        """The row of a clip, None if it is not in the list."""
        return self._rows.get(clip_id)

    def known(self, clip_id: str) -> ClipSummary | None:
        """The summary if it has been read."""
        return self._kept.get(clip_id)

    def learn(self, summary: ClipSummary) -> None:
        """Take a summary that was read elsewhere, where there is none; it is read again when it is seen."""
        if summary.id in self._rows and summary.id not in self._kept:
            self._kept[summary.id] = summary
            self._stale.add(summary.id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Clips can be dragged: onto a tag, the archive, the trash."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    # What changes it

    def show(self, ids: Sequence[str], query: str = "") -> None:
        """Show these clips. Rows that stay keep their selection where the change is small."""
        if query != self._query:
            self._query = query
            self._forget_all()
        if list(ids) != self._ids and not self._edit_into(ids):
            self.beginResetModel()
            self._set(list(ids))
            self.endResetModel()

    def drop(self, ids: Iterable[str]) -> None:
        """Take rows out at once, before the library says so."""
        gone = set(ids)
        self._edit_into([clip_id for clip_id in self._ids if clip_id not in gone])

    def refresh(self, ids: Iterable[str]) -> None:
        """Read these clips again, when they are seen. What they showed stays until then."""
        rows = []
        for clip_id in ids:
            # What is being read now may be from before the change: it must not count.
            self._on_the_way.pop(clip_id, None)
            row = self._rows.get(clip_id)
            if row is None:
                self._kept.pop(clip_id, None)
            else:
                self._stale.add(clip_id)
                rows.append(row)
        self._announce(rows)

    def refresh_all(self) -> None:
        """Read everything again, when it is seen."""
        self._kept = {i: kept for i, kept in self._kept.items() if i in self._rows}
        self.refresh(self._ids)

    def set_progress(self, values: dict[str, Progress | None]) -> None:
        """Take how far pending clips are; None ends it."""
        for clip_id, value in values.items():
            if value is None:
                self._progress.pop(clip_id, None)
            else:
                self._progress[clip_id] = value
        self._announce([row for clip_id in values if (row := self._rows.get(clip_id)) is not None])

    def _announce(self, rows: list[int]) -> None:
        if len(rows) > _MOST_EDITS:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _forget_all(self) -> None:
        self._kept.clear()
        self._stale.clear()
        self._on_the_way.clear()

    def _set(self, ids: list[str]) -> None:
        self._ids = ids
        self._rows_known = None

    @property
    def _rows(self) -> dict[str, int]:
        if self._rows_known is None:
            self._rows_known = {clip_id: row for row, clip_id in enumerate(self._ids)}
        return self._rows_known

    def _edit_into(self, ids: Sequence[str]) -> bool:
        """Turn the list into `ids` by taking out and putting in; False if that is not a small change."""
        old, wanted = self._ids, list(ids)
        # What is the same at both ends is found by comparing in C: a long list changes as fast as a short.
        head = _common(old, wanted)
        tail = _common(old[head:][::-1], wanted[head:][::-1])
        old, wanted = old[head : len(old) - tail], wanted[head : len(wanted) - tail]
        before, after = set(old), set(wanted)
        if [i for i in old if i in after] != [i for i in wanted if i in before]:
            return False
        gone = _runs([head + row for row, clip_id in enumerate(old) if clip_id not in after])
        new = _runs([head + row for row, clip_id in enumerate(wanted) if clip_id not in before])
        if len(gone) + len(new) > _MOST_EDITS:
            return False
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._set(self._ids[:first] + self._ids[last + 1 :])
            self.endRemoveRows()
        for first, last in new:
            self.beginInsertRows(QModelIndex(), first, last)
            self._set([*self._ids[:first], *ids[first : last + 1], *self._ids[first:]])
            self.endInsertRows()
        return True

    # Reading

    def _fetch(self) -> None:
        rows, self._wanted = self._wanted, []
        if not rows or not self._ids:
            return
        first, last = min(rows), max(rows)
        if last - first > 4 * _CHUNK:  # a jump: what was asked for last is what is seen now
            first = last = rows[-1]
        chunk = self._ids[max(0, first - 8) : max(last + 8, first + _CHUNK)]
        ids = [i for i in chunk if (i not in self._kept or i in self._stale) and i not in self._on_the_way]
        if not ids:
            return
        asking = object()
        self._on_the_way.update(dict.fromkeys(ids, asking))
        self._stale.difference_update(ids)
        query = self._query
        self._runner.run(
            lambda: self._service.summaries(ids, query),
            lambda found: self._keep(asking, found),
            on_cancelled=lambda: self._ask_again(asking),
        )

    def _ask_again(self, asking: object) -> None:
        ids = [clip_id for clip_id, job in self._on_the_way.items() if job is asking]
        for clip_id in ids:
            del self._on_the_way[clip_id]
        self._announce([row for i in ids if (row := self._rows.get(i)) is not None])

    def _keep(self, asking: object, found: Sequence[ClipSummary]) -> None:
        """Take an answer; rows that changed since it was asked for wait for a newer one."""
        fresh = [summary for summary in found if self._on_the_way.get(summary.id) is asking]
        for clip_id in [i for i, job in self._on_the_way.items() if job is asking]:
            del self._on_the_way[clip_id]
        for summary in fresh:
            self._kept.pop(summary.id, None)
            self._kept[summary.id] = summary
            if summary.status is Status.PENDING:
                self._progress[summary.id] = self._service.progress(summary.id)
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        self._announce([row for s in fresh if (row := self._rows.get(s.id)) is not None])


def _common(one: list[str], other: list[str]) -> int:
    """How many items are the same from the beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Join neighbouring rows, sorted upwards, into (first, last) pairs."""
    joined: list[tuple[int, int]] = []
    for row in rows:
        if joined and joined[-1][1] == row - 1:
            joined[-1] = (joined[-1][0], row)
        else:
            joined.append((row, row))
    return joined
