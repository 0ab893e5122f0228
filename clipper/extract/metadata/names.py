"""Authors as separate names: without "By", roles, addresses and the site's own name."""

from __future__ import annotations

import re

_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|reported|words|text|story|article|review(?:ed)?|analysis|opinion|"
    r"created|uploaded|edited|medically reviewed)?\s*by|"
    r"von|par|por|di|da|door|av|af|od|przez|autor(?:en|a|es)?|auteurs?|autore|authors?|text(?:e|o)?|"
    r"redacción|redaktion|автор(?:ы)?|текст|"
    r"rédigé par|publié par|escrito por|publicado por|scritto da|geschreven door|geplaatst door|"
    r"skrevet av|skriven av|writer|yazan|"
    r"文\s*[/／]|作者|撰文|记者|記者|責任編輯|글|บทความโดย|bởi|tác giả|oleh|penulis)"
    r"(?:\s*[:：|/／]\s*|\s+|(?<=[文者글/／])\s*)",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;|•·、，&\n]|\s+(?:and|und|et|y|e|en|och|og|i|и|と|with)\s+|\s+[/–—-]\s+)\s*", re.IGNORECASE
)
_PARTICLE_E = re.compile(r"\b(?:y|e|i|en)\b")
_ROLE = re.compile(
    r"\b(?:staff|editors?|reporters?|correspondents?|contributors?|columnists?|writers?|bureau chief|"
    r"producer|photograph(?:er|s|y)|associated press|"
    r"senior|director|professor|ph\.?d|m\.?d|rn|freelance|for (?:the )?[A-Z]|special to|updated|"
    r"published|posted|last modified|redakteur(?:in)?|journalist(?:in|e)?)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|@\w+\.\w|^\W*$|^\d+$|\d{3,}|^(?:admin(?:istrator)?|unknown|anonymous|"
    r"guest(?: (?:author|post))?|"
    r"webmaster|root|user|author|by|null|none|undefined|n/?a|von|vom|par|por|posted|news ?desk|"
    r"web ?desk|online|newsroom|facebook|twitter|share|follow|comments?|subscribe|more)$",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:\||•|·|–|—| - |\(|\[|/ |, (?:updated|published)|\bon\s+\w+ \d|\bin\s+[A-Z]|\d{1,2}[:/.]\d|"
    r"\b\d{1,2}\.? \w+ \d{4}|\bupdated\b|\bpublished\b|\bposted\b|@|<).*$",
    re.IGNORECASE | re.DOTALL,
)


def separate_names(given: str) -> list[str]:
    """The names in a byline, in order: "By Jane Doe and John Roe, staff writers" gives two."""
    said = " ".join(given.split())
    if not said or len(said) > 300:
        return []
    said = _BY.sub("", _LEAD.sub("", said))
    found: list[str] = []
    pieces = _SPLIT.split(said)
    if len(pieces) == 2 and "," in said and _inverted(pieces):
        pieces = [f"{pieces[1]} {pieces[0]}"]
    for piece in pieces:
        name = clean_name(piece)
        if name and name not in found:
            found.append(name)
    return found


def _inverted(pieces: list[str]) -> bool:
    """Whether two pieces are "Last, First" rather than two people."""
    return all(re.fullmatch(r"[^\W\d_][\w'’.\-]*(?:\s[A-Z]\.?)?", piece) for piece in pieces)


_LEAD = re.compile(
    r"^.{0,40}?\b(?:veröffentlicht|geschrieben|erstellt|verfasst|beiträge|artikel|gepostet|posts|publié|"
    r"écrit|publicado|escrito|scritto|"
    r"pubblicato|geplaatst|interview|foto|text|article|story|autor|skrevet)\w*\s*(?:von|vom|by|par|"
    r"por|di|da|door|av|:)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)


def clean_name(given: str) -> str | None:
    """One name without what clings to it, or None where no name is left."""
    name = _CUT.sub("", _BY.sub("", _LEAD.sub("", " ".join(given.split())))).strip(" ,;:|/-–—\"'“”*")
    name = name if re.search(r"\b(?:[^\W\d_]|Jr|Sr)\.$", name) else name.rstrip(".")
    if (
        not name
        or len(name) > 60
        or len(name.split()) > 6
        or _NO_NAME.search(name)
        or (len(name) < 3 and name.isascii())
    ):
        return None
    if _ROLE.search(name) and len(name.split()) <= 5:
        return None
    if name.isupper() and name.isascii() and " " in name:
        name = " ".join(part.capitalize() if len(part) > 2 else part for part in name.split())
    return name
