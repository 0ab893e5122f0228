"""Notes, selections and Markdown are kept whole; a person may still leave blocks of them out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.blocks.apply import drop_blocks
from clipper.extract.blocks.cut import cut
from clipper.extract.blocks.keys import Keys
from clipper.extract.finish import plain_text_of, safe_html
from clipper.extract.measure import word_count
from clipper.extract.wording import CHOSEN
from clipper.model import Removal

if TYPE_CHECKING:
    from clipper.model import Article


def without(article: Article, left_out: frozenset[str]) -> Article:
    """The article without the blocks of these keys, which are among its removals then."""
    if not left_out or not article.html:
        return article
    body = tree.parse_clean(article.html).find("body")
    page = cut(body)
    keys = Keys([block.text for block in page.blocks])
    gone = [place for place, wanted in enumerate(keys.marks(left_out)) if wanted]
    removed = [Removal(CHOSEN, page.blocks[place].text, (keys[place],)) for place in gone]
    drop_blocks([page.blocks[place] for place in gone])
    html = safe_html(body)
    text = plain_text_of(html)
    return replace(
        article, html=html, text=text, word_count=word_count(text), removed=(*article.removed, *removed)
    )
