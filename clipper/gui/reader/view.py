"""The article itself: a text browser that centres its column, paints beneath its text and keeps its place."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QTextEdit, QWidget

from clipper.gui.reader.copying import mime_data
from clipper.gui.reader.document import Build
from clipper.gui.reader.page import Page
from clipper.gui.reader.painting import Mark, Matches, Sheet, paint
from clipper.gui.reader.picture_object import PictureObject
from clipper.gui.reader.pictures import WIDEST
from clipper.gui.reader.scrolling import QuietScrollBar, line_top, position_at, target_of_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from clipper.gui.reader.pictures import Pictures
    from clipper.gui.theme import Theme
    from clipper.model import Clip

COLUMN = int(WIDEST)
LEAST_MARGIN = 24
TOP, BOTTOM = 36, 96
_FIRST_SLICE, _SLICE = 0.040, 0.008
_MOST_LEGIBLE = 500


class ArticleView(QTextBrowser):
    """Shows a clip's article. `link_activated` carries an address, `link_hovered` one or nothing."""

    link_activated = Signal(str)
    link_hovered = Signal(str)
    completed = Signal()
    rebuilt = Signal()
    mark_pressed = Signal(str, QPoint)
    highlight_asked = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.build: Build | None = None
        self.matches = Matches()
        self.marks: Sequence[Mark] = ()
        self._pictures = pictures
        self._picture_object = PictureObject(pictures, theme, self)
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._slices.timeout.connect(self._go_on)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._build_again)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("Article")
        self.anchorClicked.connect(self._activate)
        self.highlighted.connect(lambda url: self.link_hovered.emit(_address(url)))
        pictures.arrived.connect(self.viewport().update)
        # Not while painting, which is what asks for pictures.
        pictures.resized.connect(self._lay_out_again, Qt.ConnectionType.QueuedConnection)
        pictures.broke.connect(self._again.start)
        self.set_theme(theme)

    # Showing

    def show_clip(self, clip: Clip) -> Build:
        """Show a clip's article from its beginning."""
        build = self._show(clip)
        self.verticalScrollBar().setValue(0)
        return build

    def _show(self, clip: Clip) -> Build:
        self._slices.stop()
        self.matches = Matches()
        self.marks = ()
        build = Build(clip, self.theme, self.column(), frozenset(self._pictures.broken), self)
        build.advance(_FIRST_SLICE)
        self._pictures.column = self.column()
        self._pictures.show({asset.source: asset for asset in clip.assets}, build.sources)
        self._pictures.begin(self.devicePixelRatioF())
        self._picture_object.theme = self.theme
        # First the sizes, then the layout: it is made when it is first asked for, and laid out once.
        self._set_margins(build.document)
        build.document.setPageSize(QSizeF(self.viewport().width(), -1))
        build.document.documentLayout().registerHandler(
            QTextFormat.ObjectTypes.ImageObject.value, self._picture_object
        )
        build.document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, clip.summary.title)
        self.build = build
        self._replace(build.document)
        self.setAccessibleName(f"Article: {clip.summary.title}")
        if build.done:
            self.completed.emit()
        else:
            self._slices.start()
        return build

    def _replace(self, document: QTextDocument) -> None:
        """Show another document; it and the one before belong to this view, however Python tidies up."""
        before = self.document()
        ours = before.parent() is self
        self.setExtraSelections([])
        self.setDocument(document)
        if ours:
            before.deleteLater()

    def _go_on(self) -> None:
        if self.build is None:
            return
        if self.build.advance(_SLICE):
            self.completed.emit()
        else:
            self._slices.start()

    def finish(self) -> None:
        """Build what is left of the article now."""
        self._slices.stop()
        if self.build is not None and not self.build.done:
            self.build.advance(float("inf"))
            self.completed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme, at the same place of the article."""
        self.theme = theme
        palette = QPalette(self.palette())
        for role, color in (
            (QPalette.ColorRole.Base, theme.reader),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, theme.selected),
            (QPalette.ColorRole.HighlightedText, theme.text),
        ):
            palette.setColor(role, QColor(color))
        self.setPalette(palette)
        self._build_again()

    def _build_again(self) -> None:
        if self.build is None:
            return
        place = self._top_place()
        self._show(self.build.clip)
        self._go_to_place(place)
        self.rebuilt.emit()

    # Geometry

    def column(self) -> float:
        """The width of the lines in pixels."""
        return float(max(120, min(COLUMN, self.viewport().width() - 2 * LEAST_MARGIN)))

    def _set_margins(self, document: QTextDocument) -> None:
        side = max(0.0, (self.viewport().width() - self.column()) / 2)
        frame = document.rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(int(side))
        form.setRightMargin(self.viewport().width() - self.column() - int(side))
        form.setTopMargin(TOP)
        form.setBottomMargin(BOTTOM)
        frame.setFrameFormat(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the column anew and stay at the same place of the article."""
        if self.build is None or event.size().width() == event.oldSize().width():
            super().resizeEvent(event)
            return
        place = self._top_place()
        self._pictures.column = self.column()
        super().resizeEvent(event)
        if self.build.fits(self.column()):
            self._set_margins(self.build.document)
        else:
            self._build_again()
        self._go_to_place(place)

    def _lay_out_again(self) -> None:
        """Let pictures take their true sizes without moving what is being read."""
        if self.build is None:
            return
        place = self._top_place()
        document = self.build.document
        document.markContentsDirty(0, document.characterCount())
        self._go_to_place(place)

    def _top_place(self) -> tuple[int, float]:
        """The text position at the top of what is seen, and how far its line is below the top."""
        scrolled = self.verticalScrollBar().value()
        if scrolled == 0:
            return 0, 0.0
        position = position_at(self.document(), self.viewport().width() / 2, scrolled + 1)
        return position, line_top(self.document(), position) - scrolled

    def top_position(self) -> int:
        """The text position at the top of what is seen, in UTF-16 units."""
        return self._top_place()[0]

    def _go_to_place(self, place: tuple[int, float]) -> None:
        position, below = place
        if self.build is not None and not self.build.done and position >= self.document().characterCount():
            self.finish()
        value = 0 if place == (0, 0.0) else round(line_top(self.document(), position) - below)
        self.verticalScrollBar().setValue(value)

    def reveal(self, position: int, *, at_top: bool = False) -> None:
        """Bring a text position into sight, a third from the top; leave it where it is well in sight."""
        top = line_top(self.document(), position)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if at_top:
            bar.setValue(round(top - LEAST_MARGIN))
        elif not bar.value() + 48 <= top <= bar.value() + height - 72:
            bar.setValue(round(top - height / 3))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies beneath the text, then the text."""
        if self.build is not None:
            painter = QPainter(self.viewport())
            scrolled = self.verticalScrollBar().value()
            painter.translate(0, -scrolled)
            left = self.document().rootFrame().frameFormat().leftMargin()
            sheet = Sheet(self.build.document, self.build.page, self.theme, left, self.column())
            exposed = QRectF(event.rect()).translated(0, scrolled)
            paint(painter, sheet, exposed, self.matches, self.marks)
            painter.end()
        super().paintEvent(event)

    def set_matches(self, matches: Matches) -> None:
        """Mark ranges of the text."""
        is_other = matches.ranges is not self.matches.ranges
        self.matches = matches
        if is_other:
            self._make_legible()
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show the person's highlights."""
        self.marks = tuple(marks)
        self._make_legible()
        self.viewport().update()

    def mark_at(self, position: int) -> Mark | None:
        """The highlight at a text position."""
        return next((mark for mark in self.marks if mark.start <= position < mark.end), None)

    def _make_legible(self) -> None:
        ranges = [*((mark.start, mark.end) for mark in self.marks), *self.matches.ranges]
        self.setExtraSelections([self._legible(*range_) for range_ in ranges[:_MOST_LEGIBLE]])

    def _legible(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        """Give a match the full text colour: on its ground no other has contrast enough."""
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setForeground(QColor(self.theme.text))
        made.cursor, made.format = cursor, form
        return made

    def first_match_in_sight(self) -> int:
        """The first match at or below the top of what is seen; 0 where all are above."""
        position, _below = self._top_place()
        at = bisect_left(self.matches.ranges, (position, 0))
        return at if at < len(self.matches.ranges) else 0

    # Links

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing: pictures come from their kept files, and nothing else is shown."""
        return None

    def _activate(self, url: QUrl) -> None:
        name = url.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
        if name and self._is_here(url) and self.build is not None:
            if name not in self.build.page.anchors:
                self.finish()
            position = self.build.page.anchors.get(name)
            if position is not None:
                self.reveal(position, at_top=True)
                return
        if url.scheme() not in {"", "file", "data", "javascript"}:
            self.link_activated.emit(_address(url))

    def _is_here(self, url: QUrl) -> bool:
        if url.isRelative() and not url.path():
            return True
        own = QUrl(self.build.clip.summary.url or "") if self.build is not None else QUrl()
        url, own = QUrl(url), QUrl(own)
        url.setFragment("")
        own.setFragment("")
        return url == own

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open a link with the middle button as with the first."""
        if event.button() == Qt.MouseButton.MiddleButton:
            address = self.anchorAt(event.position().toPoint())
            if address:
                self._activate(QUrl(address))
                return
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            mark = self.mark_at(self.cursorForPosition(place).position())
            if mark is not None and not self.anchorAt(place):
                self.mark_pressed.emit(mark.id, event.globalPosition().toPoint())

    # Hands

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection as plain words and clean HTML."""
        page = self.build.page if self.build is not None else Page()
        return mime_data(self.textCursor(), page)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here."""
        self.context_menu(self.anchorAt(event.pos())).popup(event.globalPos())

    def context_menu(self, address: str) -> QMenu:
        """Return the menu for a place, `address` the link that is there or nothing."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy", self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        if self.textCursor().hasSelection():
            menu.addAction("Highlight", self.highlight_asked.emit)
        if address:
            menu.addSeparator()
            menu.addAction("Open link", lambda: self._activate(QUrl(address)))
            if not address.startswith("#"):
                menu.addAction("Copy link address", lambda: QGuiApplication.clipboard().setText(address))
        menu.addSeparator()
        menu.addAction("Select all", self.selectAll)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys as a browser does; a page keeps two lines of the one before."""
        if event.key() == Qt.Key.Key_End:
            self.finish()
        target = target_of_key(event, self.verticalScrollBar(), self.viewport().height())
        if target is None:
            super().keyPressEvent(event)
        else:
            self.verticalScrollBar().setValue(target)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from link to link; back from the article's beginning it goes out, not to the last link."""
        if not forward and not self.textCursor().hasSelection():
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def select(self, start: int, end: int) -> None:
        """Select a range of the text."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)


def _address(url: QUrl) -> str:
    return bytes(url.toEncoded().data()).decode("ascii", "replace")
