"""What came again and is worse is told from what is only different."""

from __future__ import annotations

import pytest

from clipper.library.worse import Made, why_worse
from clipper.model import Article
from clipper.page_warnings import BOTS, COOKIES, LISTING, LOGIN, NO_ARTICLE, PAY, VERY_SHORT


def text_of(words, first=0):
    return " ".join(f"word{number}" for number in range(first, first + words))


def article(words=400, title="The quay under water", first=0, **fields):
    text = fields.pop("text", None) or text_of(words, first)
    return Article(title=title, html=f"<p>{text}</p>", text=text, word_count=words, **fields)


def worse(old, new, **options):
    return why_worse(Made(old), Made(new), **options)


def test_the_same_page_is_not_worse():
    assert worse(article(), article()) is None


@pytest.mark.parametrize("words", [250, 400, 900])
def test_a_page_that_is_somewhat_shorter_or_longer_takes_its_place(words):
    assert worse(article(400), article(words)) is None


def test_a_text_shorter_by_more_than_half_is_held_back_with_both_lengths():
    assert worse(article(1400), article(600)) == "Its text has 600 words, the one here 1,400."


def test_a_short_text_that_lost_a_few_words_is_not():
    assert worse(article(40), article(15)) is None


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_of_the_server_never_takes_the_place_of_an_article(status):
    held_back = why_worse(Made(article(100)), Made(article(100), http_status=status), chosen=True)
    assert str(status) in held_back


@pytest.mark.parametrize(
    ("warning", "said"), [(COOKIES, "cookie"), (LOGIN, "log-in"), (PAY, "subscribers"), (BOTS, "human")]
)
def test_a_wall_is_held_back_even_where_it_is_no_shorter(warning, said):
    assert said in worse(article(100), article(100, warnings=(warning,)))


def test_a_clip_that_was_a_wall_before_takes_what_comes_now():
    walled = article(90, warnings=(PAY,))
    assert worse(walled, article(120, first=500, title="Another title")) is None
    assert worse(walled, article(80, warnings=(PAY,))) is None
    assert worse(article(30, warnings=(VERY_SHORT,)), article(20, warnings=(VERY_SHORT,))) is None


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Page not found",
        "Error 404 - Harbour News",
        "Seite nicht gefunden",
        "Page introuvable",
        "Página no encontrada",
        "Strona nie została znaleziona",
        "Страница не найдена",
        "找不到页面",
        "ページが見つかりません",
        "502 Bad Gateway",
        "This domain is for sale",
    ],
)
def test_an_error_page_is_known_by_its_title_in_many_languages(title):
    assert "no such page" in worse(article(120), article(90, title=title))


def test_an_article_about_errors_is_no_error_page():
    assert worse(article(400), article(380, title="Why every site needs a good 404 page")) is None


@pytest.mark.parametrize("title", ["Chapter 404a", "Boeing 500s and 400% growth", "A lost dog was found"])
def test_numbers_and_words_that_errors_also_use_are_no_error(title):
    assert worse(article(120), article(100, title=title)) is None


def test_the_front_page_that_stands_in_for_a_lost_article_is_held_back():
    front = article(600, title="Harbour News", first=900, kind="listing", warnings=(LISTING,))
    assert "links" in worse(article(400), front)
    assert worse(front, front) is None


def test_another_article_under_the_address_is_held_back():
    other = article(420, title="Ten ways to win", first=1000)
    assert "nothing in common" in worse(article(400), other)


def test_a_page_with_the_same_title_may_have_a_new_text():
    assert worse(article(400, title="The weather"), article(380, title="The weather", first=1000)) is None


def test_scripts_without_spaces_are_compared_too():
    old = article(120, text="潮水在中午淹没了码头，船都系在上街的灯柱上。" * 3)
    new = article(120, title="别的", text="股票市场今天上涨，投资者感到非常高兴和满意。" * 3)
    assert "nothing in common" in worse(old, new)


def test_an_article_found_at_last_in_a_page_kept_whole_may_be_much_shorter():
    whole = article(2000, warnings=(NO_ARTICLE,))
    assert worse(whole, article(400)) is None
    assert "words" in worse(whole, article(100))
    assert "words" in worse(whole, article(400, warnings=(NO_ARTICLE,)))


def test_what_a_person_chose_to_clean_in_another_way_is_never_too_short():
    assert worse(article(2000), article(100), chosen=True) is None


@pytest.mark.parametrize(("before", "now", "held_back"), [(6, 2, True), (6, 3, False), (2, 0, False)])
def test_a_page_that_lost_most_of_its_pictures_is_held_back(before, now, held_back):
    reason = why_worse(Made(article(), before), Made(article(), now))
    assert reason == (f"It has {now} of the {before} pictures here." if held_back else None)


def test_more_text_makes_up_for_pictures():
    assert why_worse(Made(article(400), 6), Made(article(600), 1)) is None
