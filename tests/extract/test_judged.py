from __future__ import annotations

from types import SimpleNamespace

import pytest

from clipper.extract import judged, tree
from clipper.extract.blocks.apply import apply
from clipper.extract.metadata import read_metadata

TEXT = "".join(
    f"<p>Paragraph {number} says something about the harbour, at some length, and boats lie in it.</p>"
    for number in range(1, 11)
)
MARKUP = f"<nav><a href='/'>Home</a><a href='/sea'>Sea</a></nav><main>{TEXT}</main><footer><p>Harbour Times</p><p>Ryde</p></footer>"


@pytest.fixture
def judge(monkeypatch):
    """The article's text and the removals where the network gives each block `odds(text)`."""

    def run(markup, odds):
        def told(page, *_):
            texts = [block.text for block in page.blocks]
            return SimpleNamespace(texts=texts, words=[len(text.split()) for text in texts])

        monkeypatch.setattr(judged, "figures", told)
        monkeypatch.setattr(judged, "probabilities", lambda page, _: [odds(text) for text in page.texts])
        root = tree.parse(f"<html><head><title>The long pier</title></head><body>{markup}</body></html>")
        decision = judged.judged(root, None, read_metadata(root, None, None, None), least=1)
        article, removed = apply(root.find("body"), decision.study, decision.keep)
        return tree.words(article), [removal.text for removal in removed]

    return run


def test_the_network_brings_in_what_the_rules_left_out(judge):
    article, removed = judge(MARKUP, lambda text: 0.1 if text == "Home Sea" else 0.9)
    assert article.endswith("Ryde")
    assert "Paragraph 1 says" in article
    assert not any("Ryde" in text for text in removed)


def test_the_network_takes_out_what_the_rules_kept(judge):
    article, removed = judge(
        MARKUP, lambda text: 0.9 if text.startswith("Paragraph") and "10" not in text else 0.1
    )
    assert "Paragraph 9" in article
    assert "Paragraph 10" not in article
    assert any("Paragraph 10" in text for text in removed)


def test_where_the_network_agrees_with_the_rules_their_article_stands(judge):
    article, _ = judge(MARKUP, lambda text: 0.9 if text.startswith("Paragraph") else 0.1)
    assert article == " ".join(tree.words(one) for one in tree.parse(TEXT).iter("p"))


def test_a_network_that_keeps_next_to_nothing_is_not_believed(judge):
    article, _ = judge(MARKUP, lambda text: 0.9 if "Paragraph 1 " in text else 0.0)
    assert "Paragraph 10" in article


def test_a_page_of_few_blocks_is_left_to_the_rules(judge):
    markup = (
        "<main><p>The pier is long, and boats lie beside it all the year, said the harbour master.</p></main>"
    )
    article, _ = judge(markup, lambda _: 0.0)
    assert article.startswith("The pier is long")
