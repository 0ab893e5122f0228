"""Takes off the end of a newsletter: why one gets it, how to leave the list, the sender's address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.wording import FOOTER
from clipper.model import Removal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAVE = re.compile(
    r"unsubscribe|manage (?:your )?(?:preferences|subscription)|afmelden|uitschrijven|abmelden|abbestellen|"
    r"(?:se |me )?désabonner|désinscri\w{1,8}|darse de baja|cancelar (?:la |a |sua )?(?:su[bs]\w+|"
    r"inscri\w{1,8})|"
    r"(?:dis|annulla l.)iscri\w{1,8}|wypisz się|rezygn\w{1,8} z (?:subskrypcji|newslettera)|avregistrera|"
    r"avsluta prenumeration|"
    r"avmeld\w{0,8}|afmeld\w{0,8}|peruuta tilaus|odhlásit|leiratkoz\w{1,8}|abonelikten çık\w{0,8}|"
    r"dezabon\w{1,8}|отписаться|"
    r"відписатися|"
    r"配信停止|退订|取消订阅|수신\s?거부|إلغاء الاشتراك",
    re.IGNORECASE,
)
_LEAST_BEFORE = 0.4
"""Share of the letter's text before the link to leave; what names it earlier is about something else."""


def drop_letter_end(article: HtmlElement) -> list[Removal]:
    """Drop, in place, the block with the link to leave the list and all after it; gives it back."""
    whole = len(tree.words(article))
    leave = next((one for one in reversed(list(article.iter("a"))) if _LEAVE.search(tree.text(one))), None)
    block = leave
    while block is not None and block is not article and block.tag not in tree.BLOCKS:
        block = block.getparent()
    if block is None or block is article:
        return []
    end = []
    one = block
    while one is not None and one is not article:
        end += [one, *one.itersiblings()] if one is block else list(one.itersiblings())
        one = one.getparent()
    said = [(element, tree.words(element)) for element in end]
    if whole - sum(len(words) for _, words in said) < whole * _LEAST_BEFORE:
        return []
    removed = []
    for element, words in said:
        if words:
            removed.append(Removal(FOOTER, words))
        tree.drop(element)
    return removed
