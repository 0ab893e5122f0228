from __future__ import annotations

import base64
import hashlib
import threading

import httpx
import pytest

from clipper.capture import Fetcher, Limits, collect_pictures
from clipper.errors import Cancelled
from clipper.model import Article

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\2\0\0\0"
GIF = b"GIF89a\4\0\5\0\0\0\0"
PAGE = "https://a.example/lamp#part"


def article(html, lead=None):
    return Article("The lamp", html, "", 0, lead_image=lead)


def images(*sources):
    return "".join(f'<p><img src="{source}" alt="x"></p>' for source in sources)


class Kept(dict):
    """What was saved, by name."""

    def __call__(self, data, media_type):
        name = f"{hashlib.sha256(data).hexdigest()[:8]}.{media_type.removeprefix('image/')}"
        self[name] = data
        return name


def collect(article, answer, *, limits=None, page_url=PAGE, save=None, progress=None, cancelled=None):
    with Fetcher(limits or Limits(), httpx.MockTransport(answer)) as fetcher:
        return collect_pictures(
            article,
            fetcher=fetcher,
            page_url=page_url,
            save=Kept() if save is None else save,
            progress=progress or (lambda done, total: None),
            cancelled=cancelled or (lambda: False),
        )


def png(request):
    return httpx.Response(200, content=PNG)


def test_the_pictures_of_an_article_are_kept_in_order_with_type_and_size():
    kept = Kept()
    given = article(
        images("https://a.example/1.png", "https://a.example/2.png?a=1&amp;b=2"), "https://a.example/lead.png"
    )

    def answer(request):
        return httpx.Response(200, content=GIF if request.url.path == "/2.png" else PNG)

    same, assets = collect(given, answer, save=kept)
    assert same == given
    assert [asset.source for asset in assets] == [
        "https://a.example/lead.png",
        "https://a.example/1.png",
        "https://a.example/2.png?a=1&b=2",
    ]
    assert [(a.media_type, a.width, a.height, a.size) for a in assets[1:]] == [
        ("image/png", 2, 3, len(PNG)),
        ("image/gif", 4, 5, len(GIF)),
    ]
    assert {asset.name for asset in assets} == set(kept)


def test_a_picture_that_stands_there_twice_is_fetched_once():
    asked = []

    def answer(request):
        asked.append(request.url)
        return httpx.Response(200, content=PNG)

    source = "https://a.example/1.png"
    _, assets = collect(article(images(source, source), source), answer)
    assert (len(asked), len(assets)) == (1, 1)


PIC = "https://cdn.example/1.png"


@pytest.mark.parametrize(
    ("page_url", "source", "referer"),
    [
        (PAGE, "https://cdn.example/1.png", "https://a.example/lamp"),
        ("https://me:secret@a.example/lamp", "https://cdn.example/1.png", "https://a.example/lamp"),
        (PAGE, "http://cdn.example/1.png", None),
        ("http://a.example/lamp", "http://cdn.example/1.png", "http://a.example/lamp"),
        ("https://a.example/żółw?q=ü#x", PIC, "https://a.example/%C5%BC%C3%B3%C5%82w?q=%C3%BC"),
        ("https://żółw.example/", PIC, "https://xn--w-uga1v8h.example/"),
        ("https://a.example/\ud800", PIC, None),
        ("file:///tmp/x.html", "https://cdn.example/1.png", None),
        (None, "https://cdn.example/1.png", None),
    ],
)
def test_the_page_is_named_as_referer_as_browsers_do(page_url, source, referer):
    seen = []

    def answer(request):
        seen.append(request.headers.get("referer"))
        return httpx.Response(200, content=PNG)

    collect(article(images(source)), answer, page_url=page_url)
    assert seen == [referer]


def test_an_address_without_scheme_takes_the_page_s():
    seen = []

    def answer(request):
        seen.append(str(request.url))
        return httpx.Response(200, content=PNG)

    collect(article(images("//cdn.example/1.png")), answer, page_url="http://a.example/")
    assert seen == ["http://cdn.example/1.png"]


def test_pictures_inside_the_page_are_saved_and_renamed():
    kept = Kept()
    uri = "data:image/png;base64," + base64.b64encode(PNG).decode()
    spaced = "data:image/png;base64," + base64.b64encode(PNG).decode().rstrip("=") + "%0A"
    svg = "data:image/svg+xml,%3Csvg width='7' height='8'/%3E"
    given = article(
        f'<p>Before <img alt=\'a src="x" b\' src="{uri}"> <img src="{spaced}"><img src="{svg}"/> after</p>',
        uri,
    )
    changed, assets = collect(given, png, save=kept)
    first, second = assets
    assert first.source == f"asset:{first.name}" == changed.lead_image
    assert (second.media_type, second.width, second.height) == ("image/svg+xml", 7, 8)
    assert changed.html == (
        f'<p>Before <img alt=\'a src="x" b\' src="asset:{first.name}"> <img src="asset:{first.name}">'
        f'<img src="asset:{second.name}"/> after</p>'
    )
    assert set(kept) == {first.name, second.name}


def test_what_fails_is_an_asset_with_a_sentence():
    sources = {
        "https://a.example/404.png": "The server answered 404.",
        "https://a.example/page": "The server sent something that is not a picture.",
        "https://a.example/slow.png": "The server did not answer in time.",
        "file:///etc/passwd": "Its address cannot be fetched from the web.",
        "blob:https://a.example/1": "Its address cannot be fetched from the web.",
        "cid:1": "Its address cannot be fetched from the web.",
        "relative.png": "Its address cannot be fetched from the web.",
        "http://[": "Its address cannot be fetched from the web.",
        "data:image/png;base64,%%%": "The picture inside the page could not be read.",
        "data:text/html,<p>x": "The picture inside the page could not be read.",
        "data:": "The picture inside the page could not be read.",
    }

    def answer(request):
        if request.url.path == "/slow.png":
            raise httpx.ReadTimeout("x")
        return (
            httpx.Response(404) if request.url.path == "/404.png" else httpx.Response(200, html="<p>Sign in")
        )

    given = article(images(*[source.replace("<", "&lt;") for source in sources]))
    same, assets = collect(given, answer)
    assert same == given
    assert {asset.source: asset.failure for asset in assets} == sources
    assert all(asset.name is None for asset in assets)


def test_trouble_that_may_be_over_is_tried_once_more():
    asked = []

    def answer(request):
        asked.append(request.url.path)
        return httpx.Response(200, content=PNG) if asked[-2:] == ["/1.png", "/1.png"] else httpx.Response(503)

    _, (first,) = collect(article(images("https://a.example/1.png")), answer)
    assert first.name
    _, (second,) = collect(article(images("https://a.example/2.png")), answer)
    assert second.failure == "The server answered 503."
    assert asked == ["/1.png"] * 2 + ["/2.png"] * 2


def test_number_and_bytes_are_limited():
    _, assets = collect(
        article(images("https://a.example/1", "https://a.example/2")), png, limits=Limits(pictures=1)
    )
    assert assets[1].failure == "Only the first 1 pictures of a page are kept."
    limits = Limits(pictures_total_bytes=40, pictures_at_once=1)
    _, assets = collect(article(images("https://a.example/1", "https://a.example/2")), png, limits=limits)
    assert [bool(asset.name) for asset in assets] == [True, False]
    uri = "data:image/png;base64," + base64.b64encode(PNG).decode()
    _, (asset,) = collect(article(images(uri)), png, limits=Limits(picture_bytes=5))
    assert asset.failure.startswith("The picture is larger than ")


def test_progress_goes_from_none_to_all_in_the_caller_s_thread():
    seen = []

    def progress(done, total):
        seen.append((done, total, threading.current_thread() is threading.main_thread()))

    collect(article(images(*[f"https://a.example/{n}" for n in range(7)])), png, progress=progress)
    assert seen == [(n, 7, True) for n in range(8)]


def test_several_are_fetched_at_once_and_no_more():
    meeting = threading.Barrier(3, timeout=5)

    def answer(request):
        meeting.wait()  # passes only when three are under way
        return httpx.Response(200, content=PNG)

    limits = Limits(pictures_at_once=3)
    _, assets = collect(article(images(*[f"https://a.example/{n}" for n in range(6)])), answer, limits=limits)
    assert all(asset.name for asset in assets)


def test_cancelling_stops_at_once_and_leaves_what_is_under_way():
    release, begun = threading.Event(), threading.Event()

    def answer(request):
        begun.set()
        release.wait(5)
        return httpx.Response(200, content=PNG)

    kept = Kept()
    with pytest.raises(Cancelled):
        collect(article(images("https://a.example/1")), answer, save=kept, cancelled=begun.is_set)
    release.set()
    assert not kept


def test_the_time_for_all_pictures_is_limited():
    release = threading.Event()

    def answer(request):
        if request.url.path == "/1":
            return httpx.Response(200, content=PNG)
        release.wait(5)
        return httpx.Response(404)

    limits = Limits(pictures_total_s=0.2, pictures_at_once=2)
    given = article(images("https://a.example/1", "https://a.example/2", "https://a.example/3"))
    _, assets = collect(given, answer, limits=limits)
    release.set()
    assert [asset.failure for asset in assets] == [None, *["There was no time left for it."] * 2]


def test_an_article_without_pictures_asks_for_none():
    given = article(
        "<p>No picture, but &lt;img src=x&gt; and <code>asset:</code></p>" + images("asset:x.png")
    )
    assert collect(given, png) == (given, ())


def test_a_bug_is_raised_and_not_swallowed():
    class Broken:
        limits = Limits()

        def picture(self, url, *, referer):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        collect_pictures(
            article(images("https://a.example/1")),
            fetcher=Broken(),
            page_url=None,
            save=Kept(),
            progress=lambda done, total: None,
            cancelled=lambda: False,
        )
