from __future__ import annotations

import os
import sys

import httpx
import pytest

from clipper.capture import Fetcher, Limits, capture, from_path, from_text, read_file
from clipper.errors import CaptureError, FetchError, TooLargeError, UnsupportedContentError
from clipper.model import Content, Handover, Via

URL = "https://a.example/lamp"


@pytest.fixture
def fetcher():
    def answer(request):
        return httpx.Response(200, html=f"<p>{request.url.path}")

    with Fetcher(Limits(), httpx.MockTransport(answer)) as fetcher:
        yield fetcher


def file(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    return from_path(tmp_path / name, Via.DROP)


def test_an_address_is_fetched_with_its_title_hint(fetcher):
    page = capture(Handover("The lamp", Via.DROP, url=URL, title_hint="The lamp"), fetcher)
    assert (page.text, page.url, page.title_hint, page.via) == ("<p>/lamp", URL, "The lamp", Via.DROP)


def test_content_that_is_here_is_taken_as_it_is(fetcher):
    (handover,) = from_text("Only words.", Via.PASTE)
    assert capture(handover, fetcher) is handover.capture


def test_a_file_is_read_and_recognised(fetcher, tmp_path):
    page = capture(file(tmp_path, "x.txt", "<html><p>Größe".encode("cp1252")), fetcher)
    assert (page.content, page.encoding, page.url, page.http) == (Content.HTML, "cp1252", None, None)
    assert capture(file(tmp_path, "x.md", b"Words"), fetcher).content is Content.MARKDOWN


def test_a_saved_page_gives_the_address_it_came_from(fetcher, tmp_path):
    data = b"<!DOCTYPE html><!--\n Page saved with SingleFile \n url: https://a.example/x \n--><p>x"
    assert capture(file(tmp_path, "x.html", data), fetcher).url == "https://a.example/x"


def test_a_link_file_is_followed(fetcher, tmp_path):
    page = capture(file(tmp_path, "lamp.url", f"[InternetShortcut]\r\nURL={URL}\r\n".encode()), fetcher)
    assert (page.url, page.text) == (URL, "<p>/lamp")
    entry = f"[Desktop Entry]\nType=Link\nName=The lamp\nURL={URL}\n".encode()
    assert capture(file(tmp_path, "lamp.desktop", entry), fetcher).title_hint == "The lamp"
    assert capture(file(tmp_path, "lamp.txt", URL.encode()), fetcher).url == URL


def test_reading_a_link_file_asks_no_network(tmp_path):
    entry = f"[Desktop Entry]\nType=Link\nName=The lamp\nURL={URL}\n".encode()
    read = read_file(file(tmp_path, "lamp.desktop", entry), Limits())
    assert (read.url, read.title_hint, read.capture) == (URL, "The lamp", None)
    assert read.path == str(tmp_path / "lamp.desktop")


def test_reading_a_file_gives_its_page_and_leaves_other_hand_overs_alone(tmp_path):
    assert read_file(file(tmp_path, "x.md", b"Words"), Limits()).capture.data == b"Words"
    (link,) = from_text(URL, Via.PASTE)
    (text,) = from_text("Only words.", Via.PASTE)
    assert (read_file(link, Limits()), read_file(text, Limits())) == (link, text)


@pytest.mark.parametrize(
    ("name", "data", "kind", "sentence"),
    [
        ("page.html", b"%PDF-1.4", UnsupportedContentError, "This is a PDF, which Clipper cannot read yet."),
        (
            "page.html",
            b"PK\3\4" + bytes(99),
            UnsupportedContentError,
            "This is a zip archive, which Clipper cannot",
        ),
        ("page.html", b"", FetchError, "“page.html” is empty, so there is nothing to clip."),
        (
            "page.html",
            b"<p>" + b"x" * 30_000_000,
            TooLargeError,
            "“page.html” is larger than 20 MB, too large to clip. Copy the part you want and paste it here.",
        ),
    ],
)
def test_a_file_that_cannot_be_clipped_says_why(fetcher, tmp_path, name, data, kind, sentence):
    with pytest.raises(kind) as error:
        capture(file(tmp_path, name, data), fetcher)
    assert error.value.message.startswith(sentence)
    assert isinstance(error.value, CaptureError)


def test_a_file_that_is_gone_a_folder_and_a_bad_name_say_so(fetcher, tmp_path):
    cases = {
        tmp_path / "gone.html": (
            "file_missing",
            f"There is no file “{tmp_path / 'gone.html'}”. It may have been moved or deleted.",
        ),
        tmp_path: ("file_folder", f"“{tmp_path.name}” is a folder. Hand over the files inside it."),
        tmp_path / ("x" * 3000): (
            "file_unreadable",
            f"“{'x' * 80}” could not be read. Its name is too long.",
        ),
        tmp_path / "a\0b": (
            "file_unreadable",
            "“a\0b” could not be read. The disk or the network may be away.",
        ),
    }
    for path, (code, sentence) in cases.items():
        with pytest.raises(FetchError) as error:
            capture(from_path(path, Via.DROP), fetcher)
        assert (error.value.code, error.value.message) == (code, sentence)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be read here")
def test_a_file_that_may_not_be_read_says_so(fetcher, tmp_path):
    handover = file(tmp_path, "x.html", b"<p>x")
    (tmp_path / "x.html").chmod(0)
    with pytest.raises(FetchError, match="may not be read") as error:
        capture(handover, fetcher)
    assert error.value.code == "file_denied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_is_not_waited_for(fetcher, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FetchError, match="is not a file that can be read"):
        capture(from_path(tmp_path / "pipe", Via.DROP), fetcher)


def test_thirty_pasted_megabytes_are_kept_and_refused_with_a_sentence(fetcher):
    (handover,) = from_text("word " * 6_000_000, Via.PASTE)
    with pytest.raises(TooLargeError) as error:
        capture(handover, fetcher)
    assert error.value.message.startswith("What was handed over is larger than 20 MB, too large to clip. ")


def test_a_hand_over_of_nothing_is_an_error_of_capture(fetcher):
    with pytest.raises(CaptureError):
        capture(Handover("x", Via.PASTE), fetcher)
