"""Pull quotes: what is set large beside the text only to repeat a sentence of it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.signs import class_names
from clipper.extract.wording import REPEATED
from clipper.model import Removal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMED = re.compile(r"pull-?_?quote|pull-?out|blockquote--pull|callout-quote", re.IGNORECASE)
_SIGNS = ("pull", "callout-quote")
LEAST_LETTERS = 20
LONGEST = 600


def drop_pull_quotes(article: HtmlElement) -> list[Removal]:
    """Take out the quotes that repeat the text around them; gives what each said.

    An aside or a quote counts where it is named for one; a quote that says something new stays.
    """
    lowered = class_names(article).lower()
    if not any(sign in lowered for sign in _SIGNS):
        return []
    found: list[Removal] = []
    for quote in article.xpath(
        ".//*[self::blockquote or self::aside or self::figure or self::div or self::p or self::q][@class]"
    ):
        if quote.getparent() is None or not _NAMED.search(quote.get("class")):
            continue
        said = tree.words(quote)
        key = letters(_without_source(quote))
        if len(said) > LONGEST or len(key) < LEAST_LETTERS or quote.find(".//img") is not None:
            continue
        if _said_elsewhere(article, quote, key):
            found.append(Removal(REPEATED, said))
            tree.drop(quote)
    return found


def _without_source(quote: HtmlElement) -> str:
    source = next(
        (tree.text(one) for one in quote.iter("cite", "footer", "figcaption") if tree.text(one)), ""
    )
    whole = tree.text(quote)
    return whole.removesuffix(source) if source else whole


def _said_elsewhere(article: HtmlElement, quote: HtmlElement, key: str) -> bool:
    own = {*quote.iter(), *quote.iterancestors()}
    for block in article.iter("p", "li", "td", "div"):
        if block in own:
            continue
        if key in letters("".join(block.itertext())):
            return True
    return False


def letters(said: str) -> str:
    """Only the letters and digits of a text, without case: quotes are set with other signs."""
    return re.sub(r"[\W_]+", "", said).casefold()
