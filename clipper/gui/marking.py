"""What a person leaves in an article: highlights, a note, and the place where reading stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from clipper.gui.bars import Notice
from clipper.gui.colours import highlight_colour
from clipper.model import Position

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.reader import ReaderPane
    from clipper.gui.reader.anchoring import TextMap
    from clipper.gui.undoing import Undoing
    from clipper.model import Action, Clip, Highlight

_RESTS_MS = 800
NOT_IN_TEXT = "Only words of the article itself can be highlighted."


class Marking(QObject):
    """Joins the reader and the library for one clip after another. `told` carries what the bar says."""

    told = Signal(object)

    def __init__(
        self, service: Clipping, runner: Runner, undoing: Undoing, reader: ReaderPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._undoing = undoing
        self._reader = reader
        self._clip: Clip | None = None
        self._map: tuple[object, TextMap] | None = None
        self._kept = Position()
        self._rests = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._rests.timeout.connect(self.keep_place)
        view = reader.view
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._rests.start())
        view.rebuilt.connect(self._show_marks)
        view.completed.connect(self._show_marks)
        view.mark_pressed.connect(self._open_popup)
        view.highlight_asked.connect(self.highlight)
        reader.note.written.connect(self._write_note)
        reader.lost.remove_asked.connect(self._remove)

    def show(self, clip: Clip, *, again: bool) -> None:
        """Show what belongs to a clip; where it is opened go to where reading stopped."""
        self._clip = clip
        self._map = None
        self._reader.note.show_note(clip.note)
        self._reader.lost.show_lost([one for one in clip.highlights if not one.fits])
        self._show_marks()
        if again:
            return
        self._kept = clip.position
        if clip.position != Position():
            self._reader.view.finish()
            at = self._mapped().position_of(clip.position.block, clip.position.offset)
            if at is not None:
                self._reader.view.reveal(at, at_top=True)
        self._rests.stop()

    def leave(self) -> None:
        """Keep the place before another clip comes."""
        if self._rests.isActive():
            self.keep_place()
        self._reader.note.end()
        self._clip = None

    def keep_place(self) -> None:
        """Keep where reading is now, as block and offset."""
        self._rests.stop()
        clip, view = self._clip, self._reader.view
        if clip is None or view.build is None or not view.build.done or not self._reader.isVisible():
            return
        top = view.verticalScrollBar().value()
        place = Position(*self._mapped().place_of(view.top_position())) if top else Position()
        if place != self._kept:
            self._kept = place
            self._runner.run(lambda: self._service.order.set_position(clip.id, place), lambda _done: None)

    def _mapped(self) -> TextMap:
        from clipper.gui.reader.anchoring import TextMap

        build = self._reader.view.build
        if self._map is None or self._map[0] is not build:
            article = self._clip.article if self._clip is not None else None
            text = article.text if article is not None else ""
            self._map = (build, TextMap(self._reader.view.toPlainText(), text))
        return self._map[1]

    # Highlights

    def _show_marks(self) -> None:
        from clipper.gui.reader.painting import Mark

        view = self._reader.view
        if self._clip is None or view.build is None or not view.build.done:
            return
        made = []
        for one in self._clip.highlights:
            found = self._mapped().range_of(one)
            if found is not None:
                ground = highlight_colour(one.colour, view.theme)
                made.append(Mark(one.id, *found, ground, noted=bool(one.note)))
        view.set_marks(made)

    def highlight(self) -> None:
        """Highlight the selected words; open the highlight that the caret is in where none are selected."""
        clip, view = self._clip, self._reader.view
        if clip is None:
            return
        cursor = view.textCursor()
        if not cursor.hasSelection():
            mark = view.mark_at(cursor.position())
            if mark is not None:
                self._open_popup(mark.id, view.mapToGlobal(view.cursorRect().bottomLeft()))
            else:
                self.told.emit(Notice("Select some words, then press H to highlight them."))
            return
        view.finish()
        found = self._mapped().quote_of(cursor.selectionStart(), cursor.selectionEnd())
        if found is None:
            self.told.emit(Notice(NOT_IN_TEXT))
            return

        def then(_made: Highlight) -> None:
            self._undoing.look()
            self.told.emit(Notice("Highlighted.", "Undo", self._undoing.undo))

        cursor.clearSelection()
        view.setTextCursor(cursor)
        self._runner.run(lambda: self._service.highlights.add(clip.id, *found), then, self._fail)

    def _open_popup(self, highlight_id: str, place: QPoint) -> None:
        from clipper.gui.reader.highlight_popup import HighlightPopup

        found = [one for one in (self._clip.highlights if self._clip else ()) if one.id == highlight_id]
        if not found:
            return
        highlights = self._service.highlights
        popup = HighlightPopup(found[0], self._reader.theme, self._reader)

        def colour(name: str) -> None:
            self._do(lambda: highlights.change(highlight_id, colour=name), "Changed the colour.")

        def note(words: str) -> None:
            self._do(lambda: highlights.change(highlight_id, note=words or None), "Changed the note.")

        popup.coloured.connect(colour)
        popup.noted.connect(note)
        popup.remove_asked.connect(lambda: self._remove(highlight_id))
        popup.move(place + QPoint(0, 8))
        popup.show()

    def _remove(self, highlight_id: str) -> None:
        self._do(lambda: self._service.highlights.remove(highlight_id), "Removed a highlight.")

    # The note

    def write_note(self) -> None:
        """Go to the clip's note, or begin one."""
        if self._clip is not None:
            self._reader.note.begin()

    def _write_note(self, markdown: str) -> None:
        clip = self._clip
        if clip is not None and markdown != (clip.note or ""):
            note = markdown or None
            self._do(lambda: self._service.order.set_note(clip.id, note), "Wrote the note.")

    def _do(self, work: Callable[[], Action | None], sentence: str) -> None:
        ids = [self._clip.id] if self._clip is not None else []
        self._runner.run(work, lambda action: self._undoing.did(action, ids, sentence), self._fail)

    def _fail(self, error: ClipperError) -> None:
        self.told.emit(Notice(error.message, failure=True))
