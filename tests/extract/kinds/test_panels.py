"""What a reader can open is opened; what nobody can open stays hidden."""

from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.hidden import is_hidden, is_out_of_sight
from clipper.extract.kinds import reveal

TEXT = "<p>The pier is two hundred metres long and was built of oak, in one summer, by hand.</p>"
OPENED = {
    "a tab": '<button role="tab" aria-controls="a">Length</button><div role="tabpanel" id="a" hidden>{}</div>',
    "a tab that labels": '<b role="tab" id="t">Length</b><div role="tabpanel" aria-labelledby="t" hidden>{}</div>',
    "a tab of old": '<ul><li><a href="#a">Length</a></li></ul><div class="tab-pane" id="a" style="display: none">{}</div>',
    "an accordion": '<h3><button data-bs-target="#a">Length</button></h3><div id="a" aria-hidden="true">{}</div>',
    "a question": '<h3 class="faq-question">Length?</h3><div class="faq-answer" style="display:none">{}</div>',
    "no height": '<button aria-controls="a">Length</button><div id="a" style="height:0;overflow:hidden">{}</div>',
    "a class": '<button aria-expanded="false">Length</button><div class="accordion-body d-none">{}</div>',
    "more": '<p>It is long.</p><span class="more-text" style="display:none">{}</span><a class="read-more" href="#">More</a>',
}
SHUT = {
    "nothing opens it": '<div id="a" hidden>{}</div>',
    "only a name": '<p>Words.</p><div class="panel" style="display:none">{}</div>',
    "a menu": '<nav><button aria-controls="a">Menu</button><div id="a" hidden>{}</div></nav>',
    "a dialog": '<button aria-controls="a">Sign up</button><div role="dialog" id="a" hidden>{}</div>',
    "a pop-up": '<button aria-controls="a">Sign up</button><div class="newsletter-popup" id="a" hidden>{}</div>',
    "a cart": '<button aria-controls="a">Basket</button><div class="cart-drawer" id="a" hidden>{}</div>',
    "a form": '<button aria-controls="a">Write</button><div id="a" hidden><form>{}</form></div>',
    "off the page": '<p>Words.</p><div style="position:absolute;left:-9999px">{}</div>',
}


def shown(markup):
    root = tree.parse(f"<body><main>{markup.format(TEXT)}</main></body>")
    reveal(root)
    paragraph = next(one for one in root.iter("p") if "two hundred" in tree.words(one))
    around = [paragraph, *paragraph.iterancestors()]
    return not any(is_hidden(one) or is_out_of_sight(one.get("style")) for one in around)


@pytest.mark.parametrize("how", OPENED)
def test_what_a_reader_can_open_is_shown(how):
    assert shown(OPENED[how])


@pytest.mark.parametrize("how", SHUT)
def test_what_a_reader_cannot_open_or_does_not_read_stays_hidden(how):
    assert not shown(SHUT[how])


def test_a_panel_of_links_is_a_menu():
    links = "".join(f'<a href="/{n}">Some page number {n}</a> ' for n in range(9))
    root = tree.parse(f'<body><button aria-controls="a">All</button><div id="a" hidden>{links}</div></body>')
    reveal(root)
    assert root.find(".//div").get("hidden") is not None


def test_an_accordion_gets_into_the_article(page):
    parts = "".join(
        f'<h2><button aria-controls="p{n}">Part {n}</button></h2><div id="p{n}" hidden><p>Part {n} of the pier was '
        f"mended in the year 190{n}, with oak from the same wood, says the log of the harbour master.</p></div>"
        for n in range(1, 6)
    )
    article = page(
        f"<article><h1>The long pier</h1><p>The pier has five parts, all of them long.</p>{parts}</article>"
    )
    assert "Part 3 of the pier was mended" in article.text


FOLDED = "The keeper lights the lamp at six and puts it out at dawn, every day of the year."


def test_panels_that_are_folded_to_no_height_below_their_labels_are_read(body):
    html = body(
        "".join(
            f'<div class="q"><div class="q-head">And on day {n}?</div><div class="q-body" style="height:0;overflow:hidden">'
            f"<p>{FOLDED.replace('six', str(n))}</p></div></div>"
            for n in range(4)
        )
        + f'<h3>Who pays?</h3><div style="max-height: 0px; overflow: hidden"><p>{FOLDED}</p></div>'
    )
    assert html.count("The keeper lights the lamp") == 5


def test_what_is_folded_away_without_a_label_stays_out(body):
    assert "lamp" not in body(f'<p>So it is.</p><div style="height:0;overflow:hidden"><p>{FOLDED}</p></div>')
