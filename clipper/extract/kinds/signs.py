"""What a page gives away of its kind: declared types, the software that made it, names, address, shape.

Read with a few passes, so that a page costs well under a millisecond.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory
    from clipper.extract.metadata import Metadata

_PARAGRAPHS = etree.XPath("count(/descendant::p[string-length() > 120])")
_HEADLINES = etree.XPath("count(/descendant::a[string-length() > 24])")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one page, all in lower case.

    `many` counts schema.org types from JSON-LD, microdata and RDFa. `classes` is all class attributes, one a
    line, `names` the same once each, `own` the names of `html` and `body`. `path` and `host` are the words of
    the address, `address` its path; `front` is true for a site's front page. `tags` counts the elements by
    tag, `elements` all, `paragraphs` and `headlines` long paragraphs and links.
    """

    many: Counter[str]
    og_type: str
    generator: str
    scholarly: bool
    classes: str
    names: str
    own: str
    path: tuple[str, ...]
    host: tuple[str, ...]
    address: str
    front: bool
    tags: Counter[str]
    elements: int
    paragraphs: int
    headlines: int

    @property
    def types(self) -> frozenset[str]:
        """The schema.org types that are declared."""
        return frozenset(self.many)

    def named(self, *names: str) -> int:
        """How often these words occur in the page's class names, also as parts of longer ones."""
        return sum(self.classes.count(name) for name in names if name in self.names)


def read_signs(root: HtmlElement, inventory: Inventory, metadata: Metadata, url: str | None) -> Signs:
    """The signs of a page as it was parsed, before anything is taken out; `inventory` is the root's."""
    types = _declared(metadata)
    for name in ("itemtype", "typeof"):
        types.update(_bare(one) for declared in inventory.values(name) for one in declared.split())
    og_type, generator, scholarly = _head(root)
    address = urlsplit(url or "")
    body = root.find("body")
    own = [f"{one.get('class') or ''} {one.get('id') or ''}" for one in (root, body) if one is not None]
    return Signs(
        many=types,
        og_type=og_type,
        generator=generator,
        scholarly=scholarly,
        classes="\n".join(inventory.values("class")).lower(),
        names=inventory.lowered,
        own=" ".join(own).lower(),
        path=tuple(_WORD.findall(address.path.lower()) + _WORD.findall(address.query.lower())),
        host=tuple((address.hostname or "").split(".")[:-1]),
        address=address.path.lower(),
        front=url is not None and not address.path.strip("/") and not address.query,
        tags=inventory.tags,
        elements=len(inventory.elements),
        paragraphs=_count(_PARAGRAPHS, root),
        headlines=_count(_HEADLINES, root),
    )


def _declared(metadata: Metadata) -> Counter[str]:
    """How often each schema.org type is declared in JSON-LD."""
    types: Counter[str] = Counter()
    for node in metadata.structured:
        given = node.get("@type")
        types.update(
            _bare(one) for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)
        )
    return types


def _bare(declared: str) -> str:
    """A type's own name, in lower case: "Product" of "https://schema.org/Product"."""
    return re.split(r"[/:#]", declared.rstrip("/"))[-1].lower()


def _head(root: HtmlElement) -> tuple[str, str, bool]:
    """What the head says: og:type, the generators, and whether it cites a scholarly work."""
    og_type = generator = ""
    scholarly = False
    for meta in root.iterfind("head/meta[@content]"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name == "og:type":
            og_type = og_type or meta.get("content", "").strip().lower()
        elif name == "generator":
            generator += " " + meta.get("content", "").lower()
        elif name in {"citation_doi", "citation_journal_title", "citation_pdf_url"}:
            scholarly = True
    return og_type, generator, scholarly


def _count(path: etree.XPath, root: HtmlElement) -> int:
    found = path(root)
    return int(found) if isinstance(found, float) else 0
