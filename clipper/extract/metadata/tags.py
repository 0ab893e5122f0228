"""Reads `<meta>` tags of every vocabulary into one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

TITLE = (
    "citation_title",
    "dc.title",
    "dcterm:title",
    "dcterms.title",
    "og:title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
    "title",
    "weibo:article:title",
    "weibo:webpage:title",
)
AUTHOR = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "dcterm:creator",
    "dc:creator",
    "parsely-author",
    "sailthru.author",
    "author",
    "article:author_name",
    "article:author",
    "og:article:author",
    "byl",
    "authors",
    "article.author",
    "creator",
    "rbauthors",
    "dc.contributor",
    "og:author",
    "blogger_name",
)
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "parsely-pub-date",
    "datepublished",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "date.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "dc.issued",
    "dcsext.articlefirstpublished",
    "article_date_original",
    "originalpublicationdate",
    "og:published_time",
    "og:pubdate",
    "bt:pubdate",
    "date",
    "displaydate",
    "ptime",
    "rnews:datepublished",
    "cxenseparse:recs:publishtime",
    "article:published",
    "created",
    "article-publication-date",
    "release_date",
    "og:release_date",
    "video:release_date",
    "date_published",
    "publishtime",
    "article.created",
    "iso-8601-publish-date",
    "last-modified",
    "article:modified_time",
    "og:updated_time",
)
SITE = (
    "og:site_name",
    "al:ios:app_name",
    "application-name",
    "dc.publisher",
    "citation_journal_title",
    "twitter:site_name",
    "apple-mobile-web-app-title",
)
DESCRIPTION = (
    "og:description",
    "description",
    "dc.description",
    "dcterms.description",
    "twitter:description",
    "sailthru.description",
    "parsely-description",
    "excerpt",
)
IMAGE = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "thumbnail",
    "parsely-image-url",
    "sailthru.image.full",
    "image",
)
LANGUAGE = ("content-language", "og:locale", "dc.language", "dcterms.language", "language", "inlanguage")

Tags = dict[str, list[str]]


def read_tags(metas: Iterable[HtmlElement]) -> Tags:
    """All values by lower-cased property, name or itemprop, in the page's order; empty ones left out."""
    found: Tags = {}
    for meta in metas:
        value = " ".join((meta.get("content") or meta.get("value") or "").split())
        if not value:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for key in (meta.get(attribute) or "").lower().split():
                found.setdefault(key, []).append(value)
    return found


def first(tags: Tags, keys: tuple[str, ...]) -> str | None:
    """The first value under the first of the keys that the page has."""
    return next((tags[key][0] for key in keys if key in tags), None)
