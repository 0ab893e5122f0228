"""Links that only run a script: those that are controls become buttons, which a later step takes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOWHERE = frozenset(("#", "#!"))
_MAY_RUN = frozenset("#jJ \n\t")
"""What the address of a link that runs a script begins with; asked of every link, so it is quick."""

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:copy|clipboard|copyable|print|toggle|show-?more|see-?more|load-?more|show-?less|close)(?:$|[\s_-])|"
    r"copy-?(?:btn|button|link|code)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"copy|copied|copy link|copy code|copy to clipboard|toggle|show|hide|more|less|show more|show less|"
    r"show all|see more|view all|view more|read more|read less|load more|expand|collapse|expand all|"
    r"collapse all|print|close|edit|play|pause|kopieren|mehr|mehr anzeigen|weniger anzeigen|mehr lesen|"
    r"alle anzeigen|ausklappen|einklappen|schließen|drucken|copier|afficher plus|voir plus|voir moins|"
    r"lire la suite|fermer|imprimer|copiar|ver más|ver menos|mostrar más|leer más|cerrar|imprimir|"
    r"ver mais|ver menos|mostrar mais|ler mais|fechar|copia|mostra altro|mostra di più|leggi tutto|"
    r"chiudi|stampa|kopiuj|pokaż więcej|pokaż mniej|rozwiń|zwiń|zamknij|drukuj|kopiëren|meer tonen|"
    r"meer lezen|sluiten|kopiera|visa mer|visa mindre|stäng|vis mer|vis mere|luk|lukk|näytä lisää|sulje|"
    r"zobrazit více|zavřít|копировать|показать ещё|показать еще|показать больше|свернуть|развернуть|"
    r"закрыть|копіювати|показати більше|згорнути|розгорнути|закрити|kopyala|daha fazla göster|"
    r"daha fazla|kapat|コピー|もっと見る|続きを読む|閉じる|复制|複製|展开|展開|收起|更多|关闭|關閉|복사|"
    r"더보기|더 보기|접기|닫기|نسخ|عرض المزيد|إغلاق|ещё"
)
_TITLES = vocabulary("h1 h2 h3 h4 h5 h6 dt summary caption figcaption th nav menu")
LONGEST_LABEL = 40


def part_control_links(root: HtmlElement) -> None:
    """Make buttons, in place, of the links that only run a script and say so: to copy, to show more."""
    for link in [one for one in root.iter("a") if (one.get("href") or "-")[0] in _MAY_RUN]:
        if not _runs_only(link.get("href", "")):
            continue
        said = tree.text(link)
        if not said or len(said) > LONGEST_LABEL or link.find(".//img") is not None:
            continue
        if _is_labelled(link, said) and not _is_in_sentence(link):
            link.tag = "button"
            link.attrib.pop("href", None)


def _runs_only(address: str) -> bool:
    """Whether an address leads to no place: it runs a script, or stands for one."""
    return address in _NOWHERE or address[:20].strip().lower().startswith("javascript:")


def _is_labelled(link: HtmlElement, said: str) -> bool:
    """Whether a link is called, or calls itself, what a control is called; a panel's title is none."""
    above = link.getparent()
    if above is None or above.tag in _TITLES:
        return False
    if _LABEL.fullmatch(said.strip(" \xa0.…»›+-−–[]()▾▼▲⌄").lower()):
        return True
    if link.get("aria-controls") or link.get("aria-expanded") or link.get("data-target"):
        return False
    return _NAMED.search(link.get("class") or "") is not None


def _is_in_sentence(link: HtmlElement) -> bool:
    """Whether words go on before or after the link without the end of a sentence between."""
    before = link.getprevious()
    above = link.getparent()
    said = before.tail if before is not None else above.text if above is not None else None
    said, tail = (said or "").rstrip(), (link.tail or "").lstrip()
    return said[-1:].isalnum() or said[-1:] in {",", ";", "-", "–"} or tail[:1].isalnum() or tail[:1] == ","
