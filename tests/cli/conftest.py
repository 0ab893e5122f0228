"""A library that commands are run on, in this process, and clips to put into it."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from clipper.cli import main
from clipper.library import Library
from clipper.model import Article, Failure, Handover, Via


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def run(folder):
    """Runs a command; gives its result with `stdout`, `stderr`, `exit_code`. A mistake of ours is raised."""

    def runner(*arguments, stdin=None, status=0):
        result = CliRunner().invoke(main, ["--library", str(folder), *map(str, arguments)], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result

    return runner


@pytest.fixture
def rows(run):
    """Runs a command with --json; gives its lines as objects."""

    def runner(*arguments, **options):
        return [json.loads(line) for line in run(*arguments, "--json", **options).stdout.splitlines()]

    return runner


@pytest.fixture
def clip(folder):
    """Makers of clips, straight into the library: clip.ready(text, title, url), clip.failed(code), clip.pending()."""

    def ready(
        text="The gulls had gone inland.", title="The quay", url="https://harbour.example/quay", **fields
    ):
        html = fields.pop("html", f"<p>{text}</p>")
        with Library(folder) as library:
            [clip_id] = library.add([Handover(label=title, via=Via.TYPED, url=url)])
            made = Article(title=title, html=html, text=text, word_count=len(text.split()), **fields)
            library.fill(clip_id, made, [])
        return clip_id

    def failed(code="dns", url="https://gone.example/page"):
        with Library(folder) as library:
            [clip_id] = library.add([Handover(label=url, via=Via.TYPED, url=url)])
            library.fail(clip_id, Failure(code, "It did not work."))
        return clip_id

    def pending(url="https://slow.example/page"):
        with Library(folder) as library:
            return library.add([Handover(label=url, via=Via.TYPED, url=url)])[0]

    return SimpleNamespace(ready=ready, failed=failed, pending=pending)


def ids_in(result):
    """The ids that a list printed, in order."""
    return [line.split()[0] for line in result.stdout.splitlines() if not line.startswith(" ")]
