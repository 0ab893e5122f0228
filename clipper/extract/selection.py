"""A part of a page that a person chose: cleaned, all of it kept, in order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract import tree
from clipper.extract.emphasis import styles_to_tags
from clipper.extract.finish import finish
from clipper.extract.footnotes import normalise_footnotes
from clipper.extract.forms import one_form, show_forms
from clipper.extract.images import drop_unseen_pictures
from clipper.extract.inventory import Inventory
from clipper.extract.kinds import is_thread
from clipper.extract.ledger import account, lines_of
from clipper.extract.links import base_of, resolve_links
from clipper.extract.metadata import Metadata
from clipper.extract.metadata.opening import read_opening
from clipper.extract.metadata.read import shortened
from clipper.extract.pasted import in_its_own, undo_documents

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.model import Article, Capture

_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"<!--\[if[^>]*\]>.*?<!\[endif\]-->|<!\[(?:if|endif)[^>]*>", re.DOTALL | re.IGNORECASE
)
_NEVER = (
    "script",
    "style",
    "link",
    "meta",
    "title",
    "base",
    "template",
    "head",
    "select",
    "textarea",
    "button",
)
MOST_WORDS_OF_TITLE = 80


def extract_selection(capture: Capture) -> Article:
    """The Article of a chosen part. Raises EmptyPageError where it has neither words nor pictures."""
    markup = capture.text
    if (found := _FRAGMENT.search(markup)) is not None and found[1].strip():
        markup = in_its_own(found[1])
    root = tree.parse(_CONDITIONAL.sub("", markup))
    base = base_of(root, capture.url)
    language = root.get("lang")
    named = root.findtext("head/title")
    drop_unseen_pictures(root)
    body = root.find("body")
    if body is None:
        raise EmptyPageError("There is nothing in this selection.")
    lines = lines_of(root)
    undo_documents(body)
    inventory = Inventory(root)
    show_forms(root, base, inventory)
    one_form(body, inventory)
    for element in tree.elements(body, *_NEVER):
        tree.drop(element)
    styles_to_tags(body)
    resolve_links(body, base)
    if not tree.words(body) and body.find(".//img") is None:
        raise EmptyPageError("There is nothing in this selection.")
    authors, published = read_opening(root, language)
    opening, title = _title(body, capture.title_hint or named)
    kind = "forum" if is_thread(body) else "article"
    article = tree.new("div", body.text)
    article.extend(list(body))
    normalise_footnotes(article, article)
    metadata = Metadata(title=title, authors=authors, published=published, language=language)
    made = finish(article, base, metadata, url=capture.url, kind=kind, keep_title=not opening)
    return replace(made, removed=account(lines, made.text, (), metadata))


def _title(body: HtmlElement, known: str | None) -> tuple[bool, str]:
    """Whether the selection opens with its title, and the title: as known, its first heading, or first words.

    A heading further down only names the selection: it stays where it is, as all that was chosen does.
    """
    if known and known.strip():
        return False, " ".join(known.split())
    heading = next((one for one in body.iter(*tree.HEADINGS) if tree.text(one)), None)
    if heading is not None:
        title = tree.text(heading)
        return tree.words(body).startswith(tree.words(heading)), title
    return False, shortened(tree.words(body), MOST_WORDS_OF_TITLE) or ""
