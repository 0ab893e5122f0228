"""Warnings: a wall, a text that breaks off or is shorter than the page says; and no alarm without cause."""

from __future__ import annotations

import json

import pytest

from clipper import page_warnings as signs
from clipper.extract.metadata import Metadata
from clipper.extract.warning_signs import warnings_of
from tests.extract.conftest import prose

WALLS = {
    signs.BOTS: [
        "Just a moment… Checking your browser before you go on.",
        "Access denied. You do not have permission to see this page.",
        "Bitte bestätigen Sie, dass Sie kein Roboter sind.",
        "Vérifiez que vous n’êtes pas un robot.",
        "Подтвердите, что вы не робот.",
        "为了继续浏览，请完成安全验证。",
        "로봇이 아닙니다. 확인해 주세요.",
    ],
    signs.PAY: [
        "Subscribe to continue reading. Already a subscriber?",
        "Dieser Artikel ist exklusiv für Abonnenten.",
        "Cet article est réservé aux abonnés.",
        "Contenido exclusivo para suscriptores.",
        "Dalsza część tylko dla subskrybentów.",
        "この記事は有料会員限定です。",
    ],
    signs.LOGIN: [
        "Log in to continue to your page.",
        "You must be logged in to see this thread.",
        "Connectez-vous pour lire la suite.",
        "Войдите, чтобы читать дальше.",
        "请先登录",
        "Zaloguj się, aby zobaczyć wątek.",
    ],
    signs.COOKIES: [
        "We and our partners use cookies to measure. Accept all cookies.",
        "Wir verwenden auf dieser Seite Cookies. Cookies akzeptieren",
        "Nous utilisons des cookies. Accepter les cookies",
        "Esta web utiliza cookies.",
        "Мы используем файлы cookie.",
    ],
}
LONG = "The keeper of the pier counts the boards every morning, and there is always one too few. " * 20


def warned(text, **more):
    given = {"page_words": 80, "html": f"<p>{text}</p>", "asks_for_scripts": False, **more}
    return warnings_of(text, given.pop("page_words"), given.pop("html"), **given)


@pytest.mark.parametrize(
    ("warning", "text"), [(warning, text) for warning, texts in WALLS.items() for text in texts]
)
def test_a_wall_is_told_by_its_kind_in_many_languages(warning, text):
    assert warned(text) == (warning,)


@pytest.mark.parametrize("text", [text for texts in WALLS.values() for text in texts])
def test_an_article_that_speaks_of_walls_is_not_one(text):
    assert warned(f"{LONG}{text} {LONG}", page_words=900) == ()


@pytest.mark.parametrize(
    "end",
    [
        "Continue reading…",
        "Read more »",
        "Read the full story at the Harbour Courier",
        "Weiterlesen",
        "Lire la suite",
        "Seguir leyendo",
        "Leia mais",
        "Lees verder",
        "Czytaj dalej",
        "Читать далее",
        "続きを読む",
        "阅读全文",
        "더 보기",
        "اقرأ المزيد",
    ],
)
def test_a_text_that_ends_in_an_invitation_to_read_on_breaks_off(end):
    assert warned(f"{LONG}\n\n{end}", page_words=500) == (signs.CUT_OFF,)
    assert warned(f"{LONG}… [{end}]", page_words=500) == (signs.CUT_OFF,)


@pytest.mark.parametrize(
    "end", ["He likes to read more.", "There is nothing to see on the pier.", "She told the full story."]
)
def test_a_sentence_about_reading_does_not_break_off(end):
    assert warned(f"{LONG}\n\n{end}", page_words=500) == ()


def about(**node):
    return Metadata(structured=({"@type": "NewsArticle", **node},))


def test_a_text_much_shorter_than_the_page_says_is_told():
    assert warned(LONG[:1000], metadata=about(wordCount=2400)) == (signs.SHORTER,)
    assert warned(LONG[:1000], metadata=about(wordCount="2400")) == (signs.SHORTER,)
    assert warned(LONG[:1000], metadata=Metadata(article_body=LONG * 5)) == (signs.SHORTER,)
    assert warned(LONG[:1000], metadata=about(wordCount=200)) == ()
    assert warned(LONG[:1000], metadata=about(wordCount=["many"])) == ()


def test_a_text_that_is_not_free_and_short_is_only_a_beginning():
    closed = about(isAccessibleForFree=False)
    assert warned(LONG[:500], metadata=closed) == (signs.PAY,)
    assert warned(LONG[:500], metadata=about(isAccessibleForFree="False")) == (signs.PAY,)
    assert warned(LONG, metadata=closed, page_words=500) == ()
    assert warned(LONG[:500], metadata=about(isAccessibleForFree=True)) == ()


def test_a_poem_may_be_short_and_a_news_story_may_not():
    assert warned("The pier is long, the tide is low.", kind="poem") == ()
    assert warned("The pier is long, the tide is low.") == (signs.VERY_SHORT,)


def test_every_warning_is_a_sentence_of_its_own():
    said = [
        signs.LISTING,
        signs.NO_ARTICLE,
        signs.VERY_SHORT,
        signs.COOKIES,
        signs.LOGIN,
        signs.PAY,
        signs.BOTS,
    ]
    said += [signs.CUT_OFF, signs.SHORTER, signs.NEEDS_SCRIPTS]
    assert len(set(said)) == len(said)
    for sentence in said:
        assert sentence.endswith(".")
        assert "!" not in sentence


def test_a_check_for_humans_instead_of_a_page_is_warned_about(page):
    article = page(
        "<main><h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p></main>",
        title="Just a moment...",
    )
    assert signs.BOTS in article.warnings


def test_an_ordinary_page_has_no_warning(page):
    assert page(f"<article><h1>The long pier</h1>{prose(6)}</article>").warnings == ()


def test_the_beginning_of_a_text_for_subscribers_is_warned_about(page):
    closed = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "isAccessibleForFree": False}
    )
    article = page(
        f"<article><h1>The long pier</h1>{prose(2)}<div class='paywall'><p>Subscribe to continue reading.</p></div></article>",
        f'<script type="application/ld+json">{closed}</script>',
    )
    assert article.warnings == (signs.PAY,)
