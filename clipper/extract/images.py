"""Pictures: the best source out of lazy attributes, srcset, `<picture>` and `<noscript>`, in plain `src`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from clipper.extract import tree
from clipper.extract.formulas_drawn import DRAWN
from clipper.extract.hidden import is_out_of_sight
from clipper.extract.links import absolute_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-hi-res-src",
    "data-full-src",
    "data-src-large",
    "data-image",
    "data-img-src",
    "data-url",
    "data-actualsrc",
    "data-echo",
    "data-orig-file",
    "data-large-file",
    "data-runner-src",
    "data-delayed-url",
    "data-path",
    "data-hires",
    "data-cfsrc",
    "nitro-lazy-src",
)
_LAZY_SETS = (
    "srcset",
    "data-srcset",
    "data-lazy-srcset",
    "data-original-set",
    "data-responsive",
    "nitro-lazy-srcset",
)
_KEPT_ATTRIBUTES = frozenset(("src", "alt", "title", "width", "height", "class", "id", "style", "itemprop"))
_CANDIDATE = re.compile(r"[\s,]*+(\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?(?:\s+\d+h)?\s*(?:,|$)")
_PLACEHOLDER = re.compile(
    r"^data:image/(?:gif|svg|png)[^,]*,.{0,700}$|^about:blank|(?:^|[/_.\-])(?:blank|spacer|placeholder|"
    r"transparent|pixel|1x1|"
    r"lazy[_-]?load|loading|grey|gray|empty|trans)\w*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER_SIGNS = (
    "blank",
    "spacer",
    "placeholder",
    "transparent",
    "pixel",
    "1x1",
    "lazy",
    "loading",
    "grey",
    "gray",
    "empty",
    "trans",
)
_TRACKER = re.compile(
    r"(?:^|[/.])(?:pixel|beacon|counter|track(?:er|ing)?|stats?|analytics|b\.scorecardresearch|"
    r"impression)s?[./?]|1x1|[?&](?:event|ev)=|"
    r"doubleclick|/b/ss/",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    r"(?:^|[\s_-])(?:icon|emoji|avatar|gravatar|logo|sprite|spinner|badge|author-photo)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_SIDES = {
    side: (re.compile(r"\s*(\d+)"), re.compile(rf"(?:^|[;\s]){side}\s*:\s*(\d+)px"))
    for side in ("width", "height")
}
_QR_CODE = re.compile(r"qr-?_?code|二维码|二維碼", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|svg)(?:[?#&]|$)", re.IGNORECASE)

WIDEST = 2600
"""Pixels; of a source set the largest picture up to this width is taken."""


def resolve_pictures(root: HtmlElement, base: str | None, inventory: Inventory) -> None:
    """Give every `<img>` its best absolute `src`; drop placeholders, trackers and those without a source."""
    _take_noscript(root)
    _take_backgrounds(root, inventory)
    for picture in tree.elements(root, "picture"):
        _flatten_picture(picture)
    for image in tree.elements(root, "img", "amp-img"):
        image.tag = "img"
        if image.attrib.pop(DRAWN, None) is not None:
            continue  # a formula, however small
        source = best_source(image)
        absolute = absolute_url(source, base) if source else None
        if absolute is None or _is_noise(image, absolute):
            tree.drop(image)
            continue
        if absolute.lower().startswith("file:"):
            tree.replace(image, tree.new("span", image.get("alt")))
            continue
        kept = {name: value for name, value in image.attrib.items() if name in _KEPT_ATTRIBUTES}
        image.attrib.clear()  # one by one, some could not be taken: no XML has their names
        image.attrib.update(kept | {"src": absolute})
        for side in ("width", "height"):
            if (given := image.get(side)) is not None and not given.strip().removesuffix("px").isdigit():
                del image.attrib[side]


def drop_unseen_pictures(root: HtmlElement) -> None:
    """Take out the pictures nobody was to see: they only report to their server that they were asked for."""
    unseen: set[HtmlElement] = set()
    for element in root.iter(etree.Element):
        hidden = element.get("hidden") is not None or is_out_of_sight(element.get("style"))
        if hidden or element.getparent() in unseen:
            unseen.add(element)
    for image in tree.elements(root, "img"):
        if image in unseen or _is_tracker(_sizes(image), image.get("src") or ""):
            tree.drop(image)


def best_source(image: HtmlElement) -> str | None:
    """The address of the best version of the picture, as written; None where only a placeholder is there."""
    for name in _LAZY_SETS:
        given = image.get(name)
        if given and (largest := largest_of(given)) and not _is_placeholder(largest):
            return largest
    for name in _LAZY:
        given = (image.get(name) or "").strip()
        if given and not given.startswith(("{", "[")) and not _is_placeholder(given) and " " not in given:
            return given
    source = (image.get("src") or "").strip()
    if source and not _is_placeholder(source):
        return source
    for name, given in image.attrib.items():
        if (
            str(name).startswith("data-")
            and _EXTENSION.search(str(given))
            and not re.search(r"[\s{]", str(given).strip())
        ):
            return str(given).strip()
    return source if source.startswith("data:image/") and len(source) > 300 else None


def _is_placeholder(address: str) -> bool:
    lowered = address.lower()
    if not lowered.startswith(("data:", "about:")) and not any(
        sign in lowered for sign in _PLACEHOLDER_SIGNS
    ):
        return False
    return _PLACEHOLDER.search(address) is not None


def largest_of(srcset: str) -> str | None:
    """The address of the largest picture of a source set that is no wider than WIDEST; else the smallest."""
    found: list[tuple[float, str]] = []
    at = 0
    while at < len(srcset) and len(found) < 64 and (match := _CANDIDATE.match(srcset, at)):
        if match.end() == at:
            break
        size = float(match[2]) if match[2] else 1.0
        found.append((size * 1000 if match[3] == "x" or not match[2] else size, match[1]))
        at = match.end()
    if not found:
        return None
    fitting = [one for one in found if one[0] <= WIDEST]
    return max(fitting, key=lambda one: one[0])[1] if fitting else min(found, key=lambda one: one[0])[1]


def _flatten_picture(picture: HtmlElement) -> None:
    """One `<img>` in the place of a `<picture>`: its own source set, else that of the first `<source>`."""
    image = next(picture.iter("img", "amp-img"), None)
    made = image is None
    if image is None:
        image = tree.new("img")
    if made or not (image.get("srcset") or image.get("data-srcset")):
        for source in picture.iter("source"):
            given = source.get("srcset") or source.get("data-srcset") or source.get("data-lazy-srcset")
            if given and not source.get("type", "").endswith(("avif", "jxl")):
                image.set("srcset", given)
                break
    image.tail = None
    tree.replace(picture, image)


def _take_backgrounds(root: HtmlElement, inventory: Inventory) -> None:
    """A figure without a picture of its own may show one as its ground; so may what is called a picture."""
    pictured = root.xpath(".//div[@role='img'][@style]") if "img" in inventory.roles else ()
    for holder in [*root.iter("figure"), *pictured]:
        if (
            next(holder.iter("img", "amp-img", "picture", "iframe", "video", "table", "pre"), None)
            is not None
        ):
            continue
        for element in [holder, *tree.elements(holder, "div", "span", "a")]:
            match = _BACKGROUND.search(element.get("style") or element.get("data-bg") or "")
            address = match[1].strip() if match else (element.get("data-bg") or "").strip()
            if not address or _is_placeholder(address):
                continue
            image = tree.new("img")
            image.set("src", address)
            image.set("alt", holder.get("aria-label") or element.get("aria-label") or "")
            if element is holder and holder.tag == "div" and not tree.words(holder):
                tree.replace(holder, image)
            else:
                image.tail, element.text = element.text, None
                element.insert(0, image)
            break


def _take_noscript(root: HtmlElement) -> None:
    """A picture kept in `<noscript>` replaces the placeholder beside it, or stands on its own."""
    for noscript in tree.elements(root, "noscript"):
        image = next(noscript.iter("img"), None)
        parent = noscript.getparent()
        if image is None or parent is None or parent.tag == "head" or len(tree.words(noscript)) > 40:
            continue
        if _is_noise(image, image.get("src") or ""):
            continue
        beside = _picture_beside(noscript)
        image.tail = None
        if beside is None:
            noscript.addprevious(image)
        elif best_source(beside) is None:
            tree.replace(beside, image)


def _picture_beside(noscript: HtmlElement) -> HtmlElement | None:
    for near in (noscript.getprevious(), noscript.getnext()):
        if near is None:
            continue
        if near.tag in {"img", "amp-img"}:
            return near
        found = list(near.iter("img"))
        if len(found) == 1 and not tree.words(near):
            return found[0]
    return None


def _sizes(image: HtmlElement) -> list[int | None]:
    sizes = []
    style = image.get("style")
    for side, (number, styled) in _SIDES.items():
        given = number.match(image.get(side) or "") or (styled.search(style) if style else None)
        sizes.append(int(given[1]) if given else None)
    return sizes


def _is_tracker(sizes: Sequence[int | None], source: str) -> bool:
    """Whether the picture is a dot, or its address that of a counter."""
    if any(size is not None and size <= 2 for size in sizes):
        return True
    # what looks for an extension is much the faster of the two
    return (
        not source.startswith("data:")
        and _EXTENSION.search(source) is None
        and _TRACKER.search(source) is not None
    )


def _is_noise(image: HtmlElement, source: str) -> bool:
    sizes = _sizes(image)
    if image.get("hidden") is not None or _is_tracker(sizes, source):
        return True
    if all(size is not None and size <= 24 for size in sizes) and not image.get("alt"):
        return True
    if _QR_CODE.search(source) or _QR_CODE.search(image.get("alt") or ""):
        return True
    return _names_decoration(image.get("class") or "") and not (sizes[0] and sizes[0] > 200)


@lru_cache(maxsize=2048)
def _names_decoration(names: str) -> bool:
    return _DECORATION.search(names) is not None
