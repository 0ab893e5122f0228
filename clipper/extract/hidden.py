"""Tells from an element's own attributes whether its text is kept from those who read the page."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ZERO = r"[+-]?0*+(?:\.0*)?(?:px|r?em|ex|ch|pt|v[wh]|%)?"
_END = r"\s*(?:;|!|$)"
_FAR = r"-\s*(?:\d{3,}|\d{2,}\.?\d*(?:r?em|ch|v[wh]|%))"
_NOT_SHOWN = re.compile(
    rf"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden|"
    rf"opacity\s*:\s*0*\.?0{{1,9}}[0-4]?%?{_END})",
    re.IGNORECASE,
)
_TRICKS = re.compile(
    rf"(?:^|;)\s*(?:font-size\s*:\s*(?:{_ZERO}|0*[12](?:\.\d+)?px|0*\.\d+px|0*\.[01]\d*r?em){_END}|"
    rf"font\s*:[^;]{{0,200}}?(?<![\d.])(?:{_ZERO}|[12]px)\s*(?:/|\s)|"
    rf"(?:left|right|top|bottom|text-indent|margin-(?:left|top|right))\s*:\s*{_FAR}|"
    rf"clip\s*:\s*rect\(\s*(?:[01](?:px)?[\s,]*)+\)|"
    rf"clip-path\s*:\s*(?:inset\(\s*(?:100|[5-9]\d)%|circle\(\s*0|polygon\(\s*(?:0(?:px|%)?[\s,]*)+\))|"
    rf"transform\s*:[^;]*(?:scale[xy]?\(\s*0*+(?:\.0*)?\s*[,)]|translate(?:3d|x|y)?\(\s*(?:0[a-z]{{0,4}}\s*,\s*)?{_FAR})|"
    rf"filter\s*:[^;]*opacity\(\s*{_ZERO}\s*\)|zoom\s*:\s*0*\.?0+{_END}|scale\s*:\s*0*\.?0+{_END})",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(
    rf"(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*(?:{_ZERO}|1px){_END}",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader(?:-text|-only)?|visually-?hidden|visuallyhidden|hidden|hide|d-none|"
    r"u-hidden|is-hidden|"
    r"element-invisible|assistive-text|a11y-hidden|offscreen)(?:\s|$)",
    re.IGNORECASE,
)
_REVEALED = re.compile(r"transform|transition|animation|will-change|filter", re.IGNORECASE)
_REVEALING = (
    "data-aos",
    "data-w-id",
    "data-animate",
    "data-animation",
    "data-sal",
    "data-scroll",
    "data-reveal",
)
_TRANSPARENT = re.compile(rf"(?:^|;)\s*opacity\s*:\s*0*\.?0{{1,9}}[0-4]?%?{_END}", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_SEEN_THOUGH_UNREAD = frozenset(("img", "figure", "picture", "svg"))
LOOKED_UP = 12
"""Ancestors asked for the colour behind a text."""

_COLOUR_NAMES = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250)}
_SEE_THROUGH = re.compile(
    r"transparent|(?:rgb|hsl)a?\((?:[^,/]*,){3}\s*(?:0+(?:\.0*)?|\.0+)%?\s*\)|(?:rgb|hsl)a?\([^/]*/\s*(?:0+(?:\.0*)?|\.0+)%?\s*\)|"
    r"#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)"
)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page says that the element is not shown, or not for now: a script may show it later."""
    get = element.get
    if get("hidden") is not None and get("hidden") != "until-found":
        return True
    style = get("style")
    if style and _NOT_SHOWN.search(plain := _plain(style)) and not _is_revealed(element, plain):
        return True
    if get("aria-hidden") == "true" and element.tag not in _SEEN_THOUGH_UNREAD and not _is_twin(element):
        return True
    names = get("class")
    return names is not None and hides_by_name(names)


@lru_cache(maxsize=8192)
def hides_by_name(names: str) -> bool:
    """Whether a class attribute has a name that sites give to what is not shown."""
    return _NAMES.search(names) is not None


def _is_revealed(element: HtmlElement, style: str) -> bool:
    """Whether what is see-through fades in when a reader comes to it: its style or attributes say how."""
    return (
        _TRANSPARENT.search(style) is not None
        and _NOT_SHOWN.search(_TRANSPARENT.sub(";", style)) is None
        and (_REVEALED.search(style) is not None or any(name in element.attrib for name in _REVEALING))
    )


def _is_twin(element: HtmlElement) -> bool:
    """Whether a link is only kept from keyboards, another beside it leading there too: all see it."""
    return element.tag == "a" and element.get("tabindex") == "-1" and element.get("href") is not None


def is_tricked_away(element: HtmlElement) -> bool:
    """Whether the element is shown so that nobody can read it: no size, off the page, ground on ground."""
    style = _plain(element.get("style") or "")
    return (style != "" and _is_trick(style)) or _has_colour_of_ground(element, style)


def is_out_of_sight(style: str | None) -> bool:
    """Whether a style alone keeps an element from being seen."""
    if not style:
        return False
    plain = _plain(style)
    return _NOT_SHOWN.search(plain) is not None or _is_trick(plain)


def _is_trick(style: str) -> bool:
    if _TRICKS.search(style) is not None:
        return True
    return _CUT_OFF.search(style) is not None and _NO_SIZE.search(style) is not None


def _plain(style: str) -> str:
    """The style without comments and escapes."""
    if "/*" in style:
        style = re.sub(r"/\*.*?(?:\*/|$)", "", style, flags=re.DOTALL)
    return _ESCAPE.sub(_unescaped, style) if "\\" in style else style


def _unescaped(escape: re.Match[str]) -> str:
    if escape[2]:
        return escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _has_colour_of_ground(element: HtmlElement, style: str) -> bool:
    """Whether the element's text has the colour that is said to be behind it; a page's own is white."""
    said = _last(_COLOUR, style) or (element.get("color") if element.tag == "font" else None)
    if not said:
        return False
    said = said.strip().lower()
    if _SEE_THROUGH.fullmatch(said):
        return "background-clip" not in style and "text-fill" not in style and "text-shadow" not in style
    colour = _colour(said)
    if colour is None:
        return False
    for above in (element, *islice(element.iterancestors(), LOOKED_UP)):
        around = above.get("style")
        ground = (_last(_GROUND, _plain(around)) if around else None) or above.get("bgcolor")
        if ground:
            behind = _colour(ground.strip().lower())
            return behind is not None and all(abs(a - b) <= 6 for a, b in zip(colour, behind, strict=True))
        if above.get("class") or above.get("id") or above.get("background"):
            return False  # its style sheet may say anything
    return all(part >= 249 for part in colour)


def _last(pattern: re.Pattern[str], style: str) -> str | None:
    found = pattern.findall(style)
    return str(found[-1]) if found else None


def _colour(said: str) -> tuple[int, ...] | None:
    """Red, green and blue up to 255, where they are plainly said."""
    if said in _COLOUR_NAMES:
        return _COLOUR_NAMES[said]
    if match := re.fullmatch(r"#([0-9a-f]{3})[0-9a-f]?", said):
        return tuple(int(digit * 2, 16) for digit in match[1])
    if match := re.fullmatch(r"#([0-9a-f]{6})(?:[0-9a-f]{2})?", said):
        return tuple(bytes.fromhex(match[1]))
    if match := re.match(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", said):
        return tuple(int(part) for part in match.groups())
    return None
