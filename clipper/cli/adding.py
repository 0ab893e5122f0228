"""``clipper add``, ``retry``: clipping into the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import chosen, clip_ids
from clipper.cli.session import ProgressLine, Session, complain, say, standard_input, stop
from clipper.errors import CaptureError, ClipperError
from clipper.model import Content, Via

if TYPE_CHECKING:
    from clipper.clipping import Clipping
    from clipper.model import ClipSummary, Handover

KEEP, UPDATE, SKIP = AGAIN = ("keep", "update", "skip")


@click.command(
    epilog="""\b
Examples:
  clipper add https://site.example/story saved-page.html
  xclip -o -selection clipboard | clipper add -
  clipper add - < list-of-links.txt"""
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--again",
    type=click.Choice(AGAIN),
    help="What to do with a page that is there already: keep both, update the clip, or skip it.",
)
@click.pass_obj
def add(session: Session, sources: tuple[str, ...], again: str | None) -> None:
    """Clip URLs, files or standard input into the library.

    SOURCE is a URL, a file, or - for standard input.

    Prints the id of each clip at the moment it is safely on disk, then works on: what is said to be
    clipped is never lost, even if this command is stopped. A file that is not there is no clip.

    An address whose page is in the library is skipped, and the id of its clip is printed; a file or standard
    input is kept beside it. --again says otherwise.
    """
    service = session.service()
    service.start()
    ids: list[str] = []
    with ProgressLine() as line:
        failed = 0
        for source in sources:
            try:
                kept = _take(service, _handovers(source, session), again)
            except CaptureError as error:
                failed += 1
                line.clear()
                complain(f"{source}: {error.message}")
                continue
            except ClipperError as error:
                line.clear()
                stop(error.message)
            for clip_id, awaited in kept:
                ids.append(awaited)
                line.clear()
                say(clip_id)
        failed += see_through(service, ids, line)
    sys.exit(1 if failed else 0)


def _handovers(source: str, session: Session) -> list[Handover]:
    from clipper import capture as capturing
    from clipper.fetching import limits_of

    limits = limits_of(session.settings())
    if source != "-":
        handover = capturing.from_source(source, Via.COMMAND)
        if handover.path is not None and not Path(handover.path).is_file():
            capturing.read_file(handover, limits)  # raises what is wrong: there is nothing here to keep
        return [handover]
    data = standard_input(limits)
    handover = capturing.from_bytes(data, Via.COMMAND)
    if handover.capture is None or handover.capture.content is Content.HTML:
        return [handover]
    links = capturing.from_text(handover.capture.text, Via.COMMAND)
    return links if links and all(link.url for link in links) else [handover]


def _take(service: Clipping, handovers: list[Handover], again: str | None) -> list[tuple[str, str]]:
    """Hand over what is new; for each the id of its clip, new or there already, and the id to wait for."""
    wanted = [again or (SKIP if _is_address(handover) else KEEP) for handover in handovers]
    known = service.known(handovers) if any(wish != KEEP for wish in wanted) else [[] for _ in handovers]
    known = [[] if wish == KEEP else found for wish, found in zip(wanted, known, strict=True)]
    # A link that stands twice in a list is one page.
    places: dict[str | int, int] = {}
    for place, (handover, wish) in enumerate(zip(handovers, wanted, strict=True)):
        places.setdefault(place if handover.url is None or wish == KEEP else handover.url, place)
    new = [place for place in places.values() if not known[place]]
    added = service.hand_over([handovers[place] for place in new]) if new else []
    ids = {place: (clip_id, clip_id) for place, clip_id in zip(new, added, strict=True)}
    for place in places.values():
        if known[place]:
            ids[place] = _meet_again(service, handovers[place], known[place][0], wanted[place])
    return [ids[place] for place in sorted(ids)]


def _is_address(handover: Handover) -> bool:
    return handover.url is not None and handover.capture is None


def _meet_again(service: Clipping, handover: Handover, known: ClipSummary, wish: str) -> tuple[str, str]:
    """Do what is wanted with a page that is in the library; the id of its clip, and the id to wait for."""
    if wish == UPDATE:
        # The page comes as a pending clip of its own, which becomes a version of this one.
        return known.id, service.update(known.id, handover)
    if known.state == "failed":
        service.retry([known.id])
    elif known.state != "pending":
        day = known.saved_at.astimezone().strftime("%Y-%m-%d")
        complain(
            f"{handover.label}: already in the library since {day}. --again update or keep clips it again."
        )
    return known.id, known.id


def see_through(service: Clipping, ids: list[str], line: ProgressLine) -> int:
    """Wait until these clips are done, say what happens meanwhile, and count those that failed."""
    left = ids
    try:
        while not service.wait(left, timeout=0.2):
            left = [summary.id for summary in service.summaries(left) if summary.state == "pending"]
            now = next((progress for clip_id in left if (progress := service.progress(clip_id))), None)
            phase = f" · {now.phase}" if now else ""
            line.say(f"{len(ids) - len(left)} of {len(ids)} clipped{phase}")
    except ClipperError as error:
        line.clear()
        stop(error.message)
    line.clear()
    failed = 0
    for summary in service.summaries(ids):
        if summary.failure is not None:
            failed += 1
            complain(f"{summary.url or summary.title}: {summary.failure.message}")
    return failed


@click.command(
    epilog="""\b
Examples:
  clipper retry 7d3e52c1
  clipper list --failed | clipper retry -"""
)
@clip_ids
@click.pass_obj
def retry(session: Session, clip_ids: tuple[str, ...]) -> None:
    """Try again to clip what failed; pages are fetched anew. Other clips are left as they are."""
    service = session.service()
    ids, missing = chosen(service, clip_ids)
    failed = [summary.id for summary in service.summaries(ids) if summary.state == "failed"]
    with ProgressLine() as line:
        try:
            service.start()
            service.retry(failed)
        except ClipperError as error:
            stop(error.message)
        left = see_through(service, failed, line)
    sys.exit(1 if left or missing else 0)
