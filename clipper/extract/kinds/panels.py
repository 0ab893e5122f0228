"""Shows what a reader can open: tab panels, accordions and "read more" parts, which pages hide until then.

A hidden element is opened when something on the page opens it: a tab or button that names it
(`aria-controls`, `aria-labelledby`, `data-target`, a link to its id), or a question, heading or "more"
button right beside it. Nothing else that is hidden is touched, nor what lies in menus, dialogs or carts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from clipper.extract.hidden import is_hidden, is_out_of_sight
from clipper.extract.inventory import Inventory
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

LEAST_TEXT = 30
"""Characters; a panel that says less is a label."""

LONGEST_LABEL = 120
"""Characters of what stands above a panel and opens it."""

MOST_ALIKE = 400
"""Elements looked at for another panel of the same shape."""

MOST_LINKED = 0.6
"""Share of a panel's text in links; one of more is a menu."""

_SIGNS = (
    ("aria-hidden", ("true",)),
    ("style", ("none", "hidden", "opacity", "height")),
    ("class", ("hid", "d-none")),
)
"""What the attributes of a hidden element hold; a quick question, which spares most elements slow ones."""

_MAY_BE_PANELS = vocabulary("div section article p span ul ol dl dd li table tr pre")
_MAY_OPEN = ("a", "button", "div", "li", "span", "h2", "h3", "h4", "h5", "dt", "summary", "label", "input")
_PANEL = re.compile(
    r"accord|collaps|tab-?(?:panel|pane|content|s?-slide)|tab__(?:panel|content)|panel|faq|answer|"
    r"toggle|expand|"
    r"disclosure|(?:more|full|rest|hidden)-?(?:text|content|description)|read-?more|show-?more|"
    r"dropdown-text",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"accord|trigger|toggle|question|header|heading|title|button|btn|expand|collaps|tab|summary|read-?more|"
    r"show-?more|more-?link|control",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"menu|(?:^|[\s_-])nav|modal|pop-?up|popover|drop-?down(?!-text)|drawer|off-?canvas|overlay|"
    r"lightbox|dialog|"
    r"filter|facet|cart|basket|checkout|search|log-?in|sign-?in|language|country|locale|currency|cookie|"
    r"consent|"
    r"share|(?:^|[\s_-])toc|sidebar|tooltip|newsletter|subscri|comment|review|carousel|slick|swiper|slider|"
    r"mobile-|skeleton|loading|error|alert|toast",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset(
    ("nav", "footer", "aside", "dialog", "form", "menu", "select", "button", "noscript")
)
_ELSEWHERE_ROLES = frozenset(
    ("dialog", "alertdialog", "menu", "menubar", "navigation", "search", "listbox", "tooltip")
)
_FOLDED = re.compile(r"(?:^|;)\s*(?:max-)?height\s*:\s*0", re.IGNORECASE)
_HIDING = re.compile(
    r"(?:^|\s)(?:hidden|hide|d-none|u-hidden|is-hidden|element-invisible|visually-?hidden|sr-only|"
    r"offscreen)(?=\s|$)",
    re.IGNORECASE,
)


def reveal(root: HtmlElement, inventory: Inventory | None = None) -> None:
    """Open, in place, all that a reader of the page could open, before hidden elements are dropped.

    `inventory` is that of the root, where it was taken already.
    """
    opened: frozenset[str] | None = None
    for element in _may_be_hidden(inventory or Inventory(root)):
        if not (is_hidden(element) or is_out_of_sight(element.get("style"))) or not _is_reading(element):
            continue
        if _has_opener_beside(element) or _is_folded_below_label(element):
            _show(element)
        elif given := element.get("id"):
            opened = _opened(root) if opened is None else opened
            if given in opened:
                _show(element)


def _may_be_hidden(inventory: Inventory) -> Iterable[HtmlElement]:
    """The elements that may be panels and have any sign of being hidden.

    They come in any order: whether one is opened does not depend on the others.
    """
    found = {element: None for element, _ in inventory.holders("hidden")}
    for attribute, signs in _SIGNS:
        telling = {said for said in set(inventory.values(attribute)) if any(sign in said for sign in signs)}
        if telling:
            found.update((one, None) for one, said in inventory.holders(attribute) if said in telling)
    return [element for element in found if element.tag in _MAY_BE_PANELS]


def _opened(root: HtmlElement) -> frozenset[str]:
    """The ids that something outside menus opens or leads to."""
    ids: set[str] = set()
    for opener in root.iter(*_MAY_OPEN):
        get = opener.get
        if given := get("aria-controls"):
            ids.update(given.split())
        for name in ("data-target", "data-bs-target", "href"):
            if (given := get(name)) and given.startswith("#"):
                ids.add(given[1:])
    return frozenset(ids)


def _has_opener_beside(element: HtmlElement) -> bool:
    """Whether a hidden element is labelled by a tab, or calls itself a panel beside its button."""
    get = element.get
    if get("aria-labelledby") and get("role") in {"tabpanel", "region"}:
        return True
    if not _calls_itself_panel(f"{get('class') or ''} {get('id') or ''}"):
        return False
    before = element.getprevious()
    after = element.getnext()
    return (before is not None and _opens(before)) or (
        after is not None and after.tag in {"button", "a"} and _opens(after)
    )


def _is_folded_below_label(element: HtmlElement) -> bool:
    """Whether an element is folded to no height, as panels are that slide open, below what opens it.

    That is a heading, a button or the like; or a short label, if others like it are folded below theirs.
    """
    before = element.getprevious()
    if before is None or _FOLDED.search(element.get("style") or "") is None:
        return False
    if _opens(before):
        return True
    label = len("".join(before.itertext()).strip())
    if not 0 < label <= LONGEST_LABEL or before.get("class") is None:
        return False
    around = islice(element.iterancestors(), 2)  # the panels' own holder, or one around each with its label
    return any(
        one is not element
        and one.get("class") == element.get("class")
        and (beside := one.getprevious()) is not None
        and beside.get("class") == before.get("class")
        for holder in around
        for one in islice(holder.iterdescendants(element.tag), MOST_ALIKE)
    )


@lru_cache(maxsize=2048)
def _calls_itself_panel(names: str) -> bool:
    return _PANEL.search(names) is not None


def _opens(beside: HtmlElement) -> bool:
    """Whether an element beside a panel opens it: a button, a heading, or what is named for it."""
    if beside.tag in {"button", "summary", "h2", "h3", "h4", "h5", "h6", "dt"} or beside.get("aria-expanded"):
        return True
    if beside.find(".//button") is not None or beside.find(".//*[@aria-expanded]") is not None:
        return True
    return _OPENER.search(f"{beside.get('class') or ''} {beside.get('id') or ''}") is not None


def _is_reading(element: HtmlElement) -> bool:
    """Whether a panel holds text to read, and does not lie in a menu, a dialog, a form or a cart."""
    said = linked = 0
    for one in element.iter(etree.Element):
        if one.tag == "form":
            return False
        if one.tag not in {"script", "style", "noscript", "option"}:
            said += len((one.text or "").strip())
        said += len((one.tail or "").strip()) if one is not element else 0
        linked += len("".join(one.itertext()).strip()) if one.tag == "a" else 0
    if said < LEAST_TEXT or linked > said * MOST_LINKED:
        return False
    for one in (element, *element.iterancestors()):
        if one.tag in _ELSEWHERE_TAGS or one.get("role") in _ELSEWHERE_ROLES:
            return False
        if one.tag in {"html", "body"}:
            break
        if _is_elsewhere(f"{one.get('class') or ''} {one.get('id') or ''}"):
            return False
    return True


@lru_cache(maxsize=4096)
def _is_elsewhere(names: str) -> bool:
    return _ELSEWHERE.search(names) is not None


def _show(element: HtmlElement) -> None:
    attributes = element.attrib
    for name in ("hidden", "aria-hidden", "style"):
        attributes.pop(name, None)
    names = attributes.get("class")
    if names and _HIDING.search(names):
        attributes["class"] = _HIDING.sub(" ", names).strip()
