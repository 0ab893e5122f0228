"""Nothing of a page is silently lost: every word it shows is in the article or among what was left out."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from clipper.extract import extract
from clipper.extract.ledger import words
from clipper.model import Choice, Content, Width
from tests.extract.conftest import prose
from tests.extract.shown import shown_words
from tests.test_pages import NAMES, cleaned, handed_over

every_page = pytest.mark.parametrize("name", NAMES)
PAGE = (
    f"<nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav><main><h1>The long pier</h1>"
    f"<p class='byline'>By Ann Vale</p>{prose(4)}<button>Play the story</button>"
    "<pre class='gutter'>1\n2\n3</pre><p>Read on <select><option>Today</option></select></p></main>"
    "<section id='comments'><h2>Comments</h2><p>First of all, what a pier that is, said one of us.</p>"
    "</section><footer>© 2024 Harbour Times</footer>"
)


def parted(counted: Counter[str]) -> Counter[str]:
    """Words and digits apart: a note's number that a page glues to a word stands beside it in an article."""
    return Counter(part for word in counted.elements() for part in re.findall(r"\d|\D+", word))


def told(article) -> Counter[str]:
    counted = Counter(words(article.text))
    for removal in article.removed:
        counted.update(words(removal.text))
    return counted


@every_page
def test_every_word_that_a_page_shows_is_kept_or_listed(name):
    shown, said = Counter(shown_words(handed_over(name))), told(cleaned(name))
    missing = parted(shown) - parted(said)
    assert missing.total() <= max(shown.total() * 0.001, 2), missing


@every_page
def test_no_word_is_listed_twice(name):
    article = cleaned(name)
    shown = Counter(shown_words(handed_over(name)))
    listed = Counter(word for removal in article.removed for word in words(removal.text))
    assert (listed - shown).total() <= shown.total() * 0.01 + 12, listed - shown
    if article.kind in {"article", "documentation", "encyclopedia", "academic", "poem", "note"}:
        assert told(article).total() <= shown.total() * 1.02 + 12, told(article) - shown


@every_page
def test_all_that_is_left_out_has_a_reason_in_words(name):
    for removal in cleaned(name).removed:
        assert removal.reason.replace(" ", "").isalpha()
        assert removal.text.strip()


@every_page
def test_a_wider_choice_has_all_that_a_narrower_one_has(name):
    capture = handed_over(name)
    shown = Counter(shown_words(capture))
    kept = []
    for width in (Width.ARTICLE, Width.WIDER, Width.PAGE):
        article = extract(capture, Choice(width=width))
        kept.append(Counter(words(f"{article.title} {article.text}")))
    article, wider, page = (counted & shown for counted in kept)
    assert article - wider == Counter()
    assert wider - page == Counter()


def test_the_reason_says_what_a_thing_was(page):
    reasons = {removal.text: removal.reason for removal in page(PAGE).removed}
    assert reasons["The long pier"] == "title"
    assert reasons["By Ann Vale"] == "byline and date"
    assert reasons["Play the story"] == "buttons and form fields"
    assert reasons["Today"] == "buttons and form fields"
    assert reasons["Home Sea"] == "menu"


def test_what_is_left_out_is_listed_in_the_order_of_the_page(page):
    texts = [removal.text for removal in page(PAGE).removed]
    wanted = ["Home Sea", "The long pier", "By Ann Vale", "Play the story", "© 2024 Harbour Times"]
    assert [text for text in texts if text in wanted] == wanted


def test_a_text_that_only_structured_data_tells_leaves_what_is_shown_in_the_list(page):
    body = " ".join(f"Sentence {number} of the article, which scripts would show." for number in range(30))
    article = page(
        "<div id='app'>Loading the app</div>",
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"The long pier",'
        f'"articleBody":"{body}"}}</script>',
    )
    assert any("Loading the app" in removal.text for removal in article.removed)


def test_a_selections_buttons_are_listed(clean):
    article = clean("<p>Chosen text.</p><button>Copy</button>", selection=True)
    assert [(one.reason, one.text) for one in article.removed] == [("buttons and form fields", "Copy")]


def test_front_matter_is_listed(clean):
    article = clean("---\ntitle: A pier\n---\n\nIt is long.\n", content=Content.MARKDOWN)
    assert [(one.reason, one.text) for one in article.removed] == [("front matter", "title: A pier")]


def test_no_word_of_mutilated_text_is_lost(page):
    markup = PAGE.replace("</p>", "").replace("<main>", "<main><table><tr>")
    shown = "Home Sea The long pier By Ann Vale Play story Today Comments Harbour Times"
    said = told(page(markup))
    assert all(said[word] for word in shown.split())
