"""Headings: in order under one title, without permalink signs, edit links and emphasis of their own."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EDIT = (
    r"edit|edit source|edit section|bearbeiten|quelltext bearbeiten|modifier|modifier le code|editar|"
    r"editar código|editar código-fonte|modifica|modifica wikitesto|edytuj|edytuj kod|bewerken|"
    r"brontekst bewerken|"
    r"redigera|redigera wikitext|rediger|править|править код|редагувати|ред\. код|upravit|szerkesztés|"
    r"muokkaa|düzenle|編集|ソースを編集|编辑|編輯|编辑源代码|편집|"
    r"עריכה|تحرير|عدل|ویرایش|sửa|sửa đổi|sunting"
)
_PERMALINK = re.compile(
    rf"[\s¶#§🔗\u200b⚓∞|·/\[\]()]*|\[?(?:{_EDIT}|link|permalink|anchor|copy link|direct link)\]?",
    re.IGNORECASE,
)
_EDIT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:mw-editsection|editsection|edit-section|headerlink|anchor|anchorjs-link|header-anchor|"
    r"heading-anchor|hash-link|permalink|direct-link|heading-link|headinglink)(?:$|[\s_-])"
)
_SIGN = re.compile(r"\s*[¶§🔗]\s*$")
_CONTROL = re.compile(r"copy link|copy link to heading|direct link|permalink", re.IGNORECASE)
_BESIDE = frozenset(("a", "span", "button", "p"))
_EMPHASIS = frozenset(("b", "strong", "span", "font", "u"))


def normalise_headings(article: HtmlElement, title: str) -> None:
    """Bring the headings below the article into one form, its title not among them."""
    clean_headings(article)
    drop_title(article, title)
    shift_headings(article)


_MOST_INSIDE = 60
"""Elements in a heading; one of more has swallowed a part of the page, for it was never closed."""


def clean_headings(article: HtmlElement) -> None:
    """Headings without permalink signs, edit links and nested emphasis of their own."""
    for heading in tree.elements(article, *tree.HEADINGS):
        _drop_signs(heading)
        _drop_signs_beside(heading)
        if heading.text and not len(heading):
            heading.text = _SIGN.sub("", heading.text)
        _drop_emphasis(heading)
    for link in tree.elements(article, "a"):
        if "headerlink" in (link.get("class") or "") and _PERMALINK.fullmatch(tree.text(link)):
            tree.drop(link)


def _drop_signs(heading: HtmlElement) -> None:
    inside = tree.elements(heading)
    if len(inside) > _MOST_INSIDE:
        return
    for element in inside:
        if element.getparent() is None or element.tag in {"img", "code", "math"}:
            continue
        said = tree.text(element)
        names = element.get("class") or ""
        sign = _PERMALINK.fullmatch(said) is not None
        if (
            (element.tag in {"a", "button"} and sign and element.find(".//img") is None)
            or (_CONTROL.fullmatch(said) and element.getnext() is None)
            or (names and sign and _EDIT_NAMES.search(names))
            or ("editsection" in names or "edit-section" in names)
        ):
            tree.drop(element)


def _drop_signs_beside(heading: HtmlElement) -> None:
    """Edit links and signs that stand beside a heading in a wrapper of their own."""
    holder = heading.getparent()
    if holder is None or holder.tag != "div" or next(islice(holder, 3, None), None) is not None:
        return
    for beside in list(holder):
        if beside is heading or beside.tag not in _BESIDE:
            continue
        said = tree.text(beside)
        names = beside.get("class") or ""
        if "editsection" in names or (
            _PERMALINK.fullmatch(said)
            and said
            and (_EDIT_NAMES.search(names) or beside.tag in {"a", "button"})
        ):
            tree.drop(beside)
    if len(holder) == 1 and not (holder.text or "").strip() and not (heading.tail or "").strip():
        tree.unwrap(holder)


def _drop_emphasis(heading: HtmlElement) -> None:
    """A heading is bold already: what makes all of it so says nothing."""
    while len(heading) == 1 and heading[0].tag in _EMPHASIS:
        if (heading.text or "").strip() or (heading[0].tail or "").strip():
            return
        tree.unwrap(heading[0])


def _key(said: str) -> str:
    return re.sub(r"[\W_]+", "", said).casefold()


def drop_title(article: HtmlElement, title: str) -> None:
    """The first heading goes where it only says the title again."""
    wanted = _key(title)
    if not wanted:
        return
    for heading in tree.elements(article, "h1", "h2", "h3")[:4]:
        said = _key(tree.text(heading))
        if said and (
            said == wanted or (heading.tag == "h1" and len(said) > 12 and (said in wanted or wanted in said))
        ):
            tree.drop(heading)
            return
        if said and heading.tag != "h1":
            return


def shift_headings(article: HtmlElement) -> None:
    """No h1 under the title: where there is one, all headings move one level down."""
    if article.find(".//h1") is None:
        return
    for heading in tree.elements(article, *tree.HEADINGS):
        heading.tag = f"h{min(int(heading.tag[1]) + 1, 6)}"
