"""Code blocks in one form: `<pre><code class="language-x">` with plain text, gutters and buttons gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.code_editors import undo_editors, undo_tables
from clipper.extract.code_language import LANGUAGES, language_named, language_of
from clipper.extract.code_text import code_text, tidied
from clipper.extract.inventory import Inventory

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GUTTER = re.compile(
    r"(?:^|[\s_-])(?:gutter|line-?numbers?|linenos?|lineno|lnt?|ln-num|hl-line-number|linenumber|"
    r"line-numbers-(?:rows|wrapper)|"
    r"rouge-gutter|linenodiv|hljs-ln-numbers|"
    r"blob-num|copy(?:-?(?:button|btn|code|to-clipboard))?|clipboard(?:-copy)?|code-toolbar-?item|"
    r"toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COPIES = re.compile(r"copy|clipboard|toolbar", re.IGNORECASE)
_LABELS = re.compile(r"copy|clipboard|toolbar|button|lang|gist-meta|line-?numbers|lineno", re.IGNORECASE)
_TITLES = re.compile(r"title|file-?name|filepath|caption", re.IGNORECASE)
_COPY_WORDS = re.compile(
    r"(?:copy(?: code| to clipboard| link)?|copied|(?:code )?kopieren|copier(?: le code)?|"
    r"copiar(?: c[óo]digo)?|copia(?: codice)?|kopi[oë]r\w*|kopiuj|копировать(?: код)?|复制(?:代码)?|"
    r"複製(?:程式碼)?|コピー|복사|"
    r"run|try it|expand|collapse|wrap|view raw)[!…\s]*",
    re.IGNORECASE,
)
_MONOSPACE = re.compile(
    r"font-family\s*:[^;]{0,200}(?:monospace|Menlo|Monaco|Consolas|Courier)", re.IGNORECASE
)
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre(?:-wrap|-line)?|break-spaces)\b", re.IGNORECASE)
_CODE_HOLDER = re.compile(r"(?:^|[\s_-])(?:highlight|code|hljs|code-?block|language-\w+)", re.IGNORECASE)
_VERSE = re.compile(r"(?:^|[\s_-])(?:verse|poem|poetry|stanza|lyrics)(?:$|[\s_-])", re.IGNORECASE)
_TITLE_ATTRIBUTES = ("data-filename", "data-file-name", "data-title", "data-enlighter-title")
_LONGEST_LABEL = 40


def normalise_code(root: HtmlElement, inventory: Inventory | None = None) -> None:
    """Bring every block of code below the root into the one form; inline code becomes plain `<code>`.

    `inventory` is that of the whole tree, where it was taken already.
    """
    inventory = inventory or Inventory(root)
    undo_editors(root, inventory.names)
    undo_tables(root)
    if any("white-space" in style for style in inventory.values("style")):
        for element in root.xpath(".//*[@style][contains(@style, 'white-space')]"):
            if element.tag in {"div", "code"} and _PRE_STYLE.search(element.get("style")):
                _keep_lines(element)
    for pre in tree.elements(root, "pre"):
        if pre.getparent() is None or next(pre.iterancestors("pre"), None) is not None:
            continue
        _normalise(pre)
    for code in tree.elements(root, "code"):
        if _is_block(code):
            _promote(code)


def _normalise(pre: HtmlElement) -> None:
    if _VERSE.search(pre.get("class") or ""):
        _verse(pre)
        return
    codes = list(pre.iter("code"))
    language = language_of(pre)
    titles = [said for name in _TITLE_ATTRIBUTES if (said := (pre.get(name) or "").strip())]
    for element in tree.elements(
        pre, "button", "script", "style", "textarea", "svg", "span", "div", "td", "a", "ul", "ol"
    ):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            element.tag in {"button", "script", "style", "textarea", "svg"}
            or (_GUTTER.search(names) and _no_code(element))
            or (element.get("aria-hidden") == "true" and tree.text(element).isdigit())
        ):
            tree.drop(element)
    held = _code_within(pre, codes)
    said = tidied(code_text(held))
    if not said.strip():
        if pre.find(".//img") is not None:
            pre.tag = "div"
        else:
            tree.drop(pre)
        return
    if not codes and not language and _is_prose(pre, said):
        return
    if held is not pre and language is None:
        language = _label_language(tree.text(pre).removesuffix(tree.text(held)))
    made = _block_of(said, language)
    _out_of_paragraph(pre)
    tree.replace(pre, made)
    _tidy_around(made)
    if titles and titles[0] not in tree.text(made.getparent()):
        made.addprevious(tree.new("p", titles[0]))


def _block_of(said: str, language: str | None) -> HtmlElement:
    made = tree.new("pre")
    code = tree.new("code", said)
    if language:
        code.set("class", f"language-{language}")
    made.append(code)
    return made


def _code_within(pre: HtmlElement, codes: list[HtmlElement]) -> HtmlElement:
    """The one `<code>` of a `<pre>` that holds but a label beside it, else the `<pre>` itself."""
    if len(codes) != 1:
        return pre
    said, whole = tree.text(codes[0]), tree.text(pre)
    beside = len(whole) - len(said)
    return codes[0] if said and 0 < beside < _LONGEST_LABEL and whole.endswith(said) else pre


def _is_prose(pre: HtmlElement, said: str) -> bool:
    """Whether a `<pre>` without code is marked-up text: it has links or emphasis worth keeping."""
    return any(link.get("href") for link in pre.iter("a")) and not re.search(
        r"[{};=<>]\s*$", said, re.MULTILINE
    )


def _verse(pre: HtmlElement) -> None:
    """Verse in a `<pre>` is no code: its lines end as they do, its indents stay."""
    pre.tag = "p"
    pre.attrib.clear()
    for element in [pre, *tree.elements(pre)]:
        if element.text:
            _break_lines(element, element.text.lstrip("\n") if element is pre else element.text, inside=True)
        if element is not pre and element.tail:
            _break_lines(element, element.tail, inside=False)


def _break_lines(element: HtmlElement, said: str, *, inside: bool) -> None:
    first, *rest = [re.sub(r"^ +", lambda run: "\xa0" * len(run[0]), line) for line in said.split("\n")]
    after = None
    for line in rest:
        broken = tree.new("br")
        broken.tail = line
        if after is not None:
            after.addnext(broken)
        elif inside:
            element.insert(0, broken)
        else:
            element.tail = None
            element.addnext(broken)
        after = broken
    if inside:
        element.text = first
    else:
        element.tail = first


def _no_code(element: HtmlElement) -> bool:
    said = "".join(element.itertext())
    if not re.search(r"[^\d\s]", said):
        return True
    return len(said) < 40 and _COPIES.search(f"{element.get('class')} {element.get('id')}") is not None


def _tidy_around(block: HtmlElement) -> None:
    """Take away the labels, buttons and numbers beside a block, within what holds nothing but it."""
    inner = block
    for _ in range(3):
        holder = inner.getparent()
        if holder is None or holder.tag not in {"div", "figure", "section"}:
            return
        if sum(1 for _ in holder.iter("pre")) != 1 or holder.find("p") is not None:
            return
        for beside in [one for one in holder if one is not inner and isinstance(one.tag, str)]:
            said = tree.text(beside)
            names = f"{beside.get('class') or ''} {beside.tag}"
            if len(said) > _LONGEST_LABEL and not _COPIES.search(names):
                return
            if _is_label(beside, said, names):
                _name_language(block, said)
                tree.drop(beside)
        inner = holder


def _is_label(beside: HtmlElement, said: str, names: str) -> bool:
    if beside.tag in {"button", "clipboard-copy"} or _COPY_WORDS.fullmatch(said):
        return True
    if _TITLES.search(names) and "." in said:
        return False
    if said.isdigit() or (not re.search(r"[^\d\s]", said) and _LABELS.search(names)):
        return True
    rest = _COPY_WORDS.sub("", said).strip()
    return (_label_language(rest) is not None and beside.tag != "figcaption") or (
        len(said) < 24 and _LABELS.search(names) is not None and not _TITLES.search(names)
    )


def _label_language(said: str) -> str | None:
    """The language that the label of a block names."""
    name = _COPY_WORDS.sub("", said).strip().lower()
    return language_named(name) if name in LANGUAGES else None


def _name_language(block: HtmlElement, label: str) -> None:
    code = block.find("code")
    if code is not None and not code.get("class") and (language := _label_language(label)):
        code.set("class", f"language-{language}")


def _keep_lines(element: HtmlElement) -> None:
    """Elements that keep their white space by style: an editor's pasted block, a `<code>` of lines."""
    if next(element.iterancestors("pre"), None) is not None:
        return
    if element.tag == "div" and (_MONOSPACE.search(element.get("style")) or _only_code(element)):
        made = tree.new("pre", code_text(element))
        if language := language_of(element):
            made.set("class", f"language-{language}")
        tree.replace(element, made)
    elif element.tag == "code" and "\n" in (element.text_content() or "").strip():
        _promote(element)


def _only_code(element: HtmlElement) -> bool:
    return len(element) == 1 and element[0].tag == "code" and not (element.text or "").strip()


def _is_block(code: HtmlElement) -> bool:
    """Whether a `<code>` outside `<pre>` is a block of lines."""
    holder = code.getparent()
    if holder is None or holder.tag == "pre":
        return False
    if code.find("br") is not None:
        return next(code.iterancestors("pre"), None) is None
    if holder.tag not in {"div", "figure"} or len(holder) != 1:
        return False
    return "\n" in "".join(code.itertext()).strip() and bool(
        _CODE_HOLDER.search(f"{holder.get('class') or ''} {code.get('class') or ''}")
    )


def _promote(code: HtmlElement) -> None:
    """Inline code of several lines is a block."""
    made = _block_of(tidied(code_text(code)), language_of(code))
    _out_of_paragraph(code)
    tree.replace(code, made)


def _out_of_paragraph(block: HtmlElement) -> None:
    """Part the paragraph that a block stands in, so that the block stands between its parts."""
    holder = block.getparent()
    if holder is None or holder.tag != "p":
        return
    after = tree.new("p", block.tail)
    block.tail = None
    after.extend(list(block.itersiblings()))
    holder.addnext(block)
    if (after.text or "").strip() or len(after):
        after.tail, block.tail = block.tail, None
        block.addnext(after)
    if not (holder.text or "").strip() and len(holder) == 0:
        tree.drop(holder)
