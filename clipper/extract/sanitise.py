"""The one place where HTML is made safe: an allow-list of tags, attributes and address schemes."""

from __future__ import annotations

import re

import nh3

from clipper.extract.vocabulary import vocabulary

TAGS = vocabulary(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div "
    "dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark math ol p pre q rp rt ruby s samp "
    "section small "
    "span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var"
)

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "id", "class"},
    "abbr": {"title"},
    "blockquote": {"cite", "class", "data-callout", "data-fold"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "input": {"type", "checked", "disabled"},
    "li": {"id", "value"},
    "math": {"data-latex", "display"},
    "ol": {"start", "reversed", "type"},
    "p": {"class"},
    "pre": {"class"},
    "section": {"class"},
    "sup": {"id"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}

_SCHEMES = {"http", "https", "mailto", "data"}
_CLEAN_CONTENT = {
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
    "select",
    "textarea",
    "title",
}
_INPUT = {"type": "checkbox"}

_IGNORED = re.compile(r"[\t\n\r]|^[\x00-\x20]+")
"""What a browser passes over when it looks for an address's scheme."""

_ADDRESS_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_SCHEMES_OF = {
    "href": frozenset(("http", "https", "mailto")),
    "cite": frozenset(("http", "https")),
    "src": frozenset(("http", "https")),
}
_OF_THE_WEB = ("https:", "http:")
_DATA_PICTURE = re.compile(r"data:image/[\w.+\-]+[;,]", re.IGNORECASE)
_NUMBER = r"\s*-?\d{1,9}\s*"
_VALUES = {
    "id": r"fn(?:ref)?:[\w:\-]{1,80}",
    "class": r"footnotes|footnote-backref|citation|callout(?:-title)?|language-[\w:+#.\-]{1,80}",
    "lang": r"[A-Za-z0-9_\-]{0,40}",
    "dir": r"(?i:ltr|rtl|auto)",
    "align": r"(?i:left|right|center|justify)",
    "data-callout": r"[a-z\-]{1,30}",
    "data-fold": r"open|closed",
    "open": r"",
    "scope": r"(?i:row|col|rowgroup|colgroup)",
    "display": r"block|inline",
    "width": r"\s*\d{1,9}(?:px)?\s*",
    "height": r"\s*\d{1,9}(?:px)?\s*",
    **dict.fromkeys(("colspan", "rowspan", "span", "start", "value"), _NUMBER),
}
_ALLOWED_VALUE = {name: re.compile(pattern) for name, pattern in _VALUES.items()}
_NUMBERING = re.compile(r"[1aAiI]")

_FORMULA = re.compile(r"""(<math\b(?:[^<>"]|"[^"]*")*>|</math>)""")
_TAG = re.compile(r"""<(?:[^<>"]|"[^"]*")*>""")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value that may stay, or None: an address by its scheme, all else but words by its form."""
    schemes = _SCHEMES_OF.get(name)
    if schemes is not None:
        if value.startswith(_OF_THE_WEB):
            return value
        return value if _may_lead_there(value, name, schemes) else None
    if tag == "ol" and name == "type":
        return value if _NUMBERING.fullmatch(value) else None
    allowed = _ALLOWED_VALUE.get(name)
    return value if allowed is None or allowed.fullmatch(value) else None


def may_have(tag: str, name: str, value: str) -> bool:
    """Whether an element that comes out may have this attribute with this value."""
    known = name in _ATTRIBUTES["*"] or name in _ATTRIBUTES.get(tag, ())
    return known and _attribute(tag, name, value) is not None


def _may_lead_there(address: str, name: str, schemes: frozenset[str]) -> bool:
    """Whether the address is relative or of one of the schemes; a data address only as a picture.

    A `data:` SVG is a picture too: as one, it neither runs nor loads anything.
    """
    read = _IGNORED.sub("", _IGNORED.sub("", address))
    scheme = _ADDRESS_SCHEME.match(read)
    if scheme is None or scheme[1].lower() in schemes:
        return True
    return name == "src" and _DATA_PICTURE.match(read) is not None


def sanitise(html: str) -> str:
    """The HTML with nothing in it that runs, loads, styles or posts. Safe to call again on its result."""
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        set_tag_attribute_values={"input": dict(_INPUT)},
        url_schemes=_SCHEMES,
        clean_content_tags=_CLEAN_CONTENT,
        link_rel=None,
        strip_comments=True,
    )
    return _plain_formulas(clean) if "<math" in clean else clean


def _plain_formulas(clean: str) -> str:
    """Formulas of words alone: within `<math>` the rules of another language hold for elements."""
    pieces = []
    depth = 0
    for odd, piece in enumerate(_FORMULA.split(clean)):
        if not odd % 2:
            pieces.append(_TAG.sub("", piece) if depth else piece)
            continue
        closing = piece.startswith("</")
        depth -= closing
        if not depth:
            pieces.append(piece)
        depth += not closing
    return "".join(pieces)
