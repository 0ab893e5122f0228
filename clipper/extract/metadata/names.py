"""Authors as separate names: without "By", roles, dates, addresses and the site's own name."""

from __future__ import annotations

import re

from clipper.extract.metadata.dates import MONTH

_BY = re.compile(
    r"^\W{0,3}(?:(?:(?:written|posted|published|reported|words|text|story|article|recipe|review(?:ed)?|analysis|"
    r"opinion|created|uploaded|edited|submitted|started|asked|compiled|guest post|medically reviewed)\s+)?by|"
    r"von|vom|par|por|di|da|door|av|af|od|przez|autor(?:en|in|a|es)?|auteurs?|autore|authors?|text(?:e|o)?|"
    r"redacción|redaktion|автор(?:ы)?|текст|words|"
    r"rédigé par|publié par|escrito por|publicado por|scritto da|geschreven door|geplaatst door|"
    r"skrevet av|skriven av|writer|yazan|pressemitteilung von|ein (?:artikel|beitrag) von|"
    r"文\s*[/／]|作者|撰文|记者|記者|責任編輯|责任编辑|글|บทความโดย|bởi|tác giả|oleh|penulis)"
    r"(?:\s*[:：|/／]\s*|\s+|(?<=[文者글/／])\s*)",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;|•·、，&\n]|\s+(?:and|und|et|y|e|en|och|og|i|и|と|with)\s+|\s+[/–—-]\s+|"
    r"\s+(?:im (?:gespräch|interview) mit|in conversation with|en conversation avec|en conversación con)\s+)"
    r"\s*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:staff|editors?|reporters?|correspondents?|contributors?|columnists?|writers?|bureau chief|"
    r"producer|photograph(?:er|s|y)|associated press|teams?|news ?desk|news service|editorial|"
    r"senior|director|manager|professor|freelance|for (?:the )?[A-Z]|special to|updated|"
    r"published|posted|last modified|redakteur(?:in)?|redaktion|journalist(?:in|e)?)\b",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"(?:Ph\.?\s?D|M\.?\s?D|D\.?O|R\.?N|R\.?D\.?N?|M\.?\s?[AS]c?|M\.?B\.?A|M\.?P\.?H|J\.?D|Psy\.?D|D\.?D\.?S|D\.?V\.?M|"
    r"LCSW|LMFT|CPA|CFP|CFA|Esq|FACLM|FACS|FACP|FAND|FOMA|DABOM|DPT|CSCS|LD|LDN|CDE|NP|PA-C|PharmD|BSN|MSN)\.?®?"
)
_NO_NAME = re.compile(
    r"https?:|www\.|@\w+\.\w|^\W*$|^\d+$|\s\d{3,}|\d{3,}\s|[:=<>{}]|^(?:admin(?:istrator)?|unknown|anonymous|"
    r"guest(?: (?:author|post))?|"
    r"webmaster|root|user|author|by|null|none|undefined|n/?a|von|vom|par|por|posted|no author|the author|"
    r"web ?desk|online|newsroom|facebook|twitter|linkedin|share|follow|comments?|subscribe|posts?|"
    r"login|log in|sign in|search|menu|home|the|link\d+|"
    r"(?:read|more|full|all|view|contact|about|see|permanent\w*)\b.*)$",
    re.IGNORECASE,
)
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
)
_DATE = (
    rf"(?:(?:\bon|\bam|\ble)\s+)?(?:\b(?:{_WEEKDAY})\b[,.]?\s+)?"
    rf"(?:\b{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\.\d)|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s*{MONTH}\.?(?!\w))(?:,?\s*(?:19|20)\d\d)?"
)
_LONGEST_GIVEN = 1000
"""Characters; what stands in a byline's place is read no further."""

_DATE_FIRST = re.compile(rf"^\W*{_DATE}[\s,|•·–—-]*", re.IGNORECASE)
_DATE_AFTER = re.compile(rf"[\s,|•·–—(-]{{0,20}}{_DATE}.*$", re.IGNORECASE | re.DOTALL)
_CUT = re.compile(
    r"\s*(?:\||•|·|–|—| - |\(|\[|/ |, (?:updated|published)|\bon\s+\w+ \d|\bin\s+[A-Z]|\d{1,2}[:/.]\d|"
    r"\b\d{1,2}\.? \w+ \d{4}|\bupdated\b|\bpublished\b|\bposted\b|\bon behalf of\b|(?<!^)@|<).*$",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(
    r"^.{0,40}?\b(?:veröffentlicht|geschrieben|erstellt|verfasst|beiträge|artikel|gepostet|posts|publié|"
    r"écrit|publicado|escrito|scritto|"
    r"pubblicato|geplaatst|interview|foto|text|article|story|autor|skrevet)\w*\s*(?:von|vom|by|par|"
    r"por|di|da|door|av|:)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[<(]?\b[\w.+-]+@[\w-]+\.[\w.]+[>)]?")
_EDGES = " ,;:|/-–—\"'“”*→←»«›‹▸•·"
_HANDLE = re.compile(r"[\w.\-]*[^\W\d_][\w.\-]*")


def separate_names(given: str) -> list[str]:
    """The names in a byline, in order: "By Jane Doe and John Roe, staff writers" gives two."""
    said = " ".join(_ADDRESS.sub(" ", given[:_LONGEST_GIVEN]).split())
    if not said or len(said) > 300:
        return []
    said = _without_date(_BY.sub("", _LEAD.sub("", said)))
    found: list[str] = []
    pieces = _SPLIT.split(said)
    if len(pieces) == 2 and "," in said and _inverted(pieces):
        pieces = [f"{pieces[1]} {pieces[0]}"]
    for piece in pieces:
        if _CREDENTIAL.fullmatch(piece.strip()):
            continue
        name = clean_name(piece)
        if name and name not in found:
            found.append(name)
    return found


def _without_date(said: str) -> str:
    return _DATE_AFTER.sub("", _DATE_FIRST.sub("", said)) if re.search(r"\d", said) else said


def _inverted(pieces: list[str]) -> bool:
    """Whether two pieces are "Last, First" rather than two people, or one with a degree."""
    return all(
        re.fullmatch(r"[^\W\d_][\w'’.\-]*(?:\s[A-Z]\.?)?", piece) and not _CREDENTIAL.fullmatch(piece)
        for piece in pieces
    )


def clean_name(given: str) -> str | None:
    """One name without what clings to it, or None where no name is left."""
    said = _without_date(_BY.sub("", _LEAD.sub("", " ".join(given.split()))))
    name = _CUT.sub("", said).strip(_EDGES)
    name = re.sub(rf"(?:\s+{_CREDENTIAL.pattern})+$", "", name).strip(_EDGES)
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


def signature(given: str) -> str | None:
    """How a desk or a team signs, "Harbour Staff", where no person does; else None."""
    said = " ".join(_ADDRESS.sub(" ", given[:_LONGEST_GIVEN]).split())
    said = _CUT.sub("", _without_date(_BY.sub("", said))).strip(_EDGES)
    if not 2 < len(said) <= 40 or len(said.split()) > 5 or _NO_NAME.search(said) or "," in said:
        return None
    return said if _ROLE.search(said) else None


def is_handle(name: str) -> bool:
    """Whether it is what a person is called by a machine, "jane_doe", or a single word."""
    return " " not in name and name.isascii() and _HANDLE.fullmatch(name) is not None


def is_person(name: str) -> bool:
    """Whether it looks like first and last name: two to four words, the outer ones capitalised."""
    words = name.split()
    if (
        not name.isascii()
        and len(words) == 1
        and re.fullmatch(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,5}", name)
    ):
        return True
    return (
        2 <= len(words) <= 4
        and all(re.fullmatch(r"[^\W_][\w'’.\-]*", word) for word in words)
        and not words[0][0].islower()
        and not words[-1][0].islower()
    )
