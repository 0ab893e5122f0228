"""What goes into the indexes for a clip, whatever its status.

Three of them: `search` has every word with its places, for words, phrases and ranking; `heads` has what is
asked while a person types, when places do not matter and would cost time: the first one to four
letters of every word, and the words of title (`^`), tags (`%`) and authors (`~`), whole and their first
letters; `words` has each word in use once, for parts of words and for spelling.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from clipper.library.fold import BOUNDARY, FIRST_UNSPACED, is_unspaced, words
from clipper.library.query import plain_host
from clipper.library.rows import storable, unpacked_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import apsw

    from clipper.model import Article, Handover

IN_TITLE, IN_TAGS, IN_AUTHORS = "^", "%", "~"
LONGEST_HEAD = 4
"""Letters; what is longer is found in `search` fast enough."""
INDEXED_AT_ONCE = 500
_SEEN_OF_EXCERPT = 60
_LONGEST_KNOWN, _SHORTEST_KNOWN = 32, 3

_ROW = """
    SELECT c.title, h.title_hint, h.url, h.path, c.url, a.canonical_url, a.authors, a.site_name, a.excerpt,
           c.note, a.body,
           (SELECT group_concat(t.path, char(10)) FROM clip_tags JOIN tags t ON t.id = tag WHERE clip = c.id),
           (SELECT group_concat(note, char(10)) FROM highlights WHERE clip = c.id)
    FROM clips c JOIN handovers h ON h.clip = c.id LEFT JOIN articles a ON a.clip = c.id
    WHERE c.id = ?
    """


@dataclass(frozen=True, slots=True)
class Entry:
    """A clip as the indexes take it: seven columns of words, its heads, and the words worth knowing."""

    columns: tuple[str, ...]
    heads: str
    known: frozenset[str]


def index_clip(db: apsw.Connection, clip: int) -> None:
    """Write the index entries of the clip with this key anew from its rows."""
    index_clips(db, [clip])


def index_clips(db: apsw.Connection, clips: Sequence[int]) -> None:
    """Write the index entries of the clips with these keys anew from their rows."""
    write_entries(db, [(clip, entry_of(db, clip)) for clip in clips])


def index_all(db: apsw.Connection) -> None:
    """Write all index entries anew."""
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    db.execute("INSERT INTO heads (heads) VALUES ('delete-all')")
    db.execute("DELETE FROM words; INSERT INTO word_parts (word_parts) VALUES ('rebuild')")
    clips = [int(row[0]) for row in db.execute("SELECT id FROM clips ORDER BY id")]
    for start in range(0, len(clips), INDEXED_AT_ONCE):
        index_clips(db, clips[start : start + INDEXED_AT_ONCE])


def unindex_clip(db: apsw.Connection, clip: int) -> None:
    """Remove the clip with this key from the indexes; the words it had stay known."""
    db.execute("DELETE FROM search WHERE rowid = ?", (clip,))
    db.execute("DELETE FROM heads WHERE rowid = ?", (clip,))


def write_entries(db: apsw.Connection, entries: Sequence[tuple[int, Entry]]) -> None:
    """Write the entries of clips, by key."""
    db.executemany(
        """
        INSERT OR REPLACE INTO search (rowid, title, tags, authors, site, address, notes, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [(clip, *entry.columns) for clip, entry in entries],
    )
    db.executemany(
        "INSERT OR REPLACE INTO heads (rowid, head) VALUES (?, ?)",
        [(clip, entry.heads) for clip, entry in entries],
    )
    known = frozenset().union(*(entry.known for _, entry in entries))
    db.execute(
        """
        INSERT INTO words (word)
        SELECT value FROM json_each(?) WHERE value NOT IN (SELECT word FROM words) ORDER BY value
        """,
        (json.dumps(sorted(known), ensure_ascii=False),),
    )


def entry_of(db: apsw.Connection, clip: int, text: str | None = None) -> Entry:
    """Return the entry of the clip from its rows; its text, where that is at hand, need not be unpacked."""
    title, hint, url, path, shown_url, canonical, authors, site_name, excerpt, note, body, tags, notes = (
        db.execute(_ROW, (clip,)).get
    )
    if text is None:
        text = unpacked_body(body)[1] if body else ""
    addresses = [shown_url, url, canonical, path.decode("utf-8", "replace") if path else None]
    return entry(
        title=_lines(title, hint),
        tags=tags or "",
        authors=_lines(*(json.loads(authors) if authors else ())),
        site=_site(site_name, addresses),
        address=_lines(*map(_readable, filter(None, addresses))),
        notes=_lines(note, notes),
        text=_with_excerpt(text, excerpt),
    )


def entry_of_article(handover: Handover, article: Article, title: str, url: str | None) -> Entry:
    """Return the entry of a clip that has nothing of its own yet but what was handed over and its article."""
    addresses = [url, handover.url, article.canonical_url, handover.path]
    return entry(
        title=_lines(title, handover.title_hint),
        tags="",
        authors=_lines(*article.authors),
        site=_site(article.site_name, addresses),
        address=_lines(*map(_readable, filter(None, addresses))),
        notes="",
        text=_with_excerpt(article.text, article.excerpt),
    )


def _site(name: str | None, addresses: Sequence[str | None]) -> str:
    return _lines(name, *(urlsplit(address).hostname for address in _parsable(addresses)))


def _with_excerpt(text: str, excerpt: str | None) -> str:
    return text if not excerpt or excerpt[:_SEEN_OF_EXCERPT] in text else f"{text}\n{excerpt}"


def entry(*, title: str, tags: str, authors: str, site: str, address: str, notes: str, text: str) -> Entry:
    """Return the entry of a clip with these texts."""
    columns = tuple(map(words, (title, tags, authors, site, address, notes, text)))
    distinct = {word for column in columns for word in column.split(" ")} - {"", BOUNDARY}
    spaced = [word for word in distinct if word < FIRST_UNSPACED or not is_unspaced(word)]
    heads = _heads(spaced)
    heads.update([word[0] for word in distinct])  # a pair of letters without spaces is found whole
    for mark, column in zip((IN_TITLE, IN_TAGS, IN_AUTHORS), columns, strict=False):
        own = set(column.split(" ")) - {"", BOUNDARY}
        heads.update([mark + head for head in own | _heads(own)])
    known = [
        word
        for word in spaced
        if _SHORTEST_KNOWN <= len(word) <= _LONGEST_KNOWN and word.isalnum() and not word.isdigit()
    ]
    return Entry(columns, " ".join(heads), frozenset(known))


def _heads(words: Iterable[str]) -> set[str]:
    """Return the first letters of the words, one up to `LONGEST_HEAD`."""
    return {word[:length] for length in range(1, LONGEST_HEAD + 1) for word in words}


def note_of_article(db: apsw.Connection, clip: int, html: str | None = None) -> None:
    """Write what lists, filters and counts need of the clip's article into the row of the clip.

    Its HTML, where that is at hand, need not be unpacked.
    """
    row = db.execute(
        """
        SELECT a.language, a.published, a.word_count, a.body, coalesce(c.url, h.url, a.canonical_url)
        FROM articles a JOIN clips c ON c.id = a.clip JOIN handovers h ON h.clip = a.clip WHERE a.clip = ?
        """,
        (clip,),
    ).get
    language, published, word_count, body, url = row
    if html is None:
        html, _ = unpacked_body(body)
    db.execute(
        """
        UPDATE clips SET language = ?, published = ?, word_count = ?, site = ?,
                         has_image = ?, has_code = ?, has_math = ?
        WHERE id = ?
        """,
        (*_facts(language, published, word_count, url, html), clip),
    )


def facts_of(article: Article, url: str | None) -> tuple[Any, ...]:
    """Return what `note_of_article` writes for the article: seven values, in the order of its columns."""
    url = url or storable(article.canonical_url)
    return _facts(
        storable(article.language), storable(article.published), article.word_count, url, article.html
    )


def _facts(
    language: str | None, published: str | None, word_count: int, url: str | None, html: str
) -> tuple[Any, ...]:
    return (
        language.partition("-")[0].lower() if language else None,
        published,
        word_count,
        site_of(url),
        "<img" in html,
        "<pre" in html or "<code" in html,
        "<math" in html,
    )


def site_of(url: str | None) -> str | None:
    """Return the host of the address without `www.`, its labels turned round: "example.reef."."""
    for address in _parsable([url]):
        host = plain_host(urlsplit(address).hostname or "")
        if host:
            return "".join(f"{label}." for label in reversed(host.split(".")))
    return None


def _parsable(addresses: Iterable[str | None]) -> Iterator[str]:
    for address in addresses:
        if address and "://" in address:
            try:
                urlsplit(address)
            except ValueError:
                continue
            yield address


def _readable(address: str) -> str:
    """Return the address without its scheme, what is percent-encoded in letters."""
    return storable(unquote(address.partition("://")[2] or address))


def _lines(*texts: str | None) -> str:
    """Join the texts, without those that another one already contains."""
    lines: list[str] = []
    for text in texts:
        if text and not any(text in line for line in lines):
            lines.append(text)
    return "\n".join(lines)
