"""The page itself: asks for numbers and health in the background, and lays them out in one or two columns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from clipper.gui import wording
from clipper.gui.library_page.bars import BarRow, DiskBar
from clipper.gui.library_page.concerns import SAID, sentence
from clipper.gui.library_page.months import Months
from clipper.gui.style import hover
from clipper.gui.widgets import button, hairline, label
from clipper.library.query import quoted_filter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.theme import Theme
    from clipper.library import Health, Statistics
    from clipper.library.health import Concern

_WIDEST, _TWO_COLUMNS_FROM, _ROWS = 980, 760, 8


class LibraryPage(QScrollArea):
    """The library in numbers and its health.

    `search_asked` carries a query that leads to clips, `clips_asked` ids and a heading for them;
    `trash_asked` leads to the trash, `emptying_asked` asks whether to empty it.
    """

    search_asked = Signal(str)
    clips_asked = Signal(object, str)
    trash_asked = Signal()
    emptying_asked = Signal()

    def __init__(self, service: Clipping, runner: Runner, theme: Theme) -> None:
        super().__init__()
        self._service, self._runner, self._theme = service, runner, theme
        self._asked: int | None = None
        self._known: tuple[Statistics, Health] | None = None
        self._columns = 0
        self._problem = ""
        self.setObjectName("statePage")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Library")
        self._fill([label("Counting…", tone="secondary")])

    def shown(self) -> None:
        """Count anew; what was counted before stays until then."""
        if self._asked is None:
            self._asked = 0
            self._runner.run(
                lambda: (self._service.statistics(), self._service.health()), self._take, self._fail
            )

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self._known is not None:
            self._lay_out()

    def _take(self, known: tuple[Statistics, Health]) -> None:
        self._asked, self._known, self._problem = None, known, ""
        self._lay_out()

    def _fail(self, error: Exception) -> None:
        self._asked = None
        self._fill([label(str(error), tone="failure", wrap=True)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        if self._known is not None and self._columns != self._columns_now():
            self._lay_out()

    def _columns_now(self) -> int:
        return 2 if self.viewport().width() >= _TWO_COLUMNS_FROM else 1

    # Laying out

    def _fill(self, parts: Iterable[QWidget | QLayout | None]) -> None:
        ground, inner = QWidget(), QWidget()
        inner.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(ground)
        row.setContentsMargins(32, 32, 32, 32)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label("Library", rank="headline"))
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            elif part is not None:
                column.addLayout(part)
        column.addStretch(1)
        if self.isRightToLeft():
            for made in ground.findChildren(QLabel):  # else each would follow the direction of its own words
                made.setAlignment(
                    Qt.AlignmentFlag.AlignRight
                    | Qt.AlignmentFlag.AlignAbsolute
                    | Qt.AlignmentFlag.AlignVCenter
                )
        ground.setObjectName("statePage")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(ground)

    def _lay_out(self) -> None:
        assert self._known is not None
        known, health = self._known
        self._columns = self._columns_now()
        if not known.clips and not known.trashed:
            self._fill([label("There are no clips yet. Their numbers will stand here.", tone="secondary")])
            return
        months = Months(self._theme)
        months.show_months(known.months)
        months.chosen.connect(lambda month: self.search_asked.emit(f"saved:{month} "))
        disk = DiskBar(self._theme)
        rest = max(known.disk.database - known.disk.index - known.disk.captures, 0)
        disk.show_parts(
            [
                ("Articles", rest),
                ("Raw pages", known.disk.captures),
                ("Search index", known.disk.index),
                ("Pictures", known.disk.pictures),
                ("Backups", known.disk.backups),
            ]
        )
        blocks = [
            self._block("Sites", self._bars((name, n, f"site:{name} ") for name, n in known.sites)),
            self._block("Languages", self._bars(_languages(known))),
            self._block("Tags", self._bars(_tags(known))),
            self._block("Disk used", [disk]),
        ]
        self._fill(
            [
                self._numbers(known),
                hairline(),
                self._block("Health", self._concerns(health)),
                self._block("Saved in each month", [months]),
                self._grid([block for block in blocks if block is not None]),
            ]
        )

    def _numbers(self, known: Statistics) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        shown = [
            ("clips", known.clips, ""),
            ("words", known.words, None),
            ("unread", known.unread, "is:unread "),
            ("starred", known.starred, "is:starred "),
            ("archived", known.archived, "is:archived "),
        ]
        across = 5 if self._columns == 2 else 3
        for at, (name, count, query) in enumerate(shown):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(label(wording.number(count), rank="headline"))
            if query is not None and count:
                lead = button(name, partial(self.search_asked.emit, query), kind="inline")
                lead.setAccessibleName(f"{wording.number(count)} {name}")
                cell.addWidget(lead, 0, Qt.AlignmentFlag.AlignLeading)
            else:
                cell.addWidget(label(name, tone="secondary"))
            grid.addLayout(cell, at // across, at % across)
        return grid

    def _block(self, heading: str, parts: Iterable[QWidget]) -> QWidget | None:
        inside = list(parts)
        if not inside:
            return None
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(label(heading, rank="title"))
        for part in inside:
            column.addWidget(part)
        column.addStretch(1)
        return block

    def _grid(self, blocks: list[QWidget]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(40)
        for at, block in enumerate(blocks):
            grid.addWidget(block, at // self._columns, at % self._columns, Qt.AlignmentFlag.AlignTop)
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)
        return grid

    def _bars(self, rows: Iterable[tuple[str, int, str]]) -> list[QWidget]:
        shown = list(rows)[:_ROWS]
        most = max((count for _, count, _ in shown), default=1)
        made: list[QWidget] = []
        for name, count, query in shown:
            row = BarRow(name, count, most, self._theme)
            row.clicked.connect(lambda _checked=False, query=query: self.search_asked.emit(query))
            made.append(row)
        return made

    # Health

    def _concerns(self, health: Health) -> list[QWidget]:
        found = [concern for concern in health if concern.count]
        said: list[QWidget] = [label(self._problem, tone="failure", wrap=True)] if self._problem else []
        if not found:
            return [label("Nothing is missing, and nothing seems wrong.", tone="secondary")]
        return said + [self._concern(concern) for concern in found]

    def _concern(self, concern: Concern) -> QWidget:
        said = SAID[concern.name]
        line = QWidget()
        line.setObjectName("concern")
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(label(sentence(concern.name, concern.count), wrap=True), 1)
        if said.mend is not None:
            row.addWidget(button(said.mend, lambda: self._mend(concern)))
        if concern.action != "duplicates":  # reviewing them is to be shown them
            row.addWidget(button("Show", lambda: self._show(concern), kind="link"))
        line.setStyleSheet(
            f"#concern {{ background: {hover(self._theme, self._theme.reader)}; border-radius: 8px; }}"
        )
        return line

    def _show(self, concern: Concern) -> None:
        if concern.name == "old-trash":
            self.trash_asked.emit()
        elif concern.query is not None:
            self.search_asked.emit(f"{concern.query} ")
        else:
            self.clips_asked.emit(concern.ids, SAID[concern.name].heading)

    def _mend(self, concern: Concern) -> None:
        """Do what mends it, then show its clips; what a person has to decide is decided there."""
        match concern.action:
            case "retry":
                self._runner.run(
                    partial(self._service.retry, concern.ids), lambda _: self._show(concern), self._not_mended
                )
            case "fetch-again":
                self._runner.run(
                    partial(self._service.fetch_again, concern.ids),
                    lambda _: self._show(concern),
                    self._not_mended,
                )
            case "empty-trash":
                self._show(concern)
                self.emptying_asked.emit()
            case _:
                self._show(concern)

    def _not_mended(self, error: ClipperError) -> None:
        """Say it above the concerns; what was counted still holds."""
        self._problem = str(error)
        self._lay_out()


def _languages(known: Statistics) -> Iterable[tuple[str, int, str]]:
    for code, count in known.languages:
        if code is not None:
            name = QLocale.languageToString(QLocale(code).language())
            yield (
                (name if QLocale(code).language() is not QLocale.Language.C else code),
                count,
                f"lang:{code} ",
            )


def _tags(known: Statistics) -> Iterable[tuple[str, int, str]]:
    for tag in sorted(known.tags, key=lambda tag: -tag.total):
        if tag.total:
            yield tag.path, tag.total, f"{quoted_filter('tag', tag.path)} "
