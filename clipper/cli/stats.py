"""``clipper stats``: the library in numbers, and what may be wrong with it, with what lists and mends it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from clipper.cli.lines import dumped
from clipper.cli.session import Session, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clipper.library import Concern, Disk, Health, Statistics

MONTHS_SHOWN = 12
MOST_SHOWN = 10
BAR = 40
"""Characters of the longest bar."""

# What each concern is called, and the command that mends it or, where none does, what a person can do.
_CONCERNS = {
    "failed": ("could not be made", "clipper list --health failed | clipper retry -"),
    "short": ("suspiciously short", "clipper list --health short | clipper fetch-again -"),
    "missing-pictures": (
        "without some of their pictures",
        "clipper list --health missing-pictures | clipper fetch-again -",
    ),
    "walls": (
        "probably a wall in place of the text",
        "clipper list --health walls, then copy them from the browser",
    ),
    "duplicates": ("there more than once", "clipper duplicates"),
    "gone": ("gone from their sites", "clipper list --health gone, then see whether they moved"),
    "old-trash": ("in the trash for long", "clipper empty-trash"),
}


@click.command(
    epilog="""\b
Examples:
  clipper stats
  clipper stats --json | jq .health
  clipper list --health short"""
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def stats(session: Session, as_json: bool) -> None:
    """Show the library in numbers, and what needs attention."""
    service = session.service()
    try:
        numbers, health = service.statistics(), service.health()
    except ClipperError as error:
        stop(error.message)
    say(_json(numbers, health) if as_json else "\n".join(_lines(numbers, health)))


def _json(numbers: Statistics, health: Health) -> str:
    row = asdict(numbers)
    row["disk"]["total"] = numbers.disk.total
    row["health"] = {
        concern.name: {
            "count": concern.count,
            "query": concern.query,
            "ids": list(concern.ids),
            "action": concern.action,
        }
        for concern in health
    }
    return dumped(row)


def _lines(numbers: Statistics, health: Health) -> Iterator[str]:
    yield f"clips     {numbers.clips:,}  {_parts(numbers)}".rstrip()
    yield f"words     {numbers.words:,}"
    yield f"pictures  {numbers.pictures:,}"
    yield f"disk      {size(numbers.disk.total)}  {_disk(numbers.disk)}"
    yield from _chart("Saved each month", numbers.months[-MONTHS_SHOWN:])
    yield from _chart("Sites", numbers.sites[:MOST_SHOWN], numbers.all_sites)
    languages = [(language or "not known", count) for language, count in numbers.languages]
    yield from _chart("Languages", languages[:MOST_SHOWN], len(languages))
    tags = [(tag.path, tag.total) for tag in numbers.tags]
    yield from _chart("Tags", tags[:MOST_SHOWN], len(tags))
    yield from _health(health)


def _parts(numbers: Statistics) -> str:
    named = {
        "unread": numbers.unread,
        "read": numbers.read,
        "starred": numbers.starred,
        "archived": numbers.archived,
        "pending": numbers.pending,
        "failed": numbers.failed,
        "in the trash": numbers.trashed,
    }
    return " · ".join(f"{count:,} {name}" for name, count in named.items() if count)


def _disk(disk: Disk) -> str:
    parts = f"database {size(disk.database)} (index {size(disk.index)}, raw pages {size(disk.captures)})"
    return f"{parts} · pictures {size(disk.pictures)} · backups {size(disk.backups)}"


def size(count: int) -> str:
    """A number of bytes as people say it."""
    value = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "bytes" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"


def _chart(head: str, rows: Sequence[tuple[str, int]], of: int = 0) -> Iterator[str]:
    """Names with their numbers as bars; `of` is how many there are, also those that are not shown."""
    if not rows:
        return
    more = f" (the first {len(rows)} of {of:,})" if of > len(rows) else ""
    yield f"\n{head}{more}"
    most = max(1, *(count for _, count in rows))
    wide = max(len(name) for name, _ in rows)
    digits = len(f"{most:,}")
    for name, count in rows:
        yield f"  {name:{wide}}  {count:{digits},}  {'█' * -(-count * BAR // most)}".rstrip()


def _health(health: Health) -> Iterator[str]:
    found: list[Concern] = [concern for concern in health if concern.count]
    yield "\nHealth"
    if not found:
        yield "  Nothing needs attention."
        return
    digits = max(len(f"{concern.count:,}") for concern in found)
    wide = max(len(_CONCERNS[concern.name][0]) for concern in found)
    for concern in found:
        about, mend = _CONCERNS[concern.name]
        yield f"  {concern.count:{digits},} {about:{wide}}  {mend}"
