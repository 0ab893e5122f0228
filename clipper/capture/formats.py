"""Turns what a clipboard or a drag offers into hand-overs: files, links, a selection, a page, a text.

A drag of a link and a copied selection both come as HTML. What is left beside the links tells them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.capture.glance import Glance, glance
from clipper.capture.links import Link, batch
from clipper.capture.offered import CopiedHtml, Offered
from clipper.capture.origin import address_of
from clipper.capture.recognise import from_text
from clipper.capture.recognised import file_handover, link_handover, text_handover
from clipper.capture.sniff import looks_like_html_source
from clipper.capture.words import count_words
from clipper.model import Content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from clipper.model import Handover, Via

_REAL_CONTENT = 200  # characters beside the links, where addresses were handed over as well
_LONGEST_TITLE = 300


def from_formats(formats: Mapping[str, bytes], via: Via) -> list[Handover]:
    """Return what a clipboard or a drop hands over, links first, then files, then what was selected.

    `formats` maps MIME names, as the toolkit lists them, to raw bytes. Nothing usable, or something
    that its program marks as confidential, gives an empty list.
    """
    offered = Offered.of(formats)
    if offered.confidential:
        return []
    if looks_like_html_source(offered.plain):
        # An editor or "view source": its HTML flavour only paints the source.
        url = offered.source_url or address_of(offered.plain)
        return [text_handover(offered.plain, Content.HTML, via, url=url)]
    copied = offered.html
    seen = glance(copied.part) if copied else None
    if copied is None or seen is None or seen.is_empty:
        return _without_html(offered, via)
    links, files = offered.links(), offered.files()
    if _is_selection(seen, bool(links or files)):
        beside = links if len(links) > 1 else []
        selection = _selection(copied, seen, offered, links, via)
        return [*_links(beside, via), *_files(files, via, linked=False), selection]
    seen_links = _links_seen(seen)
    kept = _files(files, via, linked=bool(links or seen_links))
    meant = _with_titles(links, seen, offered.plain) or ([] if kept else seen_links)
    return [*_links(meant, via), *kept] or _without_html(offered, via)


def _without_html(offered: Offered, via: Via) -> list[Handover]:
    links, files = offered.links(), offered.files()
    if links or files:
        titled = _with_titles(links, None, offered.plain)
        return [*_links(titled, via), *_files(files, via, linked=bool(links))]
    if offered.markdown.strip() and not batch(offered.markdown):
        return [text_handover(offered.markdown, Content.MARKDOWN, via, url=offered.source_url)]
    return from_text(offered.plain, via)


def _is_selection(seen: Glance, addressed: bool) -> bool:
    """Say whether the HTML is content that a person chose, and not just links.

    `addressed` says that addresses or files were handed over beside it, as in the drag of a link.
    """
    if seen.more or len(seen.beside) > _REAL_CONTENT:
        return True
    return not (addressed or _links_seen(seen))


def _links_seen(seen: Glance) -> list[Link]:
    """Return the links where the HTML is nothing but links, or addresses written out."""
    written = batch(seen.text) if count_words(seen.text) <= 2000 else []
    if written and not seen.links and not _words_beside(seen.text, written):
        return written
    urls = {link.url for link in seen.links}
    if not urls or count_words(seen.beside) > (0 if len(urls) == 1 else len(urls)):
        return []
    titles = {link.url: link for link in reversed(seen.links) if link.title}
    return [titles.get(url, Link(url)) for url in dict.fromkeys(link.url for link in seen.links)]


def _words_beside(text: str, links: list[Link]) -> int:
    for link in links:
        text = text.replace(link.url, " ")
    return count_words(text)


def _with_titles(links: list[Link], seen: Glance | None, plain: str) -> list[Link]:
    """Give links that came without a title the text of their anchor or, a single one, the plain text."""
    anchors = {link.url: link.title for link in reversed(seen.links) if link.title} if seen else {}
    words = " ".join(plain.split()) if len(links) == 1 and len(plain) <= _LONGEST_TITLE else ""
    if batch(words):
        words = ""
    return [Link(link.url, link.title or anchors.get(link.url) or words or None) for link in links]


def _selection(copied: CopiedHtml, seen: Glance, offered: Offered, links: list[Link], via: Via) -> Handover:
    url = copied.source_url or offered.source_url or address_of(copied.whole)
    title = None
    if url is None and len(links) == 1 and all(link.url != links[0].url for link in seen.links):
        # The one address beside real content is its page's, unless it is a link in that content.
        url, title = links[0].url, links[0].title
    return text_handover(
        copied.part, Content.HTML, via, url=url, title=title or seen.title, selection=True, seen=seen
    )


def _links(links: list[Link], via: Via) -> list[Handover]:
    return [link_handover(link, via) for link in links]


def _files(files: list[Path], via: Via, *, linked: bool) -> list[Handover]:
    """Leave out the link file that Windows makes for the drag of a link: it is gone a moment later."""
    return [file_handover(path, via) for path in files if not (linked and path.suffix.lower() == ".url")]
