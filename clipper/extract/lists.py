"""Lists: items that hold their text directly, lists within items, tasks with their boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory


def mark_tasks(root: HtmlElement, inventory: Inventory) -> None:
    """Give items that only an attribute calls done or open a box that says so."""
    boxes = root.xpath(".//*[@role='checkbox'][ancestor::li]") if "checkbox" in inventory.roles else ()
    for box in boxes:
        if box.tag != "input" and not tree.text(box):
            tree.replace(box, _box(checked=box.get("aria-checked") == "true"))
    for item in root.xpath(".//li[@data-checked]") if inventory.holders("data-checked") else ():
        inner = item.find(".//input[@type='checkbox']")
        checked = item.get("data-checked") == "true"
        if inner is None:
            inner = _box(checked=checked)
        elif checked:
            inner.set("checked", "")
        inner.tail, text = None, item.text
        item.insert(0, inner)
        item.text, inner.tail = None, f" {(text or '').lstrip()}"
        for label in [one for one in item.iter("label") if not tree.text(one)]:
            tree.drop(label)


def _box(*, checked: bool) -> HtmlElement:
    box = tree.new("input")
    box.set("type", "checkbox")
    if checked:
        box.set("checked", "")
    box.set("disabled", "")
    return box


def nest_lists(article: HtmlElement) -> None:
    """A list that stands right within a list belongs to the item before it."""
    for inner in tree.elements(article, "ul", "ol"):
        holder = inner.getparent()
        if holder is None or holder.tag not in {"ul", "ol"}:
            continue
        item = inner.getprevious()
        if item is None or item.tag != "li":
            item = tree.new("li")
            inner.addprevious(item)
        inner.tail = None
        item.append(inner)


def tighten_items(article: HtmlElement) -> None:
    """List items of one paragraph hold its text directly."""
    for item in tree.elements(article, "li"):
        inner = [child for child in item if child.tag in tree.BLOCKS]
        if inner and inner[0].tag == "div" and _boxed(item, inner[0]):
            tree.unwrap(inner[0])
            inner = [child for child in item if child.tag in tree.BLOCKS]
        begins = bool(inner) and inner[0] is item[0] and not (item.text or "").translate(tree.UNSAID)
        begins = begins or (bool(inner) and _boxed(item, inner[0]))
        if begins and inner[0].tag == "p" and all(child.tag in {"ul", "ol"} for child in inner[1:]):
            tree.unwrap(inner[0])


def _boxed(item: HtmlElement, block: HtmlElement) -> bool:
    """Whether only a task's box stands before the block."""
    first = item[0]
    return (
        first.tag == "input"
        and first.getnext() is block
        and not f"{item.text or ''}{first.tail or ''}".translate(tree.UNSAID)
    )
