"""A pasted e-mail: its header lines become metadata, its signature is set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import clean_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = re.compile(
    r"(from|to|cc|bcc|date|sent|subject|reply-to|von|an|gesendet|datum|betreff|de|à|envoyé|objet|para|"
    r"enviado|asunto|assunto)\s*:\s*(.*)$",
    re.IGNORECASE,
)
_FROM = frozenset(("from", "von", "de"))
_SUBJECT = frozenset(("subject", "betreff", "objet", "asunto", "assunto"))
_DATE = frozenset(("date", "sent", "gesendet", "datum", "envoyé", "enviado"))


@dataclass(frozen=True, slots=True)
class Mail:
    """What the headers say, the text under them, and the signature with its dashes."""

    subject: str
    sender: str | None
    date: str | None
    text: str
    headers: str
    signature: str


def read_mail(lines: Sequence[str]) -> Mail | None:
    """The lines as an e-mail, or None: it must begin with header lines, a sender and a subject among them."""
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    start = at
    facts: dict[str, str] = {}
    while at < len(lines) and lines[at].strip():
        match = _HEADER.match(lines[at].strip())
        if match:
            facts.setdefault(match[1].lower(), match[2].strip())
        elif not lines[at].startswith((" ", "\t")):
            return None
        at += 1
    subject = next((facts[name] for name in _SUBJECT if facts.get(name)), None)
    sender = next((facts[name] for name in _FROM if facts.get(name)), None)
    if subject is None or sender is None:
        return None
    rest = list(lines[at:])
    cut = next(
        (place for place, line in enumerate(rest) if line in {"--", "-- "} and len(rest) - place < 12),
        len(rest),
    )
    mail = Mail(subject, None, None, "\n".join(rest[:cut]), "\n".join(lines[start:at]), "\n".join(rest[cut:]))
    name = re.sub(r"<[^<>]*>|\([^()]*\)|[^\s@]{1,100}@\S+", "", sender).strip(" \"'")
    date = next((facts[one] for one in _DATE if facts.get(one)), None)
    return replace(mail, sender=clean_name(name), date=iso_date(date))
