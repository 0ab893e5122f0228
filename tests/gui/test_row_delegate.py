from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from clipper.gui import lines
from clipper.gui.clip_list import ClipListView
from clipper.gui.clip_model import ClipListModel
from clipper.gui.row_delegate import HEIGHT, boxes
from clipper.gui.style import font
from clipper.gui.theme import DARK, LIGHT
from clipper.gui.thumbnails import Thumbnails, rounded_square
from tests.gui.varied_clips import paint_picture

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def view(qtbot, service, runner):
    model = ClipListModel(service, runner)
    made = ClipListView(model, LIGHT, Thumbnails(service.asset_path, runner))
    made.clips.setParent(made)
    made.resize(392, 640)
    qtbot.addWidget(made)
    made.show()
    return made


def painted(view):
    QApplication.processEvents()
    QApplication.processEvents()
    return view.viewport().grab().toImage()


def colours(image, area):
    points = ((x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom()))
    return {image.pixelColor(x, y).name() for x, y in points}


def test_rows_are_104_high(view, service):
    view.clips.show([service.add_clip(), service.add_clip()])
    painted(view)
    assert view.visualRect(view.clips.index(1)) == QRect(0, HEIGHT, 392, HEIGHT)


def test_a_row_is_parted_as_drawn_and_mirrored_in_a_right_to_left_window():
    row = QRect(0, 0, 392, HEIGHT)
    parts, mirrored = boxes(row, LTR, thumb=True), boxes(row, RTL, thumb=True)
    assert parts.thumb == QRect(308, 20, 64, 64)
    assert parts.text.left() == 28
    assert parts.text.right() < parts.thumb.left()
    assert mirrored.thumb == QRect(20, 20, 64, 64)
    assert mirrored.text.right() == 392 - 28 - 1
    assert mirrored.dot.x() == 392 - parts.dot.x()


def test_an_unread_clip_has_a_dot_and_a_read_one_has_none(view, service):
    view.clips.show([service.add_clip(read=False), service.add_clip(read=True)])
    image = painted(view)
    dot = QRect(12, 16, 12, 16)
    assert LIGHT.accent.lower() in colours(image, dot)
    assert LIGHT.accent.lower() not in colours(image, dot.translated(0, HEIGHT))


def test_matches_are_marked_in_the_snippet(view, service):
    view.clips.show([service.add_clip(title="Tides", excerpt="what the keepers saw")], "keepers")
    assert LIGHT.highlight.lower() in colours(painted(view), QRect(28, 30, 300, 30))


def test_a_failed_row_says_why_in_the_failure_colour_and_can_be_retried_by_a_click(qtbot, view, service):
    clip_id = service.add_failed()
    view.clips.show([clip_id])
    assert LIGHT.failure.lower() in colours(painted(view), QRect(28, 30, 320, 40))
    row = view.visualRect(view.clips.index(0))
    place = view.itemDelegate().retry_box(row, LTR).center()
    with qtbot.waitSignal(view.retry_asked) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [clip_id]
    assert view.selected_ids() == []


def test_a_click_beside_retry_selects(qtbot, view, service):
    clip_id = service.add_failed()
    view.clips.show([clip_id])
    painted(view)
    with qtbot.assertNotEmitted(view.retry_asked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert view.selected_ids() == [clip_id]


def test_the_pointer_over_retry_says_that_it_can_be_clicked(view, service):
    view.clips.show([service.add_failed()])
    painted(view)
    place = QPointF(view.itemDelegate().retry_box(view.visualRect(view.clips.index(0)), LTR).center())
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), move)
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_pending_and_selected_and_dark_rows_are_painted(view, service):
    view.clips.show([service.add_pending(), service.add_clip()])
    view.set_theme(DARK)
    view.selectAll()
    found = colours(painted(view), QRect(8, 2, 376, 100))
    assert DARK.selected.lower() in found
    assert DARK.accent.lower() in found


def test_a_picture_is_painted_round_at_the_trailing_edge(view, service, tmp_path):
    paint_picture(tmp_path / "a.png", 200)
    view.clips.show([service.add_clip(lead_asset="a.png")])
    image = painted(view)
    ground = image.pixelColor(300, 10)
    assert image.pixelColor(308, 20) == ground
    assert image.pixelColor(340, 52) != ground


def test_a_picture_that_is_none_leaves_its_room_to_the_text(service, runner, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"no picture")
    thumbnails = Thumbnails(service.asset_path, runner)
    assert thumbnails.get("broken.png", 1.0) is None
    assert not thumbnails.readable("broken.png")


def test_thumbnails_are_as_sharp_as_the_screen(service, runner, tmp_path):
    paint_picture(tmp_path / "a.png", 10, 2000, 300)
    thumbnails = Thumbnails(service.asset_path, runner)
    thumbnails.get("a.png", 2.0)
    kept = thumbnails.get("a.png", 2.0)
    assert (kept.width(), kept.devicePixelRatio()) == (128, 2.0)
    square = rounded_square(tmp_path / "a.png", 128, 12)
    assert square.pixelColor(0, 0).alpha() == 0
    assert square.pixelColor(64, 64).alpha() == 255


@pytest.fixture
def canvas(qapp):
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    yield image, painter
    painter.end()


def ink(image):
    return [
        x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() < 128 for y in range(60))
    ]


def draw(canvas, text, most=1, width=200, **options):
    look = lines.Look(font(14, QFont.Weight.DemiBold), "#000000", 20, most)
    area = QRect(100, 0, width, 60).toRectF()
    return lines.Painter().draw(canvas[1], area, text, look, **options)


def test_a_long_title_stays_on_two_lines_within_its_room(canvas):
    assert draw(canvas, "word " * 200, most=2, rtl=False) == 2
    assert min(ink(canvas[0])) >= 99
    assert max(ink(canvas[0])) <= 301


def test_a_word_that_never_breaks_stays_within_its_room(canvas):
    draw(canvas, "x" * 300, most=2, rtl=False)
    assert max(ink(canvas[0])) <= 301


def test_right_to_left_text_stands_at_the_right(canvas):
    assert lines.reads_rightwards_to_left("כותרת קצרה")
    assert not lines.reads_rightwards_to_left("Title with עברית")
    draw(canvas, "כותרת", rtl=True)
    assert min(ink(canvas[0])) > 220
    assert max(ink(canvas[0])) > 290


def test_a_snippet_begins_near_its_first_match():
    text = "a long beginning " * 10 + "keepers on watch"
    at = text.index("keepers")
    shown, marks = lines.brought_forward(text, ((at, 7),), 40)
    assert shown.startswith("…")
    start, length = marks[0]
    assert shown[start : start + length] == "keepers"
    assert start + length <= 40
    assert lines.brought_forward("keepers first", ((0, 7),), 40) == ("keepers first", ((0, 7),))
