"""Formulas that a page only draws: what a drawing says of itself as TeX, or else the drawing as a picture."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from clipper.extract import tree
from clipper.extract.tex_from_mathml import tex_from_mathml

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:katex|mathjax|MathJax_SVG\w*|math|maths|equation|formula|latex|tex)(?:$|[\s_-])",
    re.IGNORECASE,
)
_IS_TEX = re.compile(
    r"\\[a-zA-Z]{2,}|[\^_]\{|[\w)}\]][\^_]\w|^[\w\s+\-*/=<>(),.]*=[\w\s+\-*/=<>(),.\\^{}]*$|^\w$"
)
_MOVED = re.compile(r"translate\(\s*-?[\d.]+[\s,]+(-?[\d.]+)")
_ROWS = frozenset(("math", "TeXAtom", "mstyle", "mpadded", "semantics", "inferredMrow"))
_HIGH_AND_LOW = frozenset(("msubsup", "munderover"))
_SURD = "√"
_SHAPES = frozenset(
    ("path", "use", "rect", "line", "polygon", "polyline", "circle", "ellipse", "text", "tspan")
)
_SIZE = re.compile(r"([\d.]+)(px|ex|em)?")
_PIXELS = {"": 1.0, "px": 1.0, "ex": 8.0, "em": 16.0}
DRAWN = "data-drawn"
"""Says of a picture until pictures are looked at that it was drawn in the page, and is no placeholder."""

HIGHEST = 7
"""Elements around a drawing that are asked whether they hold a formula."""

LARGEST = 200_000
"""Characters of a drawing; a larger one is no formula."""


def formula_around(svg: HtmlElement) -> HtmlElement | None:
    """The outermost element near a drawing that is named for a formula and holds nothing else, or None."""
    found = None
    for number, one in enumerate((svg, *svg.iterancestors())):
        if number > HIGHEST or (one is not svg and len(list(islice(one.iter("svg"), 2))) > 1):
            break
        if one.tag == "mjx-container" or _NAMED.search(one.get("class") or ""):
            found = one
        if one.tag in tree.BLOCKS and one.tag not in {"div", "figure"}:
            break
    return found if found is not None and not tree.text(_without_words(found)) else None


def _without_words(holder: HtmlElement) -> HtmlElement:
    """A copy of the holder without the words of its drawing, which readers do not see."""
    twin = tree.parse_clean(etree.tostring(holder, encoding="unicode", method="html", with_tail=False))
    for one in tree.elements(twin, "svg"):
        tree.drop(one)
    return twin


def tex_of_drawing(holder: HtmlElement) -> str:
    """The TeX of a drawn formula: as its attributes or its title give it, or read from its parts; or ""."""
    for one in (holder, *holder.iterdescendants()):
        if not isinstance(one.tag, str):
            continue
        if given := one.get("data-latex") or one.get("data-tex"):
            return str(given)
        if written := one.get("data-mathml"):
            math = tree.parse(f"<body>{written}").find(".//math")
            if math is not None:
                return _annotated(math) or tex_from_mathml(math)
        label = one.text if one.tag in {"title", "desc"} else one.get("aria-label")
        if label and _IS_TEX.search(label.strip()):
            return str(label).strip()
    drawn = next((one for one in holder.iter("g") if one.get("data-mml-node") == "math"), None)
    return "" if drawn is None else tex_from_mathml(_as_mathml(drawn))


def _annotated(math: HtmlElement) -> str:
    given = (one.text for one in math.iter("annotation") if "tex" in (one.get("encoding") or ""))
    return next((said for said in given if said), "")


def _as_mathml(drawn: HtmlElement) -> HtmlElement:
    """MathML of a drawing whose groups say what they draw, and whose shapes say which sign."""
    name = drawn.get("data-mml-node") or "mrow"
    made = tree.new("mrow" if name in _ROWS else name)
    inner = _parts(drawn)
    if name in {"mi", "mn", "mo", "mtext", "ms"} or not inner:
        made.text = _signs(drawn)
        return made
    if name in _HIGH_AND_LOW and len(inner) == 3:
        # the drawing's order is not that of MathML: what is lower comes first there
        inner[1:] = sorted(inner[1:], key=lambda one: _height(one, drawn))
    for part in inner:
        child = _as_mathml(part)
        if name in {"msqrt", "mroot"} and child.tag == "mo" and child.text == _SURD:
            continue
        made.append(child)
    return made


def _parts(drawn: HtmlElement) -> list[HtmlElement]:
    """The nearest groups inside that say what they draw, in order."""
    found: list[HtmlElement] = []
    stack = list(reversed(drawn))
    while stack:
        one = stack.pop()
        if one.get("data-mml-node"):
            found.append(one)
        else:
            stack.extend(reversed(one))
    return found


def _height(part: HtmlElement, within: HtmlElement) -> float:
    """How far a part is moved up, in the drawing's own measure."""
    moved = 0.0
    for one in (part, *tree.ancestors_until(part, within)):
        match = _MOVED.search(one.get("transform") or "")
        moved += float(match[1]) if match is not None else 0.0
    return moved


def _signs(drawn: HtmlElement) -> str:
    codes = (
        code
        for one in drawn.iter()
        if (code := one.get("data-c")) and re.fullmatch(r"[0-9A-Fa-f]{2,6}", code)
    )
    said = "".join(chr(int(code, 16)) for code in codes if int(code, 16) < 0x110000)
    said = said or "".join(one.text or "" for one in drawn.iter("text"))
    return tree.without_controls(unicodedata.normalize("NFKC", said))


def _kept_elsewhere(svg: HtmlElement) -> str | None:
    """The shapes that a drawing uses and the page keeps elsewhere, as definitions; None if one is missing."""
    ids = {one.get("id") for one in svg.iter() if one.get("id")}
    used = {(one.get("xlink:href") or one.get("href") or "#")[1:] for one in svg.iter("use")} - ids
    found = []
    for name in sorted(used):
        shape = next(iter(svg.getroottree().xpath("//*[@id=$name]", name=name)), None)
        if shape is None or shape.tag not in _SHAPES:
            return None
        found.append(etree.tostring(shape, encoding="unicode", with_tail=False))
    return f"<defs>{''.join(found)}</defs>" if found else ""


def picture_of_drawing(holder: HtmlElement) -> HtmlElement | None:
    """The drawing as a picture, described by what it says of itself; None where it draws nothing alone."""
    svg = holder if holder.tag == "svg" else holder.find(".//svg")
    if svg is None or not any(one.tag in _SHAPES for one in svg.iter()):
        return None
    labels = (one.get("aria-label") for one in (svg, holder))
    titles = (one.text for one in svg.iter("title", "desc"))
    said = next((" ".join(label.split()) for label in (*labels, *titles) if label), "")
    written = etree.tostring(svg, encoding="unicode", with_tail=False)
    kept = _kept_elsewhere(svg)
    if kept is None or len(written) > LARGEST:
        return None
    written = written.removesuffix("</svg>") + kept + "</svg>"
    if "xmlns=" not in written[: written.find(">")]:
        written = written.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    if "xlink:href" in written and "xmlns:xlink" not in written:
        written = written.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1)
    written = written.replace("viewbox=", "viewBox=")
    image = tree.new("img")
    image.set(DRAWN, "")
    image.set("src", f"data:image/svg+xml,{quote(written)}")
    if said:
        image.set("alt", said)
    for name in ("width", "height"):
        if (match := _SIZE.fullmatch(svg.get(name) or "")) is not None:
            image.set(name, str(round(float(match[1]) * _PIXELS[match[2] or ""])))
    return image
