"""``clipper clean``: print the article, keep nothing."""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.lines import article_line, failure_line
from clipper.cli.session import Session, complain, say, standard_input
from clipper.errors import ClipperError
from clipper.model import AS_JUDGED, Choice, Via, Width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clipper.capture import Fetcher
    from clipper.model import Capture, SiteRule


_ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]*://[^\s/][^\s]*|file:///[^\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form to print, what of a page to keep, and whether to say instead how it was judged."""

    form: str = "json"
    choice: Choice = AS_JUDGED
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One page of a batch: the file, the address it came from, if known, and how it is wanted.

    `problem` is set instead where the line that should name a page does not.
    """

    path: str
    url: str | None
    wanted: Wanted = Wanted()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One source, read, and how it is wanted."""

    source: str
    capture: Capture
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: what to print, and why it failed, if it did."""

    source: str
    line: str
    failure: str | None = None


@click.command(
    epilog="""\b
Examples:
  clipper clean https://site.example/story > story.md
  clipper clean page.html --url https://site.example/story --format html
  clipper clean page.html --keep wider
  clipper clean page.html --explain
  curl -s https://site.example | clipper clean - --format text
  clipper clean --batch pages.jsonl --format json > articles.jsonl"""
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "text", "json"]),
    default="markdown",
    show_default=True,
    help="What to print. JSON is one object a line.",
)
@click.option("--url", help="The address that a file or standard input came from.")
@click.option(
    "--batch",
    metavar="LIST",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help='Clean many files on every core: JSON lines {"path": …, "url": …}, or - for standard input.',
)
@click.option(
    "--keep",
    "width",
    type=click.Choice([width.value for width in Width]),
    default=Width.ARTICLE.value,
    show_default=True,
    help="How much to keep: the article, a generous choice, or all that the page shows.",
)
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Print every block of the page, kept (+) or not (-), and why. As text, or with --format json.",
)
@click.pass_obj
def clean(
    session: Session,
    sources: tuple[str, ...],
    *,
    form: str,
    url: str | None,
    batch: str | None,
    width: str,
    explained: bool,
) -> None:
    """Print the article of each SOURCE and keep nothing.

    SOURCE is a URL, a file, or - for standard input.
    """
    if batch and sources:
        raise click.UsageError("Give sources or --batch, not both.")
    if not batch and not sources:
        raise click.UsageError("Name a URL, a file, or - for standard input.")
    if url and len(sources) != 1:
        raise click.UsageError("--url is for one file or standard input.")
    if url and re.match(r"https?://", sources[0], re.IGNORECASE):
        raise click.UsageError(
            "--url is for a file or standard input, which do not say where they came from."
        )
    if url and not _ADDRESS.fullmatch(url):
        raise click.UsageError("--url must be an address such as https://site.example/page.")
    wanted = Wanted(form, Choice(width=Width(width), rules=_site_rules()), explained)
    failed = _clean_batch(batch, wanted) if batch else _clean_sources(session, sources, wanted, url)
    sys.exit(1 if failed else 0)


def _site_rules() -> tuple[SiteRule, ...]:
    from clipper.settings import site_rules_folder
    from clipper.site_rules import load

    found = load(site_rules_folder())
    for problem in found.problems:
        complain(problem)
    return found.rules


def _clean_sources(session: Session, sources: tuple[str, ...], wanted: Wanted, url: str | None) -> int:
    from clipper.fetching import make_fetcher
    from clipper.workers import OneByOne, preload

    alone = OneByOne()
    if len(sources) > 1:
        preload()

    def outcome(source: str) -> Outcome:
        try:
            return alone.run(clean_page, Page(source, _captured(source, url, fetcher), wanted))
        except ClipperError as error:
            return _failed(source, wanted, url, error)

    with make_fetcher(session.settings()) as fetcher:
        try:
            return _print_all(map(outcome, sources), wanted)
        finally:
            alone.close()


def _clean_batch(listing: str, wanted: Wanted) -> int:
    from clipper.cleaning import each

    jobs = [replace(job, wanted=wanted) for job in _jobs(listing)]
    results = each(clean_job, jobs)
    outcomes = (
        _failed(job.path, wanted, job.url, result) if isinstance(result, ClipperError) else result
        for job, result in zip(jobs, results, strict=True)
    )
    return _print_all(outcomes, wanted)


def _jobs(listing: str) -> list[Job]:
    try:
        with click.open_file(listing, encoding="utf-8-sig") as lines:
            return [_job(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{listing} is not text in UTF-8.") from error


def _job(number: int, line: str) -> Job:
    """The page that a line names, or the problem in its place: one bad line must not end the batch."""
    try:
        row = json.loads(line)
        path, url = row["path"], dict(row).get("url")
        if isinstance(path, str) and isinstance(url, str | None):
            return Job(path, url)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    sample = '{"path": "page.html", "url": "https://site.example/page"}'
    return Job(f"line {number}", None, problem=f"This line must be JSON like {sample}.")


def clean_job(job: Job) -> Outcome:
    """Clean one file of a batch. Runs in a worker process."""
    if job.problem is not None:
        return _failed(job.path, job.wanted, None, ClipperError(job.problem))
    try:
        return clean_page(Page(job.path, _read(job.path, job.url), job.wanted))
    except ClipperError as error:
        return _failed(job.path, job.wanted, job.url, error)
    except MemoryError:
        raise  # the worker is at its limit: whoever waits for it says so
    except Exception as error:  # noqa: BLE001  (one page's bug must not end the batch; it is said in its place)
        mistake = ClipperError(
            f"Clipper itself made a mistake with this page ({type(error).__name__}: {error})."
        )
        mistake.code = "bug"
        return _failed(job.path, job.wanted, job.url, mistake)


def clean_page(page: Page) -> Outcome:
    """Clean one page and write it down. Runs in a process of its own. Raises ClipperError."""
    return Outcome(page.source, _written(page.source, page.capture, page.wanted))


def _failed(source: str, wanted: Wanted, url: str | None, error: ClipperError) -> Outcome:
    return Outcome(source, failure_line(source, url, error) if wanted.form == "json" else "", error.message)


def _captured(source: str, url: str | None, fetcher: Fetcher) -> Capture:
    from clipper import capture as capturing

    if source == "-":
        data = standard_input(fetcher.limits)
        return capturing.capture(capturing.from_bytes(data, Via.COMMAND, url=url), fetcher)
    captured = capturing.capture(capturing.from_source(source, Via.COMMAND), fetcher)
    return replace(captured, url=url) if url else captured


def _read(path: str, url: str | None) -> Capture:
    """Read a file as the page that came from `url`; its own word on that counts where `url` is None."""
    from clipper import capture as capturing

    with capturing.Fetcher() as fetcher:
        capture = capturing.capture(capturing.from_path(Path(path), Via.COMMAND), fetcher)
    return replace(capture, url=url) if url else capture


def _written(source: str, capture: Capture, wanted: Wanted) -> str:
    form = wanted.form
    if wanted.explained:
        from clipper.cli.explaining import explained

        return explained(source, capture, wanted.choice, as_json=form == "json")
    from clipper.cleaning import clean as clean_capture

    started = time.perf_counter()
    article = clean_capture(capture, wanted.choice)
    if form == "json":
        return article_line(source, capture.url, article, started)
    if form == "html":
        return article.html.rstrip("\n")
    if form == "text":
        return f"{article.title}\n\n{article.text}".strip("\n")
    from clipper.export.note import article_note

    return article_note(article, url=capture.url, created=datetime.now().astimezone()).rstrip("\n")


def _print_all(outcomes: Iterable[Outcome], wanted: Wanted) -> int:
    """Print each outcome as it comes, failures on standard error too; how many failed."""
    failed = 0
    printed = 0
    for outcome in outcomes:
        if outcome.failure is not None:
            failed += 1
            complain(f"{outcome.source}: {outcome.failure}")
        if outcome.line:
            say("\n" * bool(printed and wanted.form != "json") + outcome.line)
            printed += 1
    return failed
