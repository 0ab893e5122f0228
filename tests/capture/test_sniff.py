from __future__ import annotations

import io
import time
import zipfile

import pytest

from clipper.capture.sniff import looks_like_html_source, looks_like_markdown, recognise
from clipper.errors import UnsupportedContentError
from clipper.model import Content


def zipped(*names, first=None):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


PASTE = "Open it, copy the text and paste it here."

MHTML = "This is a saved page in the MHTML form, which Clipper cannot read yet. Open it, copy the page and paste it here."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n...", f"This is a PDF, which Clipper cannot read yet. {PASTE}"),
        (b"\n\n%PDF-1.4", f"This is a PDF, which Clipper cannot read yet. {PASTE}"),
        (
            zipped("a.html"),
            "This is a zip archive, which Clipper cannot read yet. Unpack it and hand over the pages inside.",
        ),
        (
            zipped(first="application/epub+zip"),
            f"This is an EPUB book, which Clipper cannot read yet. {PASTE}",
        ),
        (zipped("word/document.xml"), f"This is a Word document, which Clipper cannot read yet. {PASTE}"),
        (
            zipped("[Content_Types].xml", "xl/book.xml"),
            f"This is an Excel sheet, which Clipper cannot read yet. {PASTE}",
        ),
        (
            zipped(first="application/vnd.oasis.opendocument.text"),
            f"This is an OpenDocument file, which Clipper cannot read yet. {PASTE}",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
            f"This is a Word or other Office document, which Clipper cannot read yet. {PASTE}",
        ),
        (b"{\\rtf1 x}", f"This is an RTF document, which Clipper cannot read yet. {PASTE}"),
        (
            b"\x1f\x8b\x08\0\0",
            "This is a gzip archive, which Clipper cannot read yet. Unpack it and hand over the pages inside.",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0",
            "This is a picture (PNG), not a page to read. Clip the page that shows it instead.",
        ),
        (
            b"\xff\xd8\xff\xe0",
            "This is a picture (JPEG), not a page to read. Clip the page that shows it instead.",
        ),
        (
            b'<?xml version="1.0"?><svg xmlns="x" width="1"></svg>',
            "This is a picture (SVG), not a page to read. Clip the page that shows it instead.",
        ),
        (
            b"\0\0\0\x18ftypmp42",
            "This is a video (MP4), not a page to read. Clip the page that shows it instead.",
        ),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n",
            MHTML,
        ),
        (
            b'<?xml version="1.0"?>\n<rss version="2.0"><channel>',
            "This is a news feed, which Clipper cannot read yet. Hand over the address of an article in it.",
        ),
        (
            bytes(range(256)) * 4,
            "This is neither a page nor a text. Hand over a page, a text or a link instead.",
        ),
        (
            b"\x7fELF\2\1",
            "This is a program, not a page to read. Hand over a page, a text or a link instead.",
        ),
    ],
)
def test_what_cannot_be_read_is_named_under_any_file_name(data, sentence):
    with pytest.raises(UnsupportedContentError) as error:
        recognise(data, content_type="text/html", name="page.html")
    assert error.value.message == sentence


@pytest.mark.parametrize(
    ("data", "hints", "content"),
    [
        (b"<!DOCTYPE html><p>x", {}, Content.HTML),
        (b"\xef\xbb\xbf  <!-- saved from url=(0009)x -->\n<HTML>", {"name": "x.txt"}, Content.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', {}, Content.HTML),
        ("<html><p>x".encode("utf-16"), {"content_type": "application/octet-stream"}, Content.HTML),
        (b"<html>\0\0\0<p>x", {}, Content.HTML),
        (b"<p>A fragment</p>", {}, Content.HTML),
        (b"<p align=center>Title</p>\n\nText", {"name": "README.md"}, Content.MARKDOWN),
        (b"Only words", {"content_type": "text/html; charset=utf-8"}, Content.HTML),
        (b"Only words", {"name": "a.HTM"}, Content.HTML),
        (b"Only words", {}, Content.TEXT),
        (b"a < b and c > d", {}, Content.TEXT),
        (b"Words", {"content_type": "text/plain", "name": "notes.md"}, Content.MARKDOWN),
        (b"---\ntitle: x\n---\n\nText", {}, Content.MARKDOWN),
        ("Größe".encode("cp1252"), {"name": "x.txt"}, Content.TEXT),
        ("<p>日本語</p>".encode("utf-16-le"), {}, Content.HTML),
    ],
)
def test_the_bytes_say_what_it_is_and_hints_decide_only_what_they_leave_open(data, hints, content):
    assert recognise(data, **hints) is content


def test_data_for_programs_is_refused_by_the_type_the_server_gives():
    with pytest.raises(UnsupportedContentError, match=r"^This is JSON data, not a page to read\."):
        recognise(b'{"a": 1}', content_type="application/json")


def test_source_of_a_page_is_told_from_text_about_html():
    assert looks_like_html_source("\n<!-- x -->\n<!DOCTYPE html>\n<html>")
    assert looks_like_html_source("<html lang=en>")
    assert not looks_like_html_source("The <html> element is the root.")
    assert not looks_like_html_source("<p>only a part</p>")


@pytest.mark.parametrize("piece", ["[a](/", "**a", "---|", "[a", "| "])
def test_hostile_repetition_takes_no_time(piece):
    start = time.perf_counter()
    looks_like_markdown(piece * 13_000)
    assert time.perf_counter() - start < 1


def test_markdown_needs_two_different_marks():
    assert looks_like_markdown("# Lamp\n\nA **bright** one.")
    assert looks_like_markdown("See [this](https://a.example).\n\n```python\nx = 1\n```")
    assert not looks_like_markdown("# 1 fan of the lamp\n\nand more")
    assert not looks_like_markdown("Five * two ** three")
    assert not looks_like_markdown("A plain text.\n\n- with a dash\n- and another")
