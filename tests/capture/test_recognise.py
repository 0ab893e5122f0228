from __future__ import annotations

from pathlib import Path

import pytest

from clipper.capture import from_bytes, from_path, from_source, from_text
from clipper.errors import FetchError, UnsupportedContentError
from clipper.model import Content, Via


def test_one_address_is_one_link():
    (handover,) = from_text(" https://a.example/x\n", Via.TYPED)
    assert (handover.url, handover.label, handover.via) == ("https://a.example/x", "a.example/x", Via.TYPED)
    assert handover.capture is None


def test_many_addresses_are_many_links_each_once():
    handovers = from_text("https://a.example/1, https://a.example/2 and https://a.example/1", Via.PASTE)
    assert [handover.url for handover in handovers] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize("text", ["", "  \n\t", "\0", "\ufeff", "\u3000\u2003"])
def test_nothing_hands_over_nothing(text):
    assert from_text(text, Via.PASTE) == []


def test_a_text_is_kept_whole_with_its_first_words_as_label():
    text = "\n\n  The lamp   was lit.\n\nThen it went out. " + "And so on. " * 40 + "https://a.example/x"
    (handover,) = from_text(text, Via.PASTE)
    assert handover.label == "The lamp was lit."
    assert handover.capture.content is Content.TEXT
    assert handover.capture.text == text
    assert handover.capture.selection is False


def test_markdown_is_known_by_its_marks():
    (handover,) = from_text("# The lamp\n\nIt was **bright**.", Via.PASTE)
    assert handover.capture.content is Content.MARKDOWN
    assert handover.label == "The lamp"


def test_pasted_source_of_a_page_is_that_page():
    source = (
        "<!doctype html><html><head><title>The lamp &amp; we</title>"
        "<link rel=canonical href=https://a.example/lamp></head><body><a href='https://b.example'>x</a>"
    )
    (handover,) = from_text(source, Via.PASTE)
    assert handover.capture.content is Content.HTML
    assert handover.capture.selection is False
    assert handover.capture.url == "https://a.example/lamp"
    assert handover.label == "The lamp & we"


def test_lone_surrogates_become_replacement_characters():
    (handover,) = from_text("A lamp \ud83d\udca1 and half \ud83d of one", Via.PASTE)
    assert handover.capture.text == "A lamp 💡 and half \ufffd of one"


def test_a_path_is_not_opened():
    handover = from_path(Path("/no/such/page.html"), Via.DROP)
    assert (handover.path, handover.label) == (str(Path("/no/such/page.html")), "page.html")


def test_a_source_on_the_command_line_is_an_address_or_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "example.org").write_text("a file with a host's name")
    assert from_source("https://a.example/x", Via.COMMAND).url == "https://a.example/x"
    assert from_source("a.example/x", Via.COMMAND).url == "https://a.example/x"
    assert from_source("example.org", Via.COMMAND).path == str(tmp_path / "example.org")
    assert from_source("page.html", Via.COMMAND).path == str(tmp_path / "page.html")
    assert from_source("notes", Via.COMMAND).path == str(tmp_path / "notes")
    assert from_source("file:///tmp/a%20b.html", Via.COMMAND).path == str(Path("/tmp/a b.html"))
    assert from_source("https://", Via.COMMAND).url == "https://"
    assert from_source("x\0y.example", Via.COMMAND).path == str(tmp_path / "x\0y.example")


def test_bytes_are_recognised_by_looking_at_them():
    handover = from_bytes(
        "<html><title>Größe</title>".encode("utf-16"), Via.COMMAND, url="https://a.example/x"
    )
    assert handover.label == "Größe"
    assert (handover.capture.content, handover.capture.encoding) == (Content.HTML, "utf-16-le")
    assert handover.capture.url == "https://a.example/x"


def test_a_saved_page_knows_its_address():
    data = b"<!-- saved from url=(0019)https://a.example/x -->\n<html><p>x"
    assert from_bytes(data, Via.COMMAND).capture.url == "https://a.example/x"


def test_bytes_that_are_one_address_stand_for_it():
    assert from_bytes(b"https://a.example/x\n", Via.COMMAND).url == "https://a.example/x"
    assert (
        from_bytes(b"[InternetShortcut]\r\nURL=https://a.example/y\r\n", Via.COMMAND).url
        == "https://a.example/y"
    )
    assert from_bytes(b"https://a.example/x is good", Via.COMMAND).url is None


def test_a_pdf_under_an_html_name_is_refused_by_name():
    with pytest.raises(UnsupportedContentError, match=r"^This is a PDF, which Clipper cannot read yet\. "):
        from_bytes(b"%PDF-1.7", Via.FILE, name="page.html")


def test_empty_bytes_are_said_to_be_empty():
    with pytest.raises(
        FetchError, match=r"^What was handed over is empty, so there is nothing to clip\.$"
    ) as error:
        from_bytes(b" \n", Via.COMMAND)
    assert error.value.code == "empty"
