"""Who signs the article: people first, from the most trustworthy source; a desk only where no person does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract.metadata import tags as tag
from clipper.extract.metadata.byline import (
    authors_anywhere,
    authors_by_date,
    visible_authors,
    visible_signature,
)
from clipper.extract.metadata.names import is_handle, separate_names, signature
from clipper.extract.metadata.titles import key, page_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clipper.extract.metadata.jsonld import SchemaFacts
    from clipper.extract.metadata.survey import Survey

_MOST = 12


def choose_authors(survey: Survey, tags: tag.Tags, schema: SchemaFacts, sites: list[str]) -> tuple[str, ...]:
    """The authors as separate names; `sites` are the names by which the page's site goes."""
    signers = _Signers(sites)
    found = _told(signers, tags, schema)
    if found and not (len(found) == 1 and is_handle(found[0])):
        return found
    titles = key(page_title(survey.root)) + key(schema.headline)

    def people(seen: list[str]) -> tuple[str, ...]:
        return signers.people(name for name in seen if key(name) not in titles or " " not in name)

    shown = people(visible_authors(survey))
    if found:
        return shown if shown and _spells_out(shown[0], found[0]) else found
    if shown or signers.desks:
        return shown or tuple(signers.desks[:1])
    if shown := people(authors_by_date(survey)):
        return shown
    if signers.house:
        return tuple(signers.house[:1])
    if shown := people(authors_anywhere(survey)):
        return shown
    desk = visible_signature(survey)
    return (desk,) if desk else ()


class _Signers:
    """Tells people from the site's own names and from desks, and remembers those."""

    def __init__(self, sites: list[str]) -> None:
        self._sites = sites
        self._known = {key(name) for name in sites} - {""}
        self._label = (
            re.compile(rf"\b{re.escape(sites[-1])}\b", re.IGNORECASE)
            if sites and len(sites[-1]) > 4
            else None
        )
        self.house: list[str] = []
        self.desks: list[str] = []

    def people(self, given: Iterable[str]) -> tuple[str, ...]:
        """The names of people in these bylines."""
        found: list[str] = []
        for said in given:
            names = separate_names(self._without_house(said))
            if key(said) in self._known or (names and key(names[0]) in self._known):
                self.house.append(said if key(said) in self._known else names[0])
                continue
            if not names and (desk := signature(said)):
                self.desks.append(desk)
            found += names
        hosts = [name for name in found if self._is_host(name)]
        self.house.extend(hosts)
        return tuple(
            dict.fromkeys(name for name in found if name not in hosts and key(name) not in self._known)
        )[:_MOST]

    def _is_host(self, name: str) -> bool:
        return (re.fullmatch(r"[\w-]+\.[a-z]{2,4}", name) is not None and len(name) > 7) or (
            self._label is not None and self._label.search(name) is not None
        )

    def _without_house(self, said: str) -> str:
        """A byline without the name of the site behind it: "Jane Doe, The Harbour Times"."""
        for site in self._sites:
            rest = said[: -len(site)].rstrip(" ,|-–—")
            if len(site) > 3 and len(rest.split()) > 1 and said.casefold().endswith(site.casefold()):
                return rest
        return said


def _told(signers: _Signers, tags: tag.Tags, schema: SchemaFacts) -> tuple[str, ...]:
    """The people that the page tells machines of."""
    found = signers.people(name for name in schema.authors if name not in schema.organisations)
    signers.desks.extend(schema.organisations)
    for name in tag.AUTHOR:
        if found:
            break
        found = signers.people(said for said in tags.get(name, []) if not said.startswith(("http", "/")))
    return found or signers.people(_written_by(tags))


def _written_by(tags: tag.Tags) -> list[str]:
    """What a card for social networks says under "Written by"."""
    return [
        value
        for place in ("1", "2")
        for label, value in zip(
            tags.get(f"twitter:label{place}", []), tags.get(f"twitter:data{place}", []), strict=False
        )
        if re.search("written|author|by$|von|verfasst|geschrieben|écrit|escrito|autor", label, re.IGNORECASE)
    ]


def _spells_out(shown: str, handle: str) -> bool:
    """Whether the name on the page is the longer form of a first name or a login."""
    if " " not in shown:
        return False
    words = [key(word) for word in re.split(r"[\W_]+", handle) if word]
    long = key(shown)
    return bool(words) and (any(len(word) > 2 and word in long for word in words) or not handle[:1].isupper())
