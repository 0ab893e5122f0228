"""Formulas in one form: `<math data-latex>` with the TeX as its text, the copies for the eye dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FOR_THE_EYE = re.compile(
    r"(?:^|\s)(?:katex-html|MathJax_Preview|MathJax_SVG|MathJax_CHTML|MathJax_Display|"
    r"MJX_Assistive_MathML|mwe-math-fallback-image-\w+)(?:\s|$)"
)
_DISPLAY = re.compile(
    r"(?:^|\s)(?:katex-display|MathJax_Display|math-?display|display-?math|mwe-math-element-block)(?:\s|$)"
)
_STYLE = re.compile(r"^\{\\displaystyle\s+(.*)\}$", re.DOTALL)


def normalise_formulas(root: HtmlElement) -> None:
    """Bring every formula whose TeX the page holds into the one form; others become their plain symbols."""
    for script in tree.elements(root, "script"):
        kind = script.get("type") or ""
        if kind.startswith("math/tex") and (script.text or "").strip():
            tree.replace(script, _formula(script.text or "", display="display" in kind))
    for element in root.xpath(".//*[@class]"):
        shown = element.getparent() is not None and _FOR_THE_EYE.search(element.get("class")) is not None
        if shown and element.find(".//annotation") is None and element.find(".//math") is None:
            tree.drop(element)
    for math in tree.elements(root, "math"):
        if math.getparent() is None or math.get("data-latex"):
            continue
        latex = _latex_of(math)
        display = math.get("display") == "block" or any(
            _DISPLAY.search(above.get("class") or "") for above in math.iterancestors("span", "div")
        )
        if latex:
            tree.replace(math, _formula(latex, display=display))
        else:
            for inner in tree.elements(math, "style", "script", "annotation", "annotation-xml"):
                tree.drop(inner)
            tree.replace(math, tree.new("span", tree.text(math)))


def _latex_of(math: HtmlElement) -> str:
    for annotation in math.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower():
            return annotation.text or ""
    return math.get("alttext") or ""


def _formula(latex: str, *, display: bool) -> HtmlElement:
    latex = " ".join(latex.split()) if not display else latex.strip()
    if match := _STYLE.match(latex):
        latex = match[1].strip()
    made = tree.new("math", latex)
    made.set("data-latex", latex)
    if display:
        made.set("display", "block")
    return made
