"""What word processors, spreadsheets and editors leave in what is copied from them, undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LIST = re.compile(r"mso-list\s*:\s*l(\d+)\s+level(\d+)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*[\[(]?(\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,7})[.)\]]\s*")
_NOT_BOLD = re.compile(r"font-weight\s*:\s*normal", re.IGNORECASE)
_FIRST = re.compile(r"\s*<(col|colgroup|caption|thead|tbody|tr|td|th|li)[\s>]", re.IGNORECASE)
_HEADING = re.compile(r"(?:^|\s)MsoHeading([1-6])|(?:^|\s)(MsoTitle)(?:\s|$)")
_FOOTNOTE = re.compile(r"mso-(?:foot|end)note-id\s*:", re.IGNORECASE)


def in_its_own(fragment: str) -> str:
    """A fragment with the element around it that its first needs: rows a table, items a list."""
    match = _FIRST.match(fragment)
    if match is None:
        return fragment
    holder = "ul" if match[1].lower() == "li" else "table"
    return f"<{holder}>{fragment}</{holder}>"


def undo_documents(body: HtmlElement) -> None:
    """Turn a document program's own ways into plain HTML: lists, titles, notes, a bold that is none."""
    _plain_elements(body)
    _raise_note_marks(body)
    _lists_from_styles(body)
    _headings_from_names(body)


def _plain_elements(body: HtmlElement) -> None:
    for element in tree.elements(body, "b"):
        # Google Docs wraps all that is copied in a bold that its style takes back
        if (element.get("id") or "").startswith("docs-internal-guid") or _NOT_BOLD.search(
            element.get("style") or ""
        ):
            element.tag = "div" if tree.has_block(element) else _plain_bold(element)
            if element.tag != "b":
                element.attrib.pop("style", None)
    for element in tree.elements(body, "span"):
        if "Apple-converted-space" in (element.get("class") or ""):
            element.text = " "
    for element in tree.elements(body, "google-sheets-html-origin"):
        tree.unwrap(element)
    for element in tree.elements(body):
        if ":" in str(element.tag):
            tree.unwrap(element)


def _plain_bold(element: HtmlElement) -> str:
    """Word says of its bold that it is normal in the other direction of writing."""
    style = re.sub(
        r"mso-bidi-font-weight\s*:\s*normal;?", "", element.get("style") or "", flags=re.IGNORECASE
    )
    return "span" if _NOT_BOLD.search(style) else "b"


def _raise_note_marks(body: HtmlElement) -> None:
    for link in tree.elements(body, "a"):
        style = link.get("style")
        if style and _FOOTNOTE.search(style) and "ref" not in (link.get("href") or ""):
            sup = tree.new("sup", tree.text(link))
            for child in list(link):
                link.remove(child)
            link.text = None
            link.append(sup)


def _headings_from_names(body: HtmlElement) -> None:
    for paragraph in tree.elements(body, "p"):
        if (names := paragraph.get("class")) and (match := _HEADING.search(names)):
            paragraph.tag = "h1" if match[2] else f"h{match[1]}"


def _lists_from_styles(body: HtmlElement) -> None:
    """Paragraphs that only a style makes items become lists, nested as their levels say."""
    open_lists: list[HtmlElement] = []
    last: HtmlElement | None = None
    for paragraph in tree.elements(body, "p", "h1", "h2", "h3", "h4", "h5", "h6", "li"):
        match = _LIST.search(paragraph.get("style") or "")
        if match is None or paragraph.tag != "p" or paragraph.getparent() is None:
            continue
        level = max(1, min(int(match[2]), 9))
        mark = _take_mark(paragraph)
        follows = last is not None and _stands_after(paragraph, last)
        if not follows:
            open_lists = []
        _add_item(open_lists, paragraph, level, mark, fresh=f"{match[1]}")
        last = open_lists[0]


def _stands_after(paragraph: HtmlElement, listing: HtmlElement) -> bool:
    """Whether nothing but white space stands between a list and the paragraph."""
    return paragraph.getprevious() is listing and not (listing.tail or "").strip()


def _take_mark(paragraph: HtmlElement) -> str:
    """Take the sign or number out that stands for the list's own, and give it."""
    for span in tree.elements(paragraph, "span"):
        if _IGNORED.search(span.get("style") or ""):
            mark = tree.text(span).strip("\xa0 ")
            tree.drop(span)
            return mark
    return ""


def _add_item(
    open_lists: list[HtmlElement], paragraph: HtmlElement, level: int, mark: str, *, fresh: str
) -> None:
    numbered = _NUMBERED.fullmatch(mark)
    tag = "ol" if numbered is not None and mark not in {"o", "o."} else "ul"
    del open_lists[level:]
    if len(open_lists) == level and (open_lists[-1].tag != tag or open_lists[-1].get("data-list") != fresh):
        open_lists.pop()
        if level == 1:
            open_lists.clear()
    while len(open_lists) < level:
        listing = tree.new(tag)
        listing.set("data-list", fresh)
        if tag == "ol" and numbered is not None and numbered[1].isdigit() and int(numbered[1]) != 1:
            listing.set("start", numbered[1])
        if open_lists:
            above = open_lists[-1]
            item = above[-1] if len(above) else _new_item(above)
            item.append(listing)
        else:
            paragraph.addprevious(listing)
        open_lists.append(listing)
    tail, paragraph.tail = paragraph.tail, None
    item = tree.new("li", (paragraph.text or "").lstrip())
    item.extend(list(paragraph))
    open_lists[-1].append(item)
    holder = paragraph.getparent()
    if holder is not None:
        holder.remove(paragraph)
    open_lists[0].tail = tail


def _new_item(listing: HtmlElement) -> HtmlElement:
    item = tree.new("li")
    listing.append(item)
    return item
