"""Site rules as JSON: which pages a rule is for, what it keeps and removes, where title and date stand."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from clipper.errors import SiteRuleError
from clipper.model import SiteRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_LISTS = ("article", "keep", "remove")
_TEXTS = ("title", "author", "date")


def rules_from_json(text: str) -> list[SiteRule]:
    """The rules of a file: one object, or a list of them. Raises SiteRuleError with what is wrong."""
    try:
        given = json.loads(text)
    except ValueError as error:
        raise SiteRuleError(f"it is not JSON ({error})") from error
    return [_rule(one) for one in (given if isinstance(given, list) else [given])]


def _rule(given: object) -> SiteRule:
    if not isinstance(given, dict) or not isinstance(given.get("host"), str) or not given["host"].strip():
        raise SiteRuleError('a rule is an object with a "host", such as {"host": "news.example"}')
    unknown = given.keys() - {"host", "path", *_LISTS, *_TEXTS}
    if unknown:
        raise SiteRuleError(f"no rule has “{min(unknown)}”")
    path = given.get("path", "*")
    if not isinstance(path, str):
        raise SiteRuleError("“path” must be a text such as /news/*")
    selectors: dict[str, Any] = {name: _selectors(name, given.get(name)) for name in _LISTS}
    for name in _TEXTS:
        found = _selectors(name, given.get(name))
        selectors["published" if name == "date" else name] = ", ".join(found) or None
    host = given["host"].strip().lower().removeprefix("www.")
    return SiteRule(host=host, path=path.strip() or "*", **selectors)


def _selectors(name: str, given: object) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else given or []
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise SiteRuleError(f"“{name}” must be a selector, or a list of them")
    for one in listed:
        check_selector(one)
    return tuple(one.strip() for one in listed if one.strip())


def check_selector(selector: str) -> None:
    """Raise SiteRuleError where a CSS selector cannot be understood."""
    from cssselect import SelectorError

    if not selector.strip():
        return
    try:
        _compiled(selector.strip())
    except SelectorError as error:
        raise SiteRuleError(f"“{selector}” is not a selector that can be understood ({error})") from error


@lru_cache(maxsize=512)
def _compiled(selector: str) -> Any:  # noqa: ANN401  (lxml.cssselect has no types)
    from lxml.cssselect import CSSSelector

    return CSSSelector(selector, translator="html")


def select(root: HtmlElement, selectors: Sequence[str]) -> list[HtmlElement]:
    """The elements below the root that any of the selectors means, each once, by selector."""
    found: dict[HtmlElement, None] = {}
    for selector in selectors:
        check_selector(selector)
        found.update(dict.fromkeys(_compiled(selector.strip())(root)))
    return list(found)


def json_of(rules: Sequence[SiteRule]) -> str:
    """The rules as a file holds them; what a rule does not say is left out."""
    rows = []
    for rule in rules:
        row: dict[str, Any] = {}
        for field in fields(rule):
            value = getattr(rule, field.name)
            if value and not (field.name == "path" and value == "*"):
                row["date" if field.name == "published" else field.name] = (
                    list(value) if isinstance(value, tuple) else value
                )
        rows.append(row)
    return json.dumps(rows[0] if len(rows) == 1 else rows, ensure_ascii=False, indent=2) + "\n"


def matching(rules: Sequence[SiteRule], url: str | None) -> list[SiteRule]:
    """The rules for the page at this address, those of the longest path pattern last."""
    if not url or not rules:
        return []
    try:
        address = urlsplit(url)
        host = (address.hostname or "").lower()
    except ValueError:
        return []
    path = address.path or "/"
    fitting = [rule for rule in rules if _is_of(host, rule.host) and _fits(path, rule.path)]
    return sorted(fitting, key=lambda rule: len(rule.path))


def _is_of(host: str, wanted: str) -> bool:
    return bool(wanted) and (host == wanted or host.endswith(f".{wanted}"))


def _fits(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern in which `*` stands for anything."""
    wanted = pattern if pattern.startswith(("/", "*")) else f"/{pattern}"
    if "*" not in wanted:
        return path.rstrip("/") == wanted.rstrip("/")
    return re.fullmatch(".*?".join(map(re.escape, re.split(r"\*+", wanted))), path) is not None
