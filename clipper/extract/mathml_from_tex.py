"""TeX → MathML, written by our own hand: an allow-list of elements and attributes, and no HTML within.

Formulas are converted when the article is already safe, because in `<math>` the rules of another language
hold, which a sanitiser of HTML had better not be asked about.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FORMULA = re.compile(r"<math\b((?:[^<>\"]|\"[^\"]*\")*)>[^<]*</math>")
_LATEX = re.compile(r'\bdata-latex="([^"]*)"')
_ELEMENTS = vocabulary(
    "mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr "
    "mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts none"
)
_ATTRIBUTES = vocabulary(
    "accent accentunder columnalign columnlines columnspacing depth displaystyle fence form height largeop "
    "linebreak linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing "
    "rspace scriptlevel separator stretchy symmetric voffset width"
)
_VALUE = re.compile(r"[\w.%+\- ]{1,80}")

LONGEST = 2000
"""Characters; a longer formula keeps its TeX alone."""

DEEPEST = 40
"""Braces within one another; deeper, the converter may run out of stack."""

MOST = 1000
"""Formulas of one article; those after them keep their TeX alone."""


def with_mathml(html: str) -> str:
    """Safe HTML whose formulas have their MathML, where their TeX can be read."""
    return _FORMULA.sub(_converted, html, count=MOST) if "<math" in html else html


def _converted(match: re.Match[str]) -> str:
    latex = _LATEX.search(match[1])
    inside = mathml(unescape(latex[1])) if latex is not None else ""
    return f"<math{match[1]}>{inside}</math>" if inside else match[0]


def mathml(latex: str) -> str:
    """The inside of a `<math>` element for TeX; "" where it cannot be read."""
    if len(latex) > LONGEST or _depth(latex) > DEEPEST:
        return ""
    # Loading its table of signs takes a tenth of a second: only pages with formulas pay for it.
    from latex2mathml import converter, exceptions

    try:
        made = converter.convert_to_element(latex)
    except (
        exceptions.NumeratorNotFoundError,
        exceptions.DenominatorNotFoundError,
        exceptions.ExtraLeftOrMissingRightError,
        exceptions.MissingSuperScriptOrSubscriptError,
        exceptions.DoubleSubscriptsError,
        exceptions.DoubleSuperscriptsError,
        exceptions.NoAvailableTokensError,
        exceptions.InvalidStyleForGenfracError,
        exceptions.MissingEndError,
        exceptions.InvalidAlignmentError,
        exceptions.InvalidWidthError,
        exceptions.LimitsMustFollowMathOperatorError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RuntimeError,
        StopIteration,
    ):
        return ""
    pieces: list[str] = []
    _write(made, pieces, 0)
    written = "".join(pieces)
    return "" if "\\" in unescape(re.sub(r"<[^>]*>", "", written)) else written


def _depth(latex: str) -> int:
    depth = deepest = 0
    for sign in re.findall(r"(?<!\\)[{}]|\\left|\\right|\\begin|\\end", latex):
        depth += 1 if sign in {"{", "\\left", "\\begin"} else -1
        deepest = max(deepest, depth)
    return deepest


def _write(element: Element, pieces: list[str], depth: int) -> None:
    name = element.tag if element.tag in _ELEMENTS and depth < 4 * DEEPEST else ""
    if name:
        attributes = "".join(
            f' {key}="{value}"'
            for key, value in sorted(element.attrib.items())
            if key in _ATTRIBUTES and _VALUE.fullmatch(value)
        )
        pieces.append(f"<{name}{attributes}>")
    if element.text:
        # the converter gives signs as character references
        pieces.append(escape(_visible(unescape(element.text)), quote=False).replace("\u00a0", "&nbsp;"))
    for child in element:
        _write(child, pieces, depth + 1)
    if name:
        pieces.append(f"</{name}>")


def _visible(said: str) -> str:
    return "".join(sign for sign in said if sign.isprintable() or sign == "\u00a0")
