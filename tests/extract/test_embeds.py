from __future__ import annotations

import pytest

from clipper.extract.embed_addresses import watch_address
from tests.extract.conftest import prose

FILM = "https://www.youtube.com/watch?v=abcdefghijk"


@pytest.mark.parametrize(
    "markup",
    [
        (
            '<iframe src="about:blank" data-src="https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0" title="A film">'
            "</iframe>"
        ),
        '<lite-youtube videoid="abcdefghijk" playlabel="Play: A film"></lite-youtube>',
        '<amp-youtube data-videoid="abcdefghijk" title="A film" layout="responsive"></amp-youtube>',
        '<div class="rll-youtube-player" data-id="abcdefghijk" data-alt="A film"></div>',
        (
            "<iframe srcdoc=\"<a href=https://x></a><a href='https://www.youtube.com/embed/abcdefghijk'>▶</a>\" "
            'title="A film"></iframe>'
        ),
    ],
)
def test_a_film_is_a_link_however_it_waits_to_be_loaded(body, markup):
    assert body(markup) == f'<p><a href="{FILM}">A film</a></p>'


def test_a_player_that_nobody_closed_swallows_nothing_of_the_page(page):
    player = '<lite-youtube videoid="abcdefghijk" playlabel="Play: A film">'
    article = page(f"<article><h1>The long pier</h1>{prose(2)}{player}{prose(3, 'dock')}</article>")
    assert f'<a href="{FILM}">A film</a>' in article.html
    assert article.text.count("says something about the dock") == 3


@pytest.mark.parametrize(
    ("markup", "name", "address"),
    [
        (
            '<script src="https://gist.host.example/ann/abc.js"></script>',
            "Gist ann/abc",
            "https://gist.host.example/ann/abc",
        ),
        (
            '<object data="/plan.pdf" type="application/pdf">No PDF.</object>',
            "plan.pdf",
            "https://www.news.example/plan.pdf",
        ),
        ('<iframe src="https://pod.example/e/5"></iframe>', "pod.example", "https://pod.example/e/5"),
        (
            '<amp-iframe src="https://maps.example/x" title="Map"></amp-iframe>',
            "Map",
            "https://maps.example/x",
        ),
        (
            (
                '<blockquote class="instagram-media" data-instgrm-permalink="https://photos.example/p/1/">'
                '<a href="https://photos.example/p/1/">See this post</a></blockquote>'
            ),
            "See this post",
            "https://photos.example/p/1/",
        ),
        (
            '<div><iframe data-cookieblock-src="https://talk.example/e/9" title="Talk"></iframe></div>',
            "Talk",
            "https://talk.example/e/9",
        ),
    ],
)
def test_nothing_that_is_shown_from_elsewhere_goes_silently(body, markup, name, address):
    assert f'<a href="{address}">{name}</a>' in body(markup)


def test_the_picture_that_stands_for_a_film_is_kept_with_it(body):
    assert body('<video poster="/still.jpg" src="/film.mp4" title="Ebb"></video>') == (
        '<p><a href="https://www.news.example/film.mp4"><img src="https://www.news.example/still.jpg" alt=""></a> '
        '<a href="https://www.news.example/film.mp4">Ebb</a></p>'
    )


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://x.example/recaptcha/api"></iframe>',
        '<iframe src="https://tags.example/gtm/ns.html" height="0" width="0"></iframe>',
        '<iframe src="https://x.example/plugins/like.php?href=y"></iframe>',
        '<iframe src="https://x.example/frame" style="display: none"></iframe>',
    ],
)
def test_frames_that_show_nothing_of_the_article_go(body, markup):
    assert body(markup) == ""


def test_a_quoted_post_keeps_its_words(body):
    html = body(
        '<blockquote class="twitter-tweet"><p>What a pier. <a href="https://t.example/x">pic</a></p>— Ann (@ann) '
        '<a href="https://posts.example/1">1 May</a></blockquote>'
    )
    assert "What a pier." in html
    assert "— Ann (@ann)" in html


@pytest.mark.parametrize(
    ("player", "page"),
    [
        ("https://open.spotify.com/embed/episode/ab1?x=1", "https://open.spotify.com/episode/ab1"),
        ("https://codepen.io/ann/embed/xyz?tab=result", "https://codepen.io/ann/pen/xyz"),
        (
            "https://platform.twitter.com/embed/Tweet.html?dnt=1&id=123456",
            "https://twitter.com/i/status/123456",
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&c=d",
            "https://soundcloud.com/a/b",
        ),
        (
            "https://w.soundcloud.com/player/?url=javascript:alert(1)",
            "https://w.soundcloud.com/player/?url=javascript:alert(1)",
        ),
        ("https://social.example/@ann/12/embed", "https://social.example/@ann/12"),
        ("https://elsewhere.example/embed/1", "https://elsewhere.example/embed/1"),
    ],
)
def test_a_players_address_becomes_that_of_its_page(player, page):
    assert watch_address(player) == page
