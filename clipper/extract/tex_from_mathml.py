"""MathML → TeX, for formulas whose page gives no TeX: enough for fractions, scripts, roots and tables."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_LOCAL = re.compile(r"^(?:\{[^}]*\}|\w+:)")
_SIGNS = {
    "−": "-",
    "⁢": "",
    "⁡": "",
    "⁣": "",
    "\u00a0": r"\ ",
    "×": r"\times",
    "·": r"\cdot",
    "⋅": r"\cdot",
    "÷": r"\div",
    "±": r"\pm",
    "∓": r"\mp",
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    "≈": r"\approx",
    "≡": r"\equiv",
    "∼": r"\sim",
    "∝": r"\propto",
    "∞": r"\infty",
    "∑": r"\sum",
    "∏": r"\prod",
    "∫": r"\int",
    "∮": r"\oint",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∈": r"\in",
    "∉": r"\notin",
    "⊂": r"\subset",
    "⊆": r"\subseteq",
    "∪": r"\cup",
    "∩": r"\cap",
    "∅": r"\emptyset",
    "∀": r"\forall",
    "∃": r"\exists",
    "¬": r"\neg",
    "∧": r"\wedge",
    "∨": r"\vee",
    "→": r"\to",
    "←": r"\leftarrow",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
    "↦": r"\mapsto",
    "…": r"\ldots",
    "⋯": r"\cdots",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "‖": r"\|",
    "′": "'",
    "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}",
    "ℤ": r"\mathbb{Z}",
    "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}",
    "ℏ": r"\hbar",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "$": r"\$",
    "_": r"\_",
    "\\": r"\backslash",
}
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (\w+)")
_ACCENTS = {
    "^": "hat",
    "ˆ": "hat",
    "¯": "bar",
    "‾": "overline",
    "~": "tilde",
    "˜": "tilde",
    "→": "vec",
    "⃗": "vec",
    "˙": "dot",
    ".": "dot",
    "¨": "ddot",
    "ˇ": "check",
    "⏞": "overbrace",
}
_FUNCTIONS = vocabulary(
    "arccos arcsin arctan cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim ln log max min Pr sec "
    "sin sinh sup tan tanh"
)
_DEEPEST = 60


def tex_from_mathml(math: HtmlElement) -> str:
    """The TeX of a MathML element; "" where it says nothing."""
    return re.sub(r"\s+", " ", _row(math, 0)).strip()


def _name(node: HtmlElement) -> str:
    return _LOCAL.sub("", str(node.tag)).lower()


def _row(node: HtmlElement, depth: int) -> str:
    children = [child for child in node if isinstance(child.tag, str)]
    if not children:
        return _signs(node.text or "")
    if depth > _DEEPEST:
        return _signs("".join(node.itertext()))
    return " ".join(piece for child in children if (piece := _one(child, depth + 1)))


def _one(node: HtmlElement, depth: int) -> str:
    name = _name(node)
    if name in {"annotation", "annotation-xml", "style", "script", "mprescripts", "none"}:
        return ""
    writer = _WRITERS.get(name)
    if writer is not None:
        return writer(node, depth)
    if name == "mspace":
        return r"\\" if node.get("linebreak") == "newline" else r"\ "
    return _row(node, depth)


def _signs(said: str) -> str:
    pieces = [_sign(sign) for sign in said.strip()]
    text = ""
    for piece in pieces:
        parted = re.search(r"\\[A-Za-z]+$", text) and piece[:1].isalnum()
        text += f" {piece}" if parted else piece
    return text


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    greek = _GREEK.fullmatch(unicodedata.name(sign, "")) if ord(sign) > 0x36F else None
    if greek is not None:
        letter = greek[2].lower().replace("lamda", "lambda")
        if letter in _PLAIN_GREEK:
            return sign
        return f"\\{letter.capitalize() if greek[1] == 'CAPITAL' else letter}"
    return sign


_PLAIN_GREEK = frozenset(("omicron", "final"))


def _identifier(node: HtmlElement, _depth: int) -> str:
    said = "".join(node.itertext()).strip()
    if said in _FUNCTIONS:
        return f"\\{said}"
    if len(said) > 1 and said.isascii() and said.isalpha():
        return f"\\mathrm{{{said}}}"
    variant = {"bold": "mathbf", "double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak"}
    style = variant.get(node.get("mathvariant") or "")
    return f"\\{style}{{{_signs(said)}}}" if style and said else _signs(said)


def _words(node: HtmlElement, _depth: int) -> str:
    for hidden in [*node.iter("style", "script", "textarea")]:
        tree.drop(hidden)
    said = tree.text(node)
    said = re.sub(r"[{}\\$%#&_]", lambda sign: _SIGNS[sign[0]], said)
    return f"\\text{{{said}}}" if said else r"\ "


def _parts(node: HtmlElement, depth: int, count: int) -> list[str]:
    parts = [_one(child, depth) for child in node if isinstance(child.tag, str)][:count]
    return parts + [""] * (count - len(parts))


def _group(said: str) -> str:
    return said if len(said) == 1 or re.fullmatch(r"\\[A-Za-z]+", said) else f"{{{said}}}"


def _fraction(node: HtmlElement, depth: int) -> str:
    above, below = _parts(node, depth, 2)
    command = "binom" if (node.get("linethickness") or "").startswith("0") else "frac"
    return f"\\{command}{{{above}}}{{{below}}}"


def _superscript(node: HtmlElement, depth: int) -> str:
    base, raised = _parts(node, depth, 2)
    return f"{_group(base)}'" if raised == "'" else f"{_group(base)}^{{{raised}}}"


def _subscript(node: HtmlElement, depth: int) -> str:
    base, lowered = _parts(node, depth, 2)
    return f"{_group(base)}_{{{lowered}}}"


def _both(node: HtmlElement, depth: int) -> str:
    base, lowered, raised = _parts(node, depth, 3)
    return f"{_group(base)}_{{{lowered}}}^{{{raised}}}"


def _over(node: HtmlElement, depth: int) -> str:
    base, above = _parts(node, depth, 2)
    children = [child for child in node if isinstance(child.tag, str)]
    sign = "".join(children[1].itertext()).strip() if len(children) > 1 else ""
    if accent := _ACCENTS.get(sign):
        return f"\\{accent}{{{base}}}"
    return f"{base}^{{{above}}}" if base in _LARGE else f"\\overset{{{above}}}{{{base}}}"


def _under(node: HtmlElement, depth: int) -> str:
    base, below = _parts(node, depth, 2)
    if below in {"_", r"\_", "‾"}:
        return f"\\underline{{{base}}}"
    return f"{base}_{{{below}}}" if base in _LARGE else f"\\underset{{{below}}}{{{base}}}"


_LARGE = frozenset((r"\sum", r"\prod", r"\int", r"\oint", r"\lim", r"\max", r"\min", r"\sup", r"\inf"))


def _root(node: HtmlElement, depth: int) -> str:
    base, degree = _parts(node, depth, 2)
    return f"\\sqrt[{degree}]{{{base}}}"


def _table(node: HtmlElement, depth: int) -> str:
    rows = [
        " & ".join(_row(cell, depth + 2) for cell in row if isinstance(cell.tag, str))
        for row in node
        if isinstance(row.tag, str)
    ]
    inside = " \\\\ ".join(rows)
    return f"\\begin{{matrix}} {inside} \\end{{matrix}}"


def _fenced(node: HtmlElement, depth: int) -> str:
    separator = (node.get("separators") or ",").strip()[:1]
    inside = f"{separator} ".join(_one(child, depth) for child in node if isinstance(child.tag, str))
    opening, closing = (_signs(node.get(side) or sign) for side, sign in (("open", "("), ("close", ")")))
    return f"\\left{opening or '.'} {inside} \\right{closing or '.'}"


_WRITERS: dict[str, Callable[[HtmlElement, int], str]] = {
    "mi": _identifier,
    "mn": lambda node, _depth: _signs("".join(node.itertext())),
    "mo": lambda node, _depth: _signs("".join(node.itertext())),
    "mtext": _words,
    "ms": _words,
    "mfrac": _fraction,
    "msup": _superscript,
    "msub": _subscript,
    "msubsup": _both,
    "munderover": _both,
    "mover": _over,
    "munder": _under,
    "msqrt": lambda node, depth: f"\\sqrt{{{_row(node, depth)}}}",
    "mroot": _root,
    "mtable": _table,
    "mfenced": _fenced,
    "mphantom": lambda _node, _depth: "",
}
