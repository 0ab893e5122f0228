"""One clip or article as a Markdown note: front matter, a blank line, the article."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from clipper.export.front_matter import serialise
from clipper.export.markdown import from_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clipper.model import Article, Clip

TAGS = ("clippings",)


def front_matter(
    *,
    title: str,
    source: str | None,
    authors: Sequence[str] = (),
    published: str | None = None,
    created: date | datetime | None = None,
    description: str | None = None,
    tags: Sequence[str] = TAGS,
) -> str:
    """Write the properties of a note in the order that Obsidian's clipper gives them.

    `published` is ISO 8601, and only its date is kept; `created` is shown as a date of the local zone.
    """
    return serialise(
        {
            "title": " ".join(title.split()),
            "source": source,
            "author": [" ".join(author.split()) for author in authors if author.strip()],
            "published": _published(published),
            "created": _local_date(created),
            "description": (description or "").strip(),
            "tags": list(tags),
        }
    )


def note(clip: Clip, *, images: Mapping[str, str] | None = None) -> str:
    """Write a clip as a note. `images` gives the path of a picture for its source in the article's HTML.

    A clip that is not an article yet is its front matter alone: its title and source are kept.
    """
    summary = clip.summary
    tags = dict.fromkeys((*TAGS, *summary.tags))
    url = summary.url or clip.handover.url
    if clip.article is None:
        return front_matter(title=summary.title, source=url, created=summary.saved_at, tags=tuple(tags))
    return _written(clip.article, url=url, created=summary.saved_at, tags=tuple(tags), images=images)


def article_note(
    article: Article,
    *,
    url: str | None,
    created: date | datetime | None = None,
    images: Mapping[str, str] | None = None,
) -> str:
    """Write an article that is in no library as a note; `url` is where it came from."""
    return _written(article, url=url, created=created, tags=TAGS, images=images)


def _written(
    article: Article,
    *,
    url: str | None,
    created: date | datetime | None,
    tags: Sequence[str],
    images: Mapping[str, str] | None,
) -> str:
    head = front_matter(
        title=article.title,
        source=url or article.canonical_url,
        authors=article.authors,
        published=article.published,
        created=created,
        description=article.excerpt,
        tags=tags,
    )
    body = from_html(article.html, images=images)
    return f"{head}\n{body}" if body else head


def _published(text: str | None) -> date | str | None:
    """Give the date of an ISO 8601 time; a year or month alone stays the text it is."""
    text = (text or "").strip()
    if re.match(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return text
    return text or None


def _local_date(moment: date | datetime | None) -> date | None:
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone().date()
