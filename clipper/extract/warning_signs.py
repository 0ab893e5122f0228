"""Signs that what was found may not be what the person wanted, as short sentences."""

from __future__ import annotations

import re

from clipper.extract.measure import word_count

LISTING = "This page is mostly a list of links."
VERY_SHORT = "Very little text was found on this page."
WALL = "This looks like a notice to sign in, pay or accept cookies, not the article."
NEEDS_SCRIPTS = "The page asks for JavaScript; some of its text may be missing."

_WALL = re.compile(
    r"(?:sign|log) in to (?:continue|read|view)|(?:already|are you) a (?:subscriber|member)|"
    r"subscribe to (?:continue|read|unlock)|create a(?:n| free) account|"
    r"(?:accept|we use|uses?) (?:all )?cookies|verify (?:that )?you are (?:a )?human|"
    r"checking your browser|access denied|are you a robot|unusual traffic|"
    r"(?:jetzt|bitte) (?:anmelden|einloggen)|abonnez-vous pour|inicia sesión para|войдите, чтобы",
    re.IGNORECASE,
)


def warnings_of(text: str, page_words: int, html: str, *, asks_for_scripts: bool) -> tuple[str, ...]:
    """The warnings for an article of this text and HTML on a page of so many words."""
    words = word_count(text)
    found = []
    linked = sum(len(link) for link in re.findall(r"<a [^>]*>([^<]*)", html))
    if len(text) > 200 and linked > len(text) * 0.5:
        found.append(LISTING)
    if words < 150 and _WALL.search(text):
        found.append(WALL)
    elif words < 40:
        found.append(VERY_SHORT)
    if asks_for_scripts and (words < 60 or page_words < 60):
        found.append(NEEDS_SCRIPTS)
    return tuple(found)
