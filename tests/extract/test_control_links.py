from __future__ import annotations

import pytest

from tests.extract.conftest import prose


@pytest.mark.parametrize(
    "control",
    [
        '<a href="#" class="copy-btn">Copy</a>',
        '<a href="javascript:void(0)">Show more</a>',
        '<a href="#!" class="print">Print this</a>',
        '<a href="javascript:;">展开</a>',
        '<a href="#">[Rozwiń]</a>',
    ],
)
def test_a_control_that_is_written_as_a_link_goes_with_its_label(page, body, control):
    assert body(f"<p>The pier is long. {control}</p>").rstrip() == "<p>The pier is long. </p>"


def test_its_label_is_listed_as_a_controls(page):
    article = page(f'<article><h1>The long pier</h1>{prose(3)}<p><a href="#">Show more</a></p></article>')
    assert ("buttons and form fields", "Show more") in [(one.reason, one.text) for one in article.removed]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ('We asked <a href="#">the harbour office</a> about it.', "We asked the harbour office about it."),
        ('Press <a href="javascript:go()">Copy</a> and wait.', "Press Copy and wait."),
        ('See <a href="javascript:open()">the map</a>.', "See the map."),
    ],
)
def test_words_of_a_sentence_that_lead_nowhere_stay_as_words(body, link, said):
    html = body(f"<p>{link}</p>")
    assert html.replace("<span>", "").replace("</span>", "") == f"<p>{said}</p>"


def test_a_heading_that_opens_its_text_keeps_its_words(body):
    html = body(
        '<h2><a href="#" class="toggle" aria-expanded="true">Opening hours</a></h2><p>From nine to five.</p>'
    )
    assert html.replace("<span>", "").replace("</span>", "").startswith("<h2>Opening hours</h2>")
