"""A thread that is mostly kept is kept whole; the line that dates a poem stays with it."""

from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.blocks.cut import cut
from clipper.extract.kinds import find_posts, is_thread, with_whole_thread

SENTENCE = "The pier needs new planks before the winter, says everybody who walks on it"
VERSES = (
    '<div class="stanza">Na brzegu stoi łódź,<br>a w łodzi śpi noc,<br>i nikt jej nie budzi,<br>bo nie wie jak.</div>'
    '<div class="stanza">Rano przyjdzie rybak,<br>zapali papieros,<br>i wypchnie łódź<br>w białą mgłę.</div>'
)


def thread(count: int) -> str:
    return "".join(
        f'<div class="post"><b class="author">{name}</b> <time datetime="2024-05-0{n}">May {n}</time>'
        f'<div class="content"><p>{SENTENCE}, {n}.</p></div></div>'
        for n, name in zip(range(1, count + 1), ("Ada", "Ben", "Cleo", "Dora", "Ed"), strict=False)
    )


def kept_posts(dropped: set[int]) -> list[bool]:
    """Of each post of a thread of five whether it stays, where the choice of blocks has left some out."""
    body = tree.parse(f"<body>{thread(5)}</body>").find("body")
    posts = find_posts(body)
    blocks = cut(body).blocks
    said = [next((n for n in range(1, 6) if f", {n}." in block.text), 0) for block in blocks]
    keep = [bool(n) and n not in dropped for n in said]
    with_whole_thread(blocks, keep, posts)
    return [any(stays for stays, n in zip(keep, said, strict=True) if n == wanted) for wanted in range(1, 6)]


def test_a_later_post_of_a_thread_that_is_kept_stays():
    assert kept_posts({5}) == [True] * 5


def test_of_a_thread_that_is_hardly_kept_nothing_is_brought_back():
    assert kept_posts({3, 4, 5}) == [True, True, False, False, False]


def test_a_thread_that_is_pasted_is_a_forum(clean):
    assert is_thread(tree.parse(f"<body>{thread(3)}</body>").find("body"))
    assert clean(thread(3), selection=True).kind == "forum"
    assert clean(f"<p>{SENTENCE}.</p><p>{SENTENCE}, twice.</p>", selection=True).kind == "article"


@pytest.mark.parametrize(
    "dated",
    [
        '<p class="date">Kraków, 1931</p>',
        "<p><em>Kraków, marzec 1931 r.</em></p>",
        "<p>Gdynia, 12 maja 1911</p>",
    ],
)
def test_the_line_that_dates_a_poem_stays_with_it(page, dated):
    article = page(
        f'<article><h1>Przystań</h1><p class="author">Anna Wierzba</p>{VERSES}{dated}</article>'
        "<footer>© 2021 Wiersze</footer>",
        title="Przystań",
        lang="pl",
    )
    assert article.text.splitlines()[-1] == tree.text(tree.parse(dated))
    assert "Anna Wierzba" not in article.text
