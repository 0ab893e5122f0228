"""The one place where HTML is made safe: an allow-list of tags, attributes and address schemes."""

from __future__ import annotations

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
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "title", "width", "height"},
    "input": {"type", "checked", "disabled"},
    "li": {"id", "value"},
    "math": {"data-latex", "display"},
    "ol": {"start", "reversed", "type"},
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


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value that may stay, or None: data: only as a picture, classes and ids only our own."""
    lowered = value.strip().lower()
    if name in {"href", "cite"} and lowered.startswith("data:"):
        return None
    if name == "src" and lowered.startswith("data:") and not lowered.startswith("data:image/"):
        return None
    if name == "id":
        return value if value.startswith(("fn:", "fnref:")) else None
    if name == "class":
        return value if value in {"footnotes", "footnote-backref"} or value.startswith("language-") else None
    if tag == "input" and name == "type":
        return value if lowered == "checkbox" else None
    return value


def sanitise(html: str) -> str:
    """The HTML with nothing in it that runs, loads, styles or posts. Safe to call again on its result."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        clean_content_tags=_CLEAN_CONTENT,
        link_rel=None,
        strip_comments=True,
    )
