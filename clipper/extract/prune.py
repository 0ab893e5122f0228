"""Takes out what no reader wants before the article is looked for: what is hidden, and obvious furniture.

Judged by general signs only: tag, role, class and id words, link density, wording; and never where the
element holds a good part of the page's prose, whatever it is called.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from clipper.extract import tree
from clipper.extract.hidden import hides_by_name, is_hidden, is_tricked_away
from clipper.extract.vocabulary import vocabulary
from clipper.extract.wording import (
    COMMENTS,
    CONTROLS,
    COOKIES,
    FOOTER,
    MENU,
    OTHER,
    SIDEBAR,
    furniture_by_name,
)
from clipper.model import Removal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory
    from clipper.extract.measure import Part, Parts
    from clipper.extract.taken import Taken

# Attributes that know their elements: far fewer than all elements of a page, each of which would be asked.
_MODAL: Any = etree.XPath(".//@aria-modal[. = 'true']")
_DIALOGS: Any = etree.XPath(".//@role[. = 'dialog' or . = 'alertdialog']")

_NEVER_SEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "link",
    "meta",
    "base",
    "param",
    "track",
    "datalist",
    "canvas",
    "area",
    "map",
    "frame",
    "frameset",
    "noframes",
    "dialog",
)
_CONTROLS = ("input", "select", "textarea", "button", "dialog")
_ROLES = {
    "navigation": MENU,
    "menu": MENU,
    "menubar": MENU,
    "banner": MENU,
    "contentinfo": FOOTER,
    "complementary": SIDEBAR,
    "search": OTHER,
    "dialog": OTHER,
    "alertdialog": OTHER,
    "toolbar": OTHER,
}
_TAGS = {"nav": MENU, "menu": MENU, "footer": FOOTER, "aside": SIDEBAR, "form": OTHER}
_JUDGED = vocabulary(
    "div section aside nav footer header ul ol dl p span form table menu figure h2 h3 h4 h5 h6 a li "
    "details "
    "blockquote iframe article fieldset address"
)

_PROSE_TAGS = vocabulary("article h2 h3 h4 h5 h6 figure blockquote table dl")

LONGEST_FORMULA = 2000
"""Characters, with all ways to write it, of a hidden element that may hold a formula and nothing else."""

LEAST_BESIDE = 200
"""Characters of prose that a page must have beside a window that opens over it."""

MOST_PROSE_LOST = 0.3
"""An element with a greater share of the page's prose is never taken for furniture."""


def drop_unseen(root: HtmlElement, inventory: Inventory, *, cautious: bool = False) -> None:
    """Take out scripts and what the page hides; `cautious`: only what can never be read.

    The `inventory` may be older than the forms of pictures and embeds, for these put in nothing hidden.

    What holds most of the page's text is kept though it is hidden, for a script may show it; not so where
    it is shown in a way that nobody can read it. Formulas stay for later: some are hidden beside a picture.
    """
    head = root.find("head")
    if head is not None:
        root.remove(head)
    for element in tree.elements(root, *_NEVER_SEEN):
        if not _is_read_later(element):
            tree.drop(element)
    styled = [element for element, _ in inventory.holders("style")]
    coloured = [font for font in inventory.of("font") if font.get("color")]
    for element in (*styled, *coloured):
        if element.tag not in {"html", "body"} and is_tricked_away(element):
            tree.drop(element)
    if not cautious:
        _drop_hidden(root, inventory)


def _is_read_later(element: HtmlElement) -> bool:
    """Whether an element that is never shown as such is a formula's source, or a dialog that stands open."""
    if element.tag == "dialog":
        return element.get("open") is not None
    return element.tag == "script" and (element.get("type") or "").startswith("math/")


def _drop_hidden(root: HtmlElement, inventory: Inventory) -> None:
    whole = 0
    for element in _hidden_elements(inventory):
        if next(element.iterdescendants("math"), None) is not None and (
            len(element.text_content()) < LONGEST_FORMULA
        ):
            continue
        whole = whole or len(root.text_content())
        if len(element.text_content()) < whole * 0.6 or element.get("hidden") is not None:
            tree.drop(element)


def _hidden_elements(inventory: Inventory) -> list[HtmlElement]:
    """The elements that say they are not shown, in the order of the page."""
    names = {name for name in inventory.classes if hides_by_name(name)}
    signs = [element for name in ("hidden", "style", "aria-hidden") for element, _ in inventory.holders(name)]
    signs += [element for element, name in inventory.holders("class") if name in names] if names else []
    hidden = {element for element in signs if is_hidden(element)}
    if not hidden:
        return []
    return [one for one in inventory.elements if one in hidden and one.tag not in {"html", "body"}]


def drop_controls(body: HtmlElement) -> list[Removal]:
    """Take out buttons and form fields; what they say. A button that is a heading's text becomes text."""
    removed: list[Removal] = []
    for element in tree.elements(body, *_CONTROLS):
        if element.tag == "button" and (_long(element) or _is_heading(element)):
            element.tag = "span"
            continue
        if element.tag == "input" and element.get("type") == "checkbox" and _in_list(element):
            continue
        if element.getparent() is None:
            continue
        said = tree.words(element)
        if said:
            removed.append(Removal(CONTROLS, said))
        tree.drop(element)
    for element in tree.elements(body, "script"):
        tree.drop(element)
    return removed


def _is_heading(button: HtmlElement) -> bool:
    return next(button.iterancestors(*tree.HEADINGS), None) is not None


def show_fallback(body: HtmlElement) -> None:
    """Unwrap a `<noscript>` that holds the page's text for readers without scripts."""
    fallbacks = [element for element in body.iter("noscript") if len(element.text_content()) > 300]
    if not fallbacks:
        return
    shown = sum(
        len(said)
        for said in body.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    )
    for element in fallbacks:
        if len(element.text_content()) > shown * 0.5:
            element.tag = "div"


def _long(element: HtmlElement) -> bool:
    return len(element.text_content()) > 400


def _in_list(box: HtmlElement) -> bool:
    above = box.getparent()
    return above is not None and (
        above.tag == "li" or (above.tag in {"label", "p"} and above.getparent().tag == "li")
    )


def take_furniture(body: HtmlElement, parts: Parts, taken: Taken) -> None:
    """Take out menus, sidebars, share bars, promotions and the like."""
    _take_windows(body, parts, taken)
    page = replace(parts[body])
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        part = parts.get(element)
        if part is None:
            continue
        reason = _furniture(element, part, page, parts)
        if reason is None:
            stack.extend(reversed(element))
        else:
            taken.take(element, reason)


def _take_windows(body: HtmlElement, parts: Parts, taken: Taken) -> None:
    """Take out what opens over the page, such as its terms, and its choice of cookies, however much they say.

    Where the page says next to nothing beside them, they stay: then it is what the page is about.
    """
    found = {one.getparent() for signs in (_MODAL, _DIALOGS) for one in signs(body)}
    windows = [element for element in body.iter(etree.Element) if element in found] if found else []
    notices = [element for element in body if element.tag in _JUDGED and _is_notice(element)]
    for element in (*notices, *windows):
        part = parts.get(element)
        if part is None or element is body or parts[body].prose - part.prose < LEAST_BESIDE:
            continue
        if body not in element.iterancestors():  # it went with a window around it
            continue
        taken.take(element, COOKIES if element in notices else OTHER)


def _is_notice(element: HtmlElement) -> bool:
    """Whether an element tells of cookies by its name, and is no text about biscuits."""
    if element.tag == "article" or element.find(".//h1") is not None:
        return False
    return furniture_by_name(f"{element.get('class') or ''} {element.get('id') or ''}") == COOKIES


def _furniture(element: HtmlElement, part: Part, page: Part, parts: Parts) -> str | None:
    """The reason to take the element out, or None where it has no sign of furniture or holds too much."""
    if element.tag not in _JUDGED:
        return None
    reason = _sign(element)
    if reason is None or _holds_too_much(part, page, reason) or _is_wanted(element, part, reason):
        return None
    if element.find(".//h1") is not None:
        return None
    holder = next(element.iterdescendants("article", "main"), None)
    return None if holder is not None and parts[holder].prose > page.prose * 0.1 else reason


def _holds_too_much(part: Part, page: Part, reason: str) -> bool:
    """Whether an element has so much of the page's text that its name must be wrong."""
    if reason == COMMENTS:
        return page.prose - part.prose < 600 and part.prose > page.prose * MOST_PROSE_LOST
    return part.prose > page.prose * MOST_PROSE_LOST or part.text > page.text * 0.6


def _is_wanted(element: HtmlElement, part: Part, reason: str) -> bool:
    """Whether a sign counts for nothing here: on prose of its own, in code, inside an article."""
    if reason != COMMENTS and part.prose and element.tag in _PROSE_TAGS:
        return True
    if next(element.iterancestors("pre", "code"), None) is not None:
        return True
    mostly_text = part.prose > 0 and part.link_density < 0.2
    inside = next(element.iterancestors("article", "main"), None) is not None
    if reason in {SIDEBAR, OTHER} and mostly_text and inside:
        return True
    return reason == MENU and part.prose > 300 and part.link_density < 0.25


def _sign(element: HtmlElement) -> str | None:
    get = element.get
    role = get("role")
    if role and (reason := _ROLES.get(role)):
        return reason
    if get("itemprop") == "aggregateRating":
        return OTHER
    names = f"{get('class') or ''} {get('id') or ''}"
    if len(names) > 1 and (reason := furniture_by_name(names)):
        return reason
    tag = element.tag
    if (
        tag in {"aside", "footer"}
        and next(element.iterancestors("article", "blockquote", "figure"), None) is not None
    ):
        return None
    return _TAGS.get(tag)
