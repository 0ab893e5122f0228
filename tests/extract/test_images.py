from __future__ import annotations

import re

import pytest

from clipper.extract.images import largest_of
from tests.extract.conftest import prose

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
SITE = "https://www.news.example"


def sources(article) -> list[str]:
    return re.findall(r'<img[^>]* src="([^"]*)"', article.html)


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/a.jpg">',
        f'<img src="{DOT}" data-src="/a.jpg">',
        f'<img src="{DOT}" data-original="/a.jpg">',
        '<img src="/img/placeholder.png" data-lazy-src="/a.jpg">',
        '<img src="/s.jpg" srcset="/s.jpg 320w, /a.jpg 1200w, /m.jpg 640w">',
        '<img src="/s.jpg" srcset="/s.jpg, /a.jpg 2x">',
        f'<img src="{DOT}" data-srcset="/s.jpg 320w, /a.jpg 1600w">',
        '<picture><source type="image/webp" srcset="/a.jpg 900w, /s.jpg 300w"><img src="/s.jpg"></picture>',
        '<picture><source type="image/avif" srcset="/x.avif"><source srcset="/a.jpg"><img></picture>',
        f'<img src="{DOT}"><noscript><img src="/a.jpg"></noscript>',
        '<div class="lazy"></div><noscript><img src="/a.jpg" alt="pier"></noscript>',
        '<amp-img src="/a.jpg"></amp-img>',
    ],
)
def test_the_best_version_of_a_picture_is_in_src(page, image):
    article = page(
        f"<article><h1>The long pier</h1>{prose(2)}<figure>{image}</figure>{prose(2, 'dock')}</article>"
    )
    assert sources(article) == [f"{SITE}/a.jpg"]


def test_pictures_follow_the_base_of_the_page(page):
    article = page(
        f'<article>{prose(3)}<p><img src="a.jpg" alt="pier"></p></article>',
        '<base href="https://img.example/x/">',
    )
    assert sources(article) == ["https://img.example/x/a.jpg"]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://stats.example/pixel?id=1" width="1" height="1">',
        '<img src="https://stats.example/p.gif" style="width:1px;height:1px">',
        f'<img src="{DOT}">',
        '<img src="/qrcode.png" alt="QR code">',
        '<img class="avatar" src="/me.jpg">',
        "<img>",
    ],
)
def test_trackers_placeholders_and_decoration_are_dropped(page, image):
    article = page(f"<article><h1>The long pier</h1>{prose(2)}<p>{image}</p>{prose(2, 'dock')}</article>")
    assert sources(article) == []


def test_a_figure_keeps_its_caption_and_loses_the_link_to_itself(page):
    article = page(
        f'<article><h1>The long pier</h1>{prose(2)}<figure><a href="/big.jpg"><img src="/a.jpg" alt="The pier"></a>'
        f"<figcaption>The pier at dusk. Photo: A. Vale</figcaption></figure>{prose(2, 'dock')}</article>"
    )
    assert (
        f'<figure><img src="{SITE}/a.jpg" alt="The pier"><figcaption>The pier at dusk. Photo: A. Vale'
        "</figcaption></figure>" in article.html
    )


def test_the_lead_picture_is_kept_once(page):
    article = page(
        f'<article><h1>The long pier</h1><figure><img src="/lead.jpg" alt=""></figure>{prose(4)}</article>',
        '<meta property="og:image" content="/lead.jpg">',
    )
    assert article.lead_image == f"{SITE}/lead.jpg"
    assert sources(article) == [f"{SITE}/lead.jpg"]


@pytest.mark.parametrize(
    ("srcset", "largest"),
    [
        ("a 100w, b 200w", "b"),
        ("a, b 2x", "b"),
        (
            "https://i.example/w_300,h_2/a.jpg 300w, https://i.example/w_900,h_6/b.jpg 900w",
            "https://i.example/w_900,h_6/b.jpg",
        ),
        ("a 1000w, b 9000w", "a"),
        ("a 5000w, b 9000w", "a"),
        ("", None),
    ],
)
def test_the_largest_picture_of_a_set_within_reason(srcset, largest):
    assert largest_of(srcset) == largest


def test_what_is_written_on_a_ground_that_is_called_a_picture_stays(page):
    ground = '<div role="img" aria-label="The pier" style="background-image:url(/a.jpg)">'
    article = page(f"<article><h1>The long pier</h1>{prose(2)}{ground}{prose(3, 'dock')}</div></article>")
    assert sources(article) == [f"{SITE}/a.jpg"]
    assert article.text.count("says something about the dock") == 3
