from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QImageWriter

from clipper.gui.background import Background
from clipper.gui.reader import pictures as module
from clipper.gui.reader.pictures import Pictures, decode
from clipper.gui.theme import DARK
from clipper.model import Asset

SRC = "https://a.example/a.png"


@pytest.fixture
def pictures(runner, tmp_path):
    return Pictures(lambda name: tmp_path / name, runner)


def test_a_picture_is_decoded_in_the_size_in_which_it_is_shown(paint_picture, tmp_path):
    found = decode(tmp_path / paint_picture(width=1200, height=600), 300)
    assert (found.image.width(), found.image.height()) == (300, 150)
    assert found.natural.width() == 1200


def test_a_picture_is_never_made_larger_than_it_is(paint_picture, tmp_path, pictures):
    assert decode(tmp_path / paint_picture(width=40, height=20), 300).image.width() == 40
    pictures.show({SRC: Asset(SRC, "a.png", width=40, height=20)}, [SRC])
    assert pictures.size(SRC, None, 680) == QSizeF(40, 20)
    assert pictures.size(SRC, 400, 680) == QSizeF(40, 20)


def test_a_drawing_is_sharp_in_any_size(tmp_path):
    path = tmp_path / "d.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="9" height="9"/></svg>'
    )
    assert decode(path, 400).image.width() == 400


def test_a_picture_turned_by_its_camera_stands_upright(tmp_path):
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(0)
    writer = QImageWriter(str(tmp_path / "t.jpg"))
    writer.setTransformation(module.QImageIOHandler.Transformation.TransformationRotate90)
    assert writer.write(image)
    found = decode(tmp_path / "t.jpg", 80)
    assert found.image.height() > found.image.width()
    assert found.natural.height() == 80


def test_what_is_no_picture_is_known_as_broken(tmp_path, pictures, qtbot):
    (tmp_path / "a.png").write_bytes(b"no picture")
    pictures.show({SRC: Asset(SRC, "a.png", width=10, height=10)}, [SRC])
    with qtbot.waitSignal(pictures.broke):
        assert pictures.image(SRC, 10) is None
    assert pictures.broken == {SRC}


def test_a_picture_without_known_size_gets_it_from_its_file(paint_picture, pictures):
    paint_picture(width=300, height=300)
    pictures.show({SRC: Asset(SRC, "a.png")}, [SRC])
    assert pictures.size(SRC, None, 200) == QSizeF(200, 200)


def test_what_was_drawn_longest_ago_is_let_go_when_memory_is_used_up(paint_picture, pictures, monkeypatch):
    monkeypatch.setattr(module, "MEMORY", 3 * 100 * 100 * 4)
    sources = [f"https://a.example/{n}" for n in range(6)]
    paint_picture(width=100, height=100)
    pictures.show({s: Asset(s, "a.png", width=100, height=100) for s in sources}, sources)
    for source in sources:
        pictures.image(source, 100)
    assert sum(image.sizeInBytes() for image in pictures._images.values()) <= module.MEMORY


def test_pictures_are_read_off_the_windows_thread(paint_picture, make_pane, make_clip, qtbot):
    paint_picture(width=1200, height=600, color="#ff0000")
    background = Background(threads=1)
    pane = make_pane(runner=background)
    pane.show_clip(make_clip(f'<img src="{SRC}">', assets=[Asset(SRC, "a.png", width=1200, height=600)]))
    pane.grab()
    qtbot.waitUntil(lambda: not pane.pictures.busy)
    image = pane.grab().toImage()
    reds = [image.pixelColor(388, y).name() for y in range(image.height())]
    assert reds.count("#ff0000") > 300
    background.close()


def test_a_picture_that_takes_its_true_size_does_not_move_what_is_read(
    paint_picture, make_pane, make_clip, qtbot
):
    paint_picture(width=600, height=2400)
    pane = make_pane(runner=Background(threads=1))
    html = f'<img src="{SRC}">' + "<p>Some words that are read.</p>" * 60
    pane.show_clip(make_clip(html, assets=[Asset(SRC, "a.png")]))
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = pane.view._top_place()
    before = bar.maximum()
    qtbot.waitUntil(lambda: not pane.pictures.busy)
    qtbot.waitUntil(lambda: bar.maximum() > before)
    after = pane.view._top_place()
    assert after[0] == place[0]
    assert abs(after[1] - place[1]) <= 2
    pane.pictures._runner.close()


def test_nothing_is_ever_loaded_by_address(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip('<p><img src="file:///etc/hostname">text</p>'))
    pane.grab()
    assert pane.view.loadResource(2, "https://a.example/a.png") is None
    assert "was not kept" in pane.view.toPlainText()


def test_a_drawing_on_nothing_lies_on_light_paper_in_the_dark(make_pane, make_clip, tmp_path, qtbot):
    image = QImage(400, 400, QImage.Format.Format_ARGB32)
    image.fill(0)
    assert image.save(str(tmp_path / "a.png"))
    pane = make_pane(theme=DARK)
    pane.show_clip(make_clip(f'<img src="{SRC}">', assets=[Asset(SRC, "a.png", width=400, height=400)]))
    pane.grab()
    assert pane.grab().toImage().pixelColor(200, 400).name() == DARK.text.lower()
