"""The commands and what they are connected to: pipes that close, full disks, any encoding, Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from clipper.capture import from_text
from clipper.cli import main
from clipper.library import Library
from clipper.model import Status, Via

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and terminals of another kind")
TITLE = "Ünïcode 漢字 “quoted” \N{BELL}"


@pytest.fixture
def library(tmp_path):
    """A library with one pending clip whose title no narrow encoding holds."""
    with Library(tmp_path / "library") as library:
        library.add(from_text(f"{TITLE} \x1b]0;taken over\x07", Via.PASTE))
    return tmp_path / "library"


def command(library, *arguments):
    return [sys.executable, "-m", "clipper", "--library", str(library), *map(str, arguments)]


def run(command, **options):
    return subprocess.run(command, capture_output=True, timeout=30, check=False, **options)


def shell(library, line):
    """Run a line of shell in which `clipper` is the command; gives status, output, errors."""
    clipper = f'clipper() {{ "{sys.executable}" -m clipper --library "{library}" "$@"; }}; '
    done = run(["bash", "-c", clipper + line], text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_pipe_gets_utf_8_whatever_the_system_speaks(library, encoding):
    done = run(command(library, "list"), env=os.environ | {"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert TITLE in done.stdout.decode("utf-8")


def test_help_can_be_read_everywhere(library):
    done = run(command(library, "--help"), env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_folder_whose_name_is_no_text_can_be_exported_to(library, tmp_path):
    folder = os.fsencode(tmp_path) + b"/notes-\xff"
    done = run([*command(library, "export", "--to"), folder])
    assert (done.returncode, done.stderr) == (0, b"")
    assert Path(os.fsdecode(folder)).is_dir()


def test_a_reader_that_has_enough_ends_a_command_without_a_word(library):
    status, output, errors = shell(
        library, "clipper list | head -c 1; clipper list | true; clipper --help | true"
    )
    assert (status, len(output), errors) == (0, 1, "")


def test_a_command_whose_reader_left_says_so_by_its_status_alone(library):
    status, _, errors = shell(library, "set -o pipefail; clipper list --json | true")
    assert (status in {0, 141}, errors) == (True, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("arguments", ["list", "list --json", "show $(clipper list | cut -c1-36)"])
def test_a_full_disk_behind_the_output_is_a_sentence(library, arguments):
    status, _, errors = shell(library, f"clipper {arguments} > /dev/full")
    assert status == 1
    assert errors == "clipper: What was asked for could not be written: no space left on device.\n"


def test_with_closed_streams_the_commands_do_their_work(library, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("The lamp was lit at nine, and the keeper wrote it down in the log as he did each night.")
    assert shell(library, "clipper list >&-")[0] == 0
    assert shell(library, f"clipper add {page} >&- 2>&-")[0] == 0
    assert shell(library, "clipper list 2>&-")[1].count("\n") == 2
    for verb in ("add", "clean"):
        status, _, errors = shell(library, f"clipper {verb} - <&-")
        assert status == 1
        assert errors == "clipper: -: Standard input is closed, so nothing can be read from it.\n"


def test_on_a_terminal_no_page_can_steer_it_and_matches_are_bold(library):
    pty = pytest.importorskip("pty")
    main_end, program_end = pty.openpty()
    with os.fdopen(main_end, "rb", buffering=0) as terminal:
        subprocess.run(command(library, "search", "quoted"), stdout=program_end, check=True, timeout=30)
        os.close(program_end)
        shown = terminal.read(4096).decode()
    assert "\x1b]" not in shown
    assert "\x07" not in shown
    assert "\x1b[1mquoted\x1b[22m" in shown


@pytest.fixture
def interrupts_are_heard():
    """A shell that runs the tests in the background has all that they start ignore Ctrl+C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts_are_heard")
def test_ctrl_c_while_a_page_is_awaited_ends_quietly_with_130_and_the_work_stays_pending(site, tmp_path):
    site.pages["/slow"] = lambda handler: site.ending.wait(30)
    asked = command(tmp_path / "library", "add", site.url + "/slow")
    with subprocess.Popen(
        asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as adding:
        clip_id = adding.stdout.readline().strip()
        os.killpg(adding.pid, signal.SIGINT)
        output, errors = adding.communicate(timeout=20)
    assert (adding.returncode, output, errors) == (130, "", "")
    with Library(tmp_path / "library") as library:
        assert library.summary(clip_id).status is Status.PENDING
        assert library.claim() == [clip_id]


@pytest.mark.usefixtures("interrupts_are_heard")
def test_ctrl_c_while_workers_start_shows_no_trace_of_them(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>" + "The lamp was lit at nine. " * 40)
    asked = command(tmp_path / "library", "add", *[page] * 40)
    with subprocess.Popen(
        asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as adding:
        for _ in range(40):
            adding.stdout.readline()
        os.killpg(adding.pid, signal.SIGINT)
        _, errors = adding.communicate(timeout=20)
    assert errors == ""
    assert adding.returncode in {0, 130}


def test_more_than_the_limit_piped_in_is_refused_and_not_kept(tmp_path, own_folders):
    from clipper.settings import Settings, save

    save(Settings(page_megabytes=1))
    for verb in ("add", "clean"):
        arguments = ["--library", str(tmp_path / "library"), verb, "-"]
        result = CliRunner().invoke(main, arguments, input=b"word " * 300_000)
        assert result.exit_code == 1
        assert result.stderr == (
            "clipper: -: Standard input is larger than 1 MB, too large to clip. "
            "Copy the part you want and paste it here.\n"
        )
    with Library(tmp_path / "library") as library:
        assert library.ids() == []
