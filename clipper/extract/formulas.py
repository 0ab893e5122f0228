"""Formulas in one form: `<math data-latex>` with the TeX as its text, the copies for the eye dropped.

`mathml_from_tex` gives them their MathML once the article is safe.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from clipper.extract import tree
from clipper.extract.formulas_drawn import formula_around, picture_of_drawing, tex_of_drawing
from clipper.extract.inventory import Inventory
from clipper.extract.tex_from_mathml import tex_from_mathml
from clipper.extract.tex_in_text import find_in_text, without_delimiters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_HOLDERS = re.compile(
    r"(?:^|\s)(?:katex(?:-display|-mathml|-block|-inline)?|MathJax\w*|MJX\w*|mjx-\S+|mwe-math-\S+|math-tex|"
    r"math-(?:inline|block|display)|tex|texhtml|ztext-math)(?:\s|$)"
)
_FOR_THE_EYE = re.compile(
    r"(?:^|\s)(?:katex-html|MathJax_Preview|MathJax_SVG(?:_Display)?|MathJax_CHTML|MathJax_Display|MathJax|"
    r"mjx-chtml|MJXc-display|MJX_Assistive_MathML|mwe-math-fallback-image-\w+)(?:\s|$)"
)
_DISPLAY = re.compile(
    r"(?:^|\s)(?:katex-display|katex-block|MathJax\w*_Display|MJXc-display|math-?display|display-?math|"
    r"math-block|mwe-math-element-block|mwe-math-fallback-image-display|display)(?:\s|$)"
)
_COPY_NAMES = ("katex-html", "MathJax", "mjx-chtml", "MJX", "mwe-math-fallback")
_NAMES = ("math", "Math", "latex", "LaTeX", "katex", "tex2jax", "formula", "equation", "mjx")
"""Parts of class names, one of which is on every page that holds formulas with classes."""

_DATA = ("data-latex", "data-tex", "data-katex", "data-expr", "data-math", "data-formula", "data-equation")
_TAGS = ("math", "mjx-container")
_DRAWN = frozenset(("svg", "math", "img"))
_SAID = etree.XPath("boolean(.//@data-latex)")
_SURE_DATA = frozenset(_DATA[:3])
_PICTURED = re.compile(
    r"latex\.php|(?:gif|png|svg)\.(?:image|latex|download)\?|[?/](?:tex|latex|math)[=/?]|[?&](?:tex|latex)=|"
    r"/equation\?|/mathtex|mimetex|/math/render/",
    re.IGNORECASE,
)
_PICTURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:latex|tex|texrender|mathjax|mwe-math-fallback-image-\w+|math|equation|formula)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PICTURE_SIGNS = ("tex", "TeX", "math", "equation", "formula")
_NO_TEX = re.compile(r"(?:the )?(?:equation|formula|math|image|latex|\[.*\])?[\s\d.:]*", re.IGNORECASE)
_STYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\b(.*)(?<!\\)\}$|^\\displaystyle\b(.*)$", re.DOTALL)
_CODED = re.compile(r"mjx-c([0-9A-F]{2,6})(?:\s|$)")
_SAYS = re.compile(r"[^\s\\{}~]")
LONGEST = 20_000
"""Characters of TeX; what is longer is no formula."""


def normalise_formulas(root: HtmlElement, inventory: Inventory | None = None) -> None:
    """Bring every formula into the one form: with the page's TeX, else with what its MathML says.

    `inventory` is that of the whole tree, where it was taken already.
    """
    inventory = inventory or Inventory(root)
    names = inventory.names
    scripted = _from_scripts(root)
    for math in tree.elements(root, *_TAGS):
        if math.getparent() is not None and next(math.iterancestors("math"), None) is None:
            _from_markup(math)
    if any(part in names for part in _COPY_NAMES):
        _drop_copies(root, all_of_them=scripted)
    maybe = scripted or inventory.holders("data-latex") or not inventory.tags.keys().isdisjoint(_TAGS)
    if any(part in names for part in _NAMES) or (maybe and _SAID(root)):
        _from_data(root)
        _from_drawings(root)
    _from_pictures(root)
    find_in_text(root, names, formula)


def _from_scripts(root: HtmlElement) -> bool:
    found = False
    for script in tree.elements(root, "script"):
        kind = script.get("type") or ""
        if not kind.startswith(("math/tex", "math/mml")) or not (script.text or "").strip():
            continue
        found = True
        said = script.text or ""
        display = "display" in kind
        if kind.startswith("math/mml"):
            math = tree.parse(f"<body>{said}").find(".//math")
            said = "" if math is None else _tex_of(math)
            display = display or (math is not None and math.get("display") == "block")
        if (made := formula(said, display=display)) is not None:
            tree.replace(script, made)
    return found


def _drop_copies(root: HtmlElement, *, all_of_them: bool) -> None:
    """Drop what only shows a formula that stands beside it; where it stands alone, it is to be seen."""
    for element in root.xpath(".//*[@class]"):
        names = element.get("class")
        if element.getparent() is None or _FOR_THE_EYE.search(names) is None:
            continue
        if element.find(".//math") is not None:
            continue
        if (all_of_them and element.tag != "img") or _beside_formula(element):
            tree.drop(element)
        else:
            element.attrib.pop("aria-hidden", None)


def _beside_formula(element: HtmlElement) -> bool:
    holder = element.getparent()
    return holder is not None and holder.find(".//math") is not None


def _end_at_drawing(container: HtmlElement) -> None:
    """What a container that nobody closed holds behind its drawing follows it: it is the page's own text."""
    svg = next(container.iterchildren("svg"), None)
    if svg is None:
        return
    behind = [one for one in svg.itersiblings() if not str(one.tag).startswith("mjx-")]
    said, svg.tail = svg.tail or "", None
    if not behind:
        container.tail = said + (container.tail or "")
        return
    for one in reversed(behind):
        container.addnext(one)
    container.tail = said


def _from_markup(math: HtmlElement) -> None:
    if math.tag == "mjx-container":
        if not any(one.tag in _DRAWN or str(one.tag).startswith("mjx-") for one in math.iterdescendants()):
            tree.unwrap(math)  # what it drew is gone: what it holds is text of the page
            return
        _end_at_drawing(math)
    holder = math
    display = math.get("display") in {"block", "true"} or "display" in (math.get("mode") or "")
    for above in math.iterancestors("span", "div", "mjx-container", "mjx-assistive-mml"):
        if above.tag in {"span", "div"} and _HOLDERS.search(above.get("class") or "") is None:
            break
        if sum(1 for _ in above.iter("math")) > 1:
            break
        holder = above
        display = display or above.get("display") == "true" or _is_display(above)
    latex = _tex_of(math)
    made = formula(latex, display=display or _is_display(holder))
    if made is not None:
        tree.replace(holder, made)
    elif math.tag == "math" and not tree.text(math):
        tree.drop(math)
    elif math.tag == "mjx-container":
        picture = picture_of_drawing(math)
        tree.replace(
            holder, tree.new("span", _coded(math) or tree.text(math)) if picture is None else picture
        )


def _is_display(element: HtmlElement) -> bool:
    return _DISPLAY.search(element.get("class") or "") is not None


def _tex_of(math: HtmlElement) -> str:
    """The TeX of a formula: as the page gives it, else read from its MathML."""
    if given := math.get("data-latex") or next(iter(math.xpath(".//*[@data-latex]/@data-latex")), ""):
        return str(given)
    for annotation in math.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower() and (annotation.text or "").strip():
            return annotation.text or ""
    if given := math.get("alttext") or math.get("data-tex"):
        return str(given)
    inner = math if math.tag == "math" else math.find(".//math")
    return tex_from_mathml(inner) if inner is not None else tex_of_drawing(math)


def _coded(container: HtmlElement) -> str:
    """The signs of a formula that a page draws one by one, each named by its number."""
    codes = (match[1] for one in container.iter("mjx-c") for match in _CODED.finditer(one.get("class") or ""))
    signs = (chr(int(code, 16)) for code in codes if int(code, 16) < 0x110000)
    said = unicodedata.normalize("NFKC", "".join(signs))
    return tree.without_controls(said)


def _from_data(root: HtmlElement) -> None:
    asked = " or ".join(f"@{name}" for name in _DATA)
    for element in root.xpath(f".//*[self::span or self::div or self::p][{asked}]"):
        if element.getparent() is None or element.find(".//math") is not None:
            continue
        name = next(name for name in _DATA if element.get(name) is not None)
        said = element.get(name) or ""
        names = element.get("class") or ""
        if name not in _SURE_DATA and not any(part in names for part in _NAMES):
            continue
        if not re.search(r"\w", said) or said.lstrip().startswith(('{"', "[")):
            continue
        display = _is_display(element) or (element.tag == "div" and "inline" not in names)
        if (made := formula(said, display=display)) is not None:
            tree.replace(element, made)


def _from_drawings(root: HtmlElement) -> None:
    for svg in tree.elements(root, "svg"):
        holder = formula_around(svg)
        if holder is None or holder.find(".//math") is not None:
            continue
        made = formula(tex_of_drawing(holder), display=_is_display(holder))
        if made is None:
            made = picture_of_drawing(svg)
        if made is not None:
            tree.replace(holder, made)


def _from_pictures(root: HtmlElement) -> None:
    for image in tree.elements(root, "img"):
        alt = (image.get("alt") or "").strip()
        source = image.get("src") or ""
        names = image.get("class") or ""
        told = f"{names} {source[:2000]}" if not source.startswith("data:") else names
        if alt[:1] != "$" and not any(sign in told for sign in _PICTURE_SIGNS):
            continue
        pictured = _PICTURED.search(source) is not None
        named = _PICTURE_NAMES.search(names) is not None
        bordered = len(alt) > 2 and alt[0] == alt[-1] == "$" and "$" not in alt.strip("$")
        if not (pictured or named or bordered):
            continue
        said = next((tex for tex in _pictured_tex(alt, source) if not _NO_TEX.fullmatch(tex)), "")
        if (named or bordered) and not pictured and not re.search(r"[\\^_{}=+$]|^\w$", said):
            continue
        if (made := formula(said, display=_is_display(image))) is not None:
            tree.replace(image, made)


def _pictured_tex(alt: str, source: str) -> Iterator[str]:
    yield alt
    try:
        query = urlsplit(source).query
    except ValueError:
        return
    given = dict(parse_qsl(query, keep_blank_values=True))
    yield given.get("latex") or given.get("tex") or given.get("chl") or ""
    if "=" not in query.partition("&")[0]:
        yield unquote(query)


def formula(latex: str, *, display: bool) -> HtmlElement | None:
    """The element of a formula; None where the TeX says nothing, or is too long to be one formula."""
    latex = without_delimiters(latex.strip())
    latex = tree.without_controls(latex if display else " ".join(latex.split()))
    if match := _STYLE.match(latex):
        latex = (match[1] if match[1] is not None else match[2]).strip()
    if len(latex) > LONGEST or _SAYS.search(latex) is None:
        return None
    made = tree.new("math", latex)
    made.set("data-latex", latex)
    if display:
        made.set("display", "block")
    return made
