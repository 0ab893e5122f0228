from __future__ import annotations

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from clipper.gui.mime import formats


def test_every_format_is_handed_on_raw():
    data = QMimeData()
    html = "<p>café</p>".encode("utf-16")
    data.setData("text/html", html)
    data.setData("chromium/x-source-url", b"https://a.example/")
    data.setText("café")
    found = formats(data)
    assert found["text/html"] == html
    assert found["chromium/x-source-url"] == b"https://a.example/"
    assert found["text/plain"] == "café".encode()


def test_links_arrive_as_a_uri_list():
    data = QMimeData()
    data.setUrls([QUrl("https://a.example/"), QUrl("file:///tmp/page.html")])
    assert formats(data)["text/uri-list"].split() == [b"https://a.example/", b"file:///tmp/page.html"]


def test_pictures_and_empty_formats_are_left_out(qapp):
    data = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data.setImageData(image)
    data.setData("text/html", b"")
    assert formats(data) == {}
