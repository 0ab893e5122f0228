from __future__ import annotations

import pytest

from tests.extract.conftest import prose


@pytest.fixture
def pasted(clean):
    """What a pasted selection of a page makes: this, then prose."""

    def run(opening, after="", **more):
        return clean(f"{opening}{prose(3)}{after}", selection=True, **more)

    return run


@pytest.mark.parametrize(
    "opening",
    [
        "<p>By Jane Doe</p><p>5 March 2024</p>",
        "<p>By Jane Doe, 5 March 2024</p>",
        "<p>5 March 2024 | Jane Doe</p>",
        "<h1>The long pier</h1><p>By <a href='/people/jane'>Jane Doe</a></p><p>Published March 5, 2024</p>",
        "<h2>The long pier</h2><div><span>Jane Doe</span> <span>5. März 2024</span></div>",
        "<div><a href='/authors/jane-doe/'>Jane Doe</a> · <time datetime='2024-03-05'>Tuesday</time></div>",
        "<p>Updated 9 March 2024</p><p>Published 5 March 2024</p><p>Written by Jane Doe</p>",
        "<p>Von Jane Doe<br>5.3.2024, 18:04 Uhr</p>",
        "<p>Par Jane Doe</p><p>le 5 mars 2024 à 18h04</p>",
        "<p>Автор: Jane Doe</p><p>5 марта 2024</p>",
    ],
)
def test_a_selection_that_opens_with_a_byline_has_its_author_and_date(pasted, opening):
    article = pasted(opening)
    assert article.authors == ("Jane Doe",)
    assert article.published[:10] == "2024-03-05"
    assert "Jane Doe" in article.text


def test_the_byline_of_a_selection_stays_where_it_was(pasted):
    article = pasted("<h1>The long pier</h1><p>By Jane Doe</p><p>5 March 2024</p>")
    assert "<p>By Jane Doe</p><p>5 March 2024</p><p>Paragraph 1" in article.html.replace("\n", "")
    assert [removal.reason for removal in article.removed] == ["title"]


def test_names_and_dates_inside_the_text_of_a_selection_are_not_its_byline(pasted):
    article = pasted("", "<p>By Jane Doe</p><p>5 March 2024</p>")
    assert article.authors == ()
    assert article.published is None


def test_a_selection_that_opens_with_its_text_or_a_menu_has_no_author(pasted):
    assert pasted("<h2>Opening hours</h2><p>Open all day, by appointment.</p>").authors == ()
    assert pasted("<p>© 5 March 2024 Pier Trust</p>").published is None
    assert pasted("<table><tr><td>Norton</td><td>Sutton</td></tr></table>").authors == ()
