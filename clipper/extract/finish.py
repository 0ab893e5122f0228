"""The last steps for all that becomes an article: tidy, sanitise, measure, and the metadata beside it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from lxml import etree

from clipper.extract import tree
from clipper.extract.mathml_from_tex import with_mathml
from clipper.extract.measure import plain_text, word_count
from clipper.extract.metadata.read import shortened
from clipper.extract.sanitise import TAGS, sanitise
from clipper.extract.tidy import tidy
from clipper.model import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.metadata import Metadata

_NESTED: Any = etree.XPath("boolean(.//a//a | .//p//p | .//span//p | .//span//li | .//li/li)")
LONGEST_TITLE = 300
PROSE_WORDS = 12
_NOTE = re.compile(r"[ \xa0]?\[\d{1,3}\](?!\S)")


def finish(
    body: HtmlElement,
    base: str | None,
    metadata: Metadata,
    *,
    url: str | None,
    kind: str = "article",
    keep_title: bool = False,
) -> Article:
    """The Article of a cleaned tree. `keep_title` leaves a heading that repeats the title in place."""
    title = metadata.title
    tidy(body, base, "" if keep_title else title)
    html = safe_html(body)
    text = plain_text_of(html)
    lead = _of_the_web(metadata.lead_image) or first_picture(html)
    title = shortened(title or _first_words(text) or url or "Untitled", LONGEST_TITLE) or "Untitled"
    return Article(
        title=title,
        html=with_mathml(html),
        text=text,
        word_count=word_count(text),
        kind=kind,
        authors=metadata.authors,
        published=metadata.published,
        site_name=metadata.site_name,
        language=metadata.language,
        excerpt=metadata.excerpt or shortened(_NOTE.sub("", _opening(text))),
        lead_image=lead,
        canonical_url=_of_the_web(metadata.canonical_url),
    )


def _of_the_web(address: str | None) -> str | None:
    """The address, if it is one of the web: a page may claim any, also one that runs."""
    return address if address and address.lower().startswith(("http:", "https:")) else None


def _opening(text: str) -> str:
    """The text from its first block on that is more than a caption or a label."""
    blocks = text.split("\n\n")
    first = next((place for place, block in enumerate(blocks) if _is_prose(block)), 0)
    following = list(takewhile(_is_sentence, blocks[first + 1 : first + 3]))
    return "\n\n".join([*blocks[first : first + 1], *following])


def _is_sentence(block: str) -> bool:
    return block.rstrip("\"'”’»)").endswith((".", "!", "?", "…", "。", "！", "？", "؟", "।"))


def _is_prose(block: str) -> bool:
    return _is_sentence(block) and word_count(block) >= PROSE_WORDS


def safe_html(body: HtmlElement) -> str:
    """The inside of the element as a sanitised fragment."""
    whole = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    html = sanitise(whole[whole.index(">") + 1 : whole.rindex("<")])
    tags = {element.tag for element in body.iterdescendants()}
    if any(isinstance(tag, str) and tag not in TAGS for tag in tags) or _NESTED(body):
        # No browser leaves a link in a link, nor an item in an item, which what is gone may have kept apart
        html = sanitise(html)
    return html.strip()


def plain_text_of(html: str) -> str:
    """The words of clean HTML, by block."""
    if not html:
        return ""
    return plain_text(tree.parse_clean(html))


def first_picture(html: str) -> str | None:
    """The source of the first picture, or None."""
    match = re.search(r'<img [^>]*?src="(https?:[^"]+)"', html)
    return match[1].replace("&amp;", "&") if match else None


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    return shortened(line, 90) or ""
