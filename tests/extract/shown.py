"""What a page shows, counted for the tests in a way of their own: text that no rule says is hidden."""

from __future__ import annotations

import re

from clipper.extract import tree
from clipper.extract.hidden import is_hidden, is_tricked_away
from clipper.extract.ledger import lines_of_text, words
from clipper.extract.markdown_source import front_matter, render
from clipper.model import Capture, Content

UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "canvas", "area", "map", "frame"))
UNSEEN |= frozenset(("frameset", "noframes", "datalist", "iframe", "video", "audio", "object"))
FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL)
"""What was chosen of a selection; the markup around it says only where it stood."""

CONTROLS = frozenset(("button", "select", "option", "textarea", "label", "legend"))


def shown_words(capture: Capture) -> list[str]:
    """The words of a capture that its readers see, in order."""
    if capture.content is Content.TEXT:
        return words("\n".join(line.text for line in lines_of_text(capture.text)))
    markup, said = capture.text, []
    if capture.selection and (chosen := FRAGMENT.search(markup)) is not None and chosen[1].strip():
        markup = chosen[1]
    if capture.content is Content.MARKDOWN:
        markup = tree.without_controls(markup)
        _, source = front_matter(markup)
        said.append(markup[: len(markup) - len(source)])
        markup = f"<body>{render(source)}"
    root = tree.parse(markup)
    _say(root, said)
    return words("".join(said))


def _say(element, said):
    stack = [(element, False)]
    while stack:
        one, leaving = stack.pop()
        edge = "\n" if one.tag in tree.BLOCKS or one.tag == "br" or one.tag in CONTROLS else ""
        if leaving:
            said.append(edge)
            said.append(one.tail or "")
            continue
        hidden = one.tag not in {"html", "body"} and (is_hidden(one) or is_tricked_away(one))
        if one.tag in UNSEEN or hidden or (one.tag == "dialog" and one.get("open") is None):
            said.append(one.tail or "")
            continue
        said.append(edge + (one.text or ""))
        stack.append((one, True))
        stack.extend((child, False) for child in reversed(one) if isinstance(child.tag, str))
