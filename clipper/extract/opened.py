"""A page opened for reading: parsed, its metadata read, what it does not show gone, the rest in one form."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from clipper.extract import tree
from clipper.extract.by_site import Placed, placed
from clipper.extract.cleaned_before import was_cleaned
from clipper.extract.forms import one_form, show_forms
from clipper.extract.inventory import Inventory
from clipper.extract.kinds import POSTED, find_posts, kind_of, reveal
from clipper.extract.ledger import Line, lines_of
from clipper.extract.links import base_of
from clipper.extract.metadata import Metadata, read_metadata
from clipper.extract.prune import drop_controls, drop_unseen, show_fallback
from clipper.extract.streamed import show_templates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.kinds import Post
    from clipper.model import Capture, Removal, SiteRule

_REWRITTEN: dict[str, Any] = {
    tag: etree.XPath(f"boolean(/descendant::{tag}{asked})")
    for tag, asked in (
        ("math", ""),
        ("script", "[starts-with(@type, 'math/')]"),
        ("blockquote", "[@class or @cite]"),
        ("picture", "[normalize-space()]"),
        ("amp-img", "[normalize-space()]"),
    )
}
"""For each tag whose words come and go where its page is brought into one form, whether they may."""

_WANTS_SCRIPTS = re.compile(
    r"(?:enable|requires?|need|activ|habilit|aktivier|включ|有効)\w{0,12}[^.]{0,40}(?:java ?script)|"
    r"java ?script[^.]{0,60}(?:enable|require|disabled|aktiv|activ|habilit|включ|有効)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Opened:
    """A page's tree and what was learned on the way.

    `lines` is all that the page shows; `controls` what its buttons and fields say, which are gone from the
    tree; `placed` what a site rule selects in it. `scripts` counts them; `asks_for_scripts` is true where
    the page says that it needs them. `kind` is one of `kinds.KINDS`; `posts` are those of a thread or chat.
    `cleaned` is true where the page is an article that was cleaned before.
    """

    root: HtmlElement
    body: HtmlElement
    base: str | None
    metadata: Metadata
    lines: list[Line]
    controls: list[Removal]
    placed: Placed
    scripts: int
    asks_for_scripts: bool
    kind: str
    posts: list[Post]
    cleaned: bool = False


def open_page(
    capture: Capture, rules: Sequence[SiteRule] = (), *, like: Opened | None = None
) -> Opened | None:
    """Open a page; None where it has no body. Raises what `tree.parse` raises.

    `like` is the same page opened before: it is now opened cautiously, with what it hides for the moment.
    """
    text = capture.text
    root = tree.parse(text)
    body = root.find("body")
    if body is None:
        return None
    inventory = Inventory(root)
    if like is None:
        base = base_of(root, capture.url)
        metadata = read_metadata(root, capture.url, base, capture.title_hint, inventory)
        scripts, asks = sum(1 for _ in root.iter("script")), _asks_for_scripts(root)
        kind = kind_of(root, metadata, capture.url, inventory)
        cleaned = was_cleaned(text, root)
    else:
        base, metadata, scripts, asks = like.base, like.metadata, like.scripts, like.asks_for_scripts
        kind, cleaned = like.kind, like.cleaned
    chosen, metadata = placed(root, rules, capture.url, metadata)
    lines, controls = _uncovered(root, base, inventory, cautious=like is not None)
    posts = find_posts(body) if kind in POSTED and not cleaned else []
    return Opened(root, body, base, metadata, lines, controls, chosen, scripts, asks, kind, posts, cleaned)


def prepare(root: HtmlElement, base: str | None, *, cautious: bool = False) -> None:
    """Bring pictures, formulas and code of a page into one form, and take out what it does not show."""
    _uncovered(root, base, Inventory(root), cautious=cautious)


def _uncovered(
    root: HtmlElement, base: str | None, inventory: Inventory, *, cautious: bool
) -> tuple[list[Line], list[Removal]]:
    body = root.find("body")
    if "template" in inventory.tags:
        show_templates(root)
        inventory = Inventory(root)
    reveal(root, inventory)
    written = _before_forms(root, inventory, cautious=cautious)
    show_forms(root, base, inventory)
    show_fallback(body)
    # A formula may come out of an attribute or a script, with styles of its own.
    made = next(root.iter("math"), None) is not None
    drop_unseen(root, Inventory(root) if made else inventory, cautious=cautious)
    lines = written or lines_of(root)
    one_form(body, inventory)
    return lines, drop_controls(body)


def _before_forms(root: HtmlElement, inventory: Inventory, *, cautious: bool) -> list[Line]:
    """What a page shows that has formulas, posts of other sites or texts in pictures, or no line of others.

    Read on a copy before the ways to write such a thing become one form, by which words come and go.
    """
    if not any(asked(root) for tag, asked in _REWRITTEN.items() if tag in inventory.tags):
        return []
    twin = copy.deepcopy(root)
    show_fallback(twin.find("body"))
    drop_unseen(twin, Inventory(twin), cautious=cautious)
    return lines_of(twin)


def _asks_for_scripts(root: HtmlElement) -> bool:
    said = " ".join(tree.words(noscript) for noscript in list(root.iter("noscript"))[:20])
    return _WANTS_SCRIPTS.search(said) is not None
