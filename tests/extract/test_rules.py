from __future__ import annotations

import pytest
from lxml import etree

from clipper.extract import tree
from clipper.extract.measure import measure
from clipper.extract.opened import open_page
from clipper.extract.rules import by_rules
from clipper.extract.taken import Taken
from clipper.model import Content
from tests.test_pages import NAMES, handed_over

PAGES = [name for name in NAMES if handed_over(name).content is Content.HTML]


@pytest.mark.parametrize("name", PAGES)
def test_judging_a_page_leaves_it_as_it_was(name):
    page = open_page(handed_over(name))
    before = etree.tostring(page.root)
    ruled = by_rules(page.body, None, page.metadata)
    assert etree.tostring(page.root) == before
    assert ruled.furniture or ruled.chosen is not None


def test_what_is_taken_out_leaves_the_text_around_it_and_comes_back_to_its_place():
    root = tree.parse("<body>a<p>b</p>c<b>d</b>e<i>f</i></body>")
    before = etree.tostring(root)
    body = root.find("body")
    taken = Taken(measure(body))
    for element in list(body):
        taken.take(element, "menu")
    assert tree.text(body) == "ace"
    assert len(body) == 0
    taken.put_back()
    assert etree.tostring(root) == before


def test_what_is_taken_out_is_no_longer_counted():
    sentence = "The pier is long, and boats lie beside it all the year, said the harbour master."
    body = tree.parse(f"<body><div><p>{sentence}</p><p>{sentence} <a href='/x'>Share</a></p></div>").find(
        "body"
    )
    parts = measure(body)
    taken = Taken(parts)
    taken.take(next(body.iter("a")), "share buttons")
    taken.take(next(body.iter("p")), "menu")
    assert parts[body].text == measure(body)[body].text
    assert parts[body].prose == measure(body)[body].prose
    assert parts[body].linked == 0


def test_what_a_spared_element_stands_in_is_not_taken_out():
    body = tree.parse("<body><div><p>One</p></div><p>Two</p></body>").find("body")
    taken = Taken(measure(body), {body[0][0]})
    for element in list(body):
        taken.take(element, "menu")
    assert tree.text(body) == "One"
