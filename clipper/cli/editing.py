"""``clipper edit``, ``versions``: a person's own words for a clip, and the texts it had before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from clipper.cli.choosing import clip_id, tell, the_one
from clipper.cli.lines import dumped
from clipper.cli.session import Session, say, stop, text_from
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.clipping import Clipping
    from clipper.model import Version

FIELDS = ("title", "authors", "published", "text")


@click.command(
    epilog="""\b
Examples:
  clipper edit 7d3e52c1 --title "The keeper's notebooks"
  clipper edit 7d3e52c1 --author "Ida Moss" --author "Jon Pell" --published 2026-03-14
  clipper edit 7d3e52c1 --reset title
  clipper show 7d3e52c1 > story.md; clipper edit 7d3e52c1 --text story.md"""
)
@clip_id
@click.option("--title", metavar="TEXT", help="The title.")
@click.option("--author", "authors", metavar="NAME", multiple=True, help="An author; repeat it for several.")
@click.option("--published", metavar="DATE", help="The day it was published: 2026, 2026-03 or 2026-03-14.")
@click.option("--text", "source", metavar="FILE", help="The whole text, as Markdown; - for standard input.")
@click.option("--reset", type=click.Choice(FIELDS), multiple=True, help="Back to what was found on the page.")
@click.pass_obj
def edit(
    session: Session,
    *,
    clip_id: str,
    title: str | None,
    authors: tuple[str, ...],
    published: str | None,
    source: str | None,
    reset: tuple[str, ...],
) -> None:
    """Write title, authors, date or text of a clip anew. It stays so when the page is cleaned again."""
    changed: dict[str, Any] = {"title": title, "authors": authors or None, "published": published}
    changed = {name: value for name, value in changed.items() if value is not None}
    if not (changed or source or reset):
        raise click.UsageError("Say what to change: --title, --author, --published, --text or --reset.")
    service = session.service()
    found = the_one(service, clip_id)
    try:
        if source:
            changed["markdown"] = text_from(source)
        if reset:
            tell(service.edits.reset(found, *reset))
        if changed:
            tell(service.edit(found, **changed))
    except ClipperError as error:
        stop(error.message)


@click.command(
    epilog="""\b
Examples:
  clipper versions 7d3e52c1
  clipper versions 7d3e52c1 --diff 1 3
  clipper versions 7d3e52c1 --print 1 > before.md
  clipper versions 7d3e52c1 --show 1"""
)
@clip_id
@click.option("--diff", "pair", nargs=2, type=int, metavar="A B", help="What B has and A had not, in words.")
@click.option("--print", "printed", type=int, metavar="N", help="Print version N as Markdown.")
@click.option("--show", "shown", type=int, metavar="N", help="Let the clip show version N.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def versions(
    session: Session,
    *,
    clip_id: str,
    pair: tuple[int, int] | None,
    printed: int | None,
    shown: int | None,
    as_json: bool,
) -> None:
    """List the versions of a clip, compare them, go back to one.

    A version comes of cleaning, fetching or editing. The one that is shown has a star.
    A difference marks words that were added {+so+} and words that were removed [-so-].
    """
    if sum(option is not None for option in (pair, printed, shown)) > 1:
        raise click.UsageError("Choose one of --diff, --print and --show.")
    service = session.service()
    found = the_one(service, clip_id)
    try:
        if pair is not None:
            _difference(service, found, pair, as_json=as_json)
        elif printed is not None:
            _print(service, found, printed)
        elif shown is not None:
            tell(service.versions.show(found, shown))
        else:
            for version in service.versions.of(found):
                say(_json(version) if as_json else _line(version))
    except ClipperError as error:
        stop(error.message)


def _print(service: Clipping, clip_id: str, number: int) -> None:
    from clipper.export.markdown import from_html

    article = service.versions.article(clip_id, number)
    say(f"# {article.title}\n\n{from_html(article.html)}", nl=False)


def _difference(service: Clipping, clip_id: str, pair: tuple[int, int], *, as_json: bool) -> None:
    marks = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    parts = service.versions.difference(clip_id, *pair)
    if as_json:
        for how, words in parts:
            say(dumped({"how": how, "words": words}))
    else:
        say("".join(marks[how].format(words) for how, words in parts))


def _json(version: Version) -> str:
    return dumped(
        {
            "number": version.number,
            "made": version.made_at.isoformat(),
            "cause": version.cause,
            "title": version.title,
            "word_count": version.word_count,
            "shown": version.is_shown,
            "kept_back": version.kept_back,
        }
    )


def _line(version: Version) -> str:
    moment = version.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    star = "*" if version.is_shown else " "
    line = (
        f"{star} {version.number}  {moment}  {version.cause}  {version.word_count:,} words  {version.title}"
    )
    return f"{line}\n    {version.kept_back}" if version.kept_back else line
