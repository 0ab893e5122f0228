from __future__ import annotations

import gzip

import httpx
import pytest

from clipper import __version__
from clipper.capture import Fetcher
from clipper.errors import FetchError, TooLargeError, UnsupportedContentError
from clipper.model import Content, Via

from .mocked import BY_HAND, URL, failure, fetcher, page, raising


def test_a_page_comes_with_its_encoding_origin_and_http_facts():
    with fetcher(lambda request: httpx.Response(200, html="<p>Größe</p>")) as fetch:
        capture = fetch.page(URL, via=Via.PASTE, title_hint="The lamp")
    assert (capture.content, capture.encoding, capture.text) == (Content.HTML, "utf-8", "<p>Größe</p>")
    assert (capture.url, capture.via, capture.title_hint, capture.selection) == (
        URL,
        Via.PASTE,
        "The lamp",
        False,
    )
    assert capture.http.status == 200
    assert capture.http.content_type == "text/html; charset=utf-8"
    assert capture.http.final_url == URL
    assert capture.http.fetched_at.tzinfo is not None


def test_the_request_says_honestly_who_asks_and_what_for(monkeypatch):
    monkeypatch.setattr("locale.getlocale", lambda: ("de_DE", "UTF-8"))
    asked = []

    def answer(request):
        asked.append(request.headers)
        return httpx.Response(200, html="<p>x")

    with fetcher(answer) as fetch:
        fetch.page(URL, via=Via.TYPED)
    (headers,) = asked
    short = ".".join(__version__.split(".")[:2])
    assert headers["user-agent"].startswith(f"Clipper/{short} (")
    assert headers["accept"].startswith("text/html,")
    assert headers["accept-language"] == "de-DE,de;q=0.9,en;q=0.5,*;q=0.3"
    assert headers["accept-encoding"] == "gzip, deflate, br, zstd"
    assert "cookie" not in headers
    assert "referer" not in headers


@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("en_GB", "en-GB,en;q=0.9,*;q=0.3"),
        ("C", "en,*;q=0.5"),
        (None, "en,*;q=0.5"),
        ("fr", "fr,en;q=0.5,*;q=0.3"),
    ],
)
def test_the_language_asked_for_is_the_person_s_own(monkeypatch, language, header):
    from clipper.capture.transfer import accept_language

    monkeypatch.setattr("locale.getlocale", lambda: (language, "UTF-8"))
    assert accept_language() == header


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        ("<p>Größe".encode("cp1252"), "text/html; charset=iso-8859-1", "cp1252"),
        (b"<meta charset=shift_jis><p>" + "灯台".encode("cp932") * 20, "text/html", "cp932"),
        ("<p>灯台は".encode() * 9, "text/html; charset=iso-8859-1", "utf-8"),
        (
            b"<p>" + "Смотритель маяка записывал ветер".encode("cp1251"),
            "text/html; charset=x-made-up",
            "cp1251",
        ),
    ],
)
def test_the_encoding_is_decided_by_header_page_and_bytes(body, content_type, encoding):
    assert page(200, content=body, headers={"content-type": content_type}).encoding == encoding


@pytest.mark.parametrize(
    ("body", "content_type", "url", "content"),
    [
        (b"The lamp.", "text/plain", URL, Content.TEXT),
        (b"The *lamp*.", "text/markdown; charset=utf-8", URL, Content.MARKDOWN),
        (b"The lamp.", "text/plain", "https://a.example/notes/lamp.md?raw=1", Content.MARKDOWN),
        (b"<!doctype html><p>x", "application/octet-stream", URL, Content.HTML),
        (b"<!doctype html><p>x", "text/plain", URL, Content.HTML),
        (b"<!doctype html><p>x", "", "https://a.example/x.pdf", Content.HTML),
        (b"<html xmlns='x'><p/></html>", "application/xhtml+xml", URL, Content.HTML),
    ],
)
def test_html_text_and_markdown_are_taken_under_any_name(body, content_type, url, content):
    assert page(200, content=body, headers={"content-type": content_type}, url=url).content is content


@pytest.mark.parametrize(
    ("body", "content_type", "start"),
    [
        (b"%PDF-1.5", "text/html", "This is a PDF, which Clipper cannot read yet. "),
        (b"PK\3\4" + bytes(60), "text/html", "This is a zip archive, which Clipper cannot read yet. "),
        (b"\x89PNG\r\n\x1a\n", "text/html", "This is a picture (PNG), not a page to read. "),
        (b"{}", "application/json", "This is JSON data, not a page to read. "),
        (b"body { }", "text/css", "This is a style sheet, not a page to read. "),
    ],
)
def test_an_answer_that_is_no_page_is_refused_by_name(body, content_type, start):
    with pytest.raises(UnsupportedContentError) as error:
        page(200, content=body, headers={"content-type": content_type}, url="https://a.example/page.html")
    assert error.value.message.startswith(start)


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\0\0"])
def test_an_empty_body_is_said_to_be_empty(body):
    error = failure(lambda request: httpx.Response(200, content=body))
    assert error.code == "empty"
    assert error.message == "a.example answered with an empty page. Retry, or copy the page from the browser."


def test_redirects_are_followed_and_the_last_address_is_the_page_s():
    def answer(request):
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": "/new"})
        return httpx.Response(200, html="<p>x")

    with fetcher(answer) as fetch:
        assert fetch.page("http://a.example/old#part", via=Via.TYPED).url == "http://a.example/new#part"


def test_ten_redirects_are_followed_and_no_more():
    def answer(request):
        left = int(request.url.path[1:])
        if left == 0:
            return httpx.Response(200, html="<p>x")
        return httpx.Response(302, headers={"location": f"/{left - 1}"})

    with fetcher(answer) as fetch:
        assert fetch.page("https://a.example/10", via=Via.TYPED).url == "https://a.example/0"
    error = failure(answer, url="https://a.example/11")
    assert (error.code, error.retryable) == ("too_many_redirects", False)
    assert error.message == f"The page sends visitors round in circles. {BY_HAND}"


@pytest.mark.parametrize("location", ["ftp://a.example/x", "file:///etc/passwd", "mailto:me@a.example"])
def test_a_redirect_out_of_the_web_is_not_followed(location):
    error = failure(lambda request: httpx.Response(302, headers={"location": location}))
    assert error.code == "bad_redirect"


def test_cookies_help_through_redirects_and_are_forgotten_after_the_page():
    seen = []

    def answer(request):
        seen.append((request.url.path, request.headers.get("cookie")))
        if request.url.path == "/lamp":
            return httpx.Response(302, headers={"location": "/checked", "set-cookie": "seen=1; Path=/"})
        return httpx.Response(200, html="<p>x", headers={"set-cookie": "id=2"})

    with fetcher(answer) as fetch:
        fetch.page(URL, via=Via.TYPED)
        fetch.page(URL, via=Via.TYPED)
    assert seen == [("/lamp", None), ("/checked", "seen=1")] * 2


TOO_LARGE = "The page is larger than 20 MB, too large to clip. Copy the part you want and paste it here."


def streamed(*pieces, **headers):
    return lambda request: httpx.Response(200, content=iter(pieces), headers=headers)


def test_thirty_megabytes_are_too_large():
    with fetcher(streamed(*[b"x" * 1_000_000] * 30)) as fetch, pytest.raises(TooLargeError) as error:
        fetch.page(URL, via=Via.TYPED)
    assert error.value.message == TOO_LARGE


def test_a_length_over_the_limit_is_enough_to_stop():
    def unread():
        raise AssertionError
        yield

    def answer(request):
        return httpx.Response(200, content=unread(), headers={"content-length": "30000000"})

    with fetcher(answer) as fetch, pytest.raises(TooLargeError):
        fetch.page(URL, via=Via.TYPED)


def test_a_small_bomb_is_stopped_by_what_comes_out_of_it():
    bomb = gzip.compress(bytes(40_000_000))
    assert len(bomb) < 50_000
    with (
        fetcher(streamed(bomb, **{"content-encoding": "gzip"})) as fetch,
        pytest.raises(TooLargeError, match="larger than 20 MB"),
    ):
        fetch.page(URL, via=Via.TYPED)


def test_a_truncated_and_a_damaged_body_are_told_apart():
    packed = gzip.compress(b"<p>The lamp was lit.</p>" * 999)
    truncated = failure(streamed(packed[:-30], **{"content-encoding": "gzip"}))
    assert truncated.code == "truncated"
    assert truncated.message == "The page arrived incomplete: its end is missing. Retry."
    damaged = failure(streamed(b"<p>never packed", **{"content-encoding": "gzip"}))
    assert damaged.code == "damaged"
    assert (
        damaged.message
        == "The page arrived damaged and could not be unpacked. Retry, or copy it from the browser."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_PROXY", "socks5://127.0.0.1:1"),
        ("HTTP_PROXY", "gopher://x"),
        ("SSL_CERT_FILE", "/no/such/file"),
    ],
)
def test_network_settings_that_cannot_be_used_are_a_sentence(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with Fetcher() as fetch, pytest.raises(FetchError, match="network settings of this computer") as error:
        fetch.page(URL, via=Via.TYPED)
    assert (error.value.code, error.value.retryable) == ("network_settings", True)


def test_a_closed_fetcher_fetches_nothing():
    fetch = fetcher(lambda request: httpx.Response(200, html="x"))
    fetch.close()
    with pytest.raises(FetchError) as error:
        fetch.page(URL, via=Via.TYPED)
    assert error.value.code == "closed"


def test_a_picture_comes_with_the_type_its_bytes_have():
    asked = []

    def answer(request):
        asked.append(request.headers)
        return httpx.Response(200, content=b"GIF89a\1\0\1\0", headers={"content-type": "image/png"})

    with fetcher(answer) as fetch:
        assert fetch.picture("https://a.example/x.png", referer=URL) == (b"GIF89a\1\0\1\0", "image/gif")
        fetch.picture("https://a.example/x.png", referer=None)
    assert asked[0]["referer"] == URL
    assert asked[0]["accept"].startswith("image/")
    assert "referer" not in asked[1]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda request: httpx.Response(404), "The server answered 404."),
        (
            lambda request: httpx.Response(200, html="<p>Sign in"),
            "The server sent something that is not a picture.",
        ),
        (lambda request: httpx.Response(200), "The server sent nothing."),
        (raising(httpx.ReadTimeout("x")), "The server did not answer in time."),
        (raising(httpx.ReadError("x")), "The connection was lost."),
        (streamed(*[b"x" * 600_000] * 4), "The picture is larger than 1.5 MB."),
    ],
)
def test_a_picture_that_fails_says_so_shortly(answer, sentence):
    with (
        fetcher(answer, picture_bytes=1_500_000) as fetch,
        pytest.raises((FetchError, TooLargeError)) as error,
    ):
        fetch.picture("https://a.example/x.png", referer=None)
    assert error.value.message == sentence
