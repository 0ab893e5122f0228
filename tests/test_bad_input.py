"""Bad input, handed over as a person hands it over: one clear sentence, exit status 1, and nothing is lost."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import sqlite3
import stat
import zipfile

import apsw
import pytest
from click.testing import CliRunner

from clipper.cli import main
from clipper.clipping import Clipping
from clipper.jobs import Jobs
from clipper.library import Library
from clipper.settings import Settings, save
from tests.site import story

pytestmark = pytest.mark.usefixtures("kept_workers")

PASTE = "Open it, copy the text and paste it here."
RETRY = "Retry, or copy the page from the browser."
WORDS = [
    "Home",
    "News",
    "Sport",
    "Weather",
    "Travel",
    "Culture",
    "Opinion",
    "Video",
    "Shop",
    "Jobs",
    "Contact",
    "Imprint",
]
MENU = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in WORDS)
MENUS = (
    f"<title>The Daily</title><body><div class=menu><ul>{MENU}</ul></div><div class=footer>Cookies".encode()
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def run(folder):
    """Runs a command on this test's library; gives its result with `stdout`, `stderr`, `exit_code`."""

    def runner(*arguments, stdin=None):
        result = CliRunner().invoke(main, ["--library", str(folder), *map(str, arguments)], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return runner


@pytest.fixture
def is_told(run):
    """Hands a source to `clean` and to `add`: both say the sentence, and `add` keeps the clip as failed."""

    def check(source, sentence):
        cleaned = run("clean", source)
        assert (cleaned.exit_code, cleaned.stdout) == (1, "")
        assert cleaned.stderr == f"clipper: {source}: {sentence}\n"
        added = run("add", source)
        assert added.exit_code == 1
        assert added.stderr.endswith(f": {sentence}\n")
        assert added.stderr.count("\n") == 1
        [kept] = map(json.loads, run("list", "--failed", "--json").stdout.splitlines())
        assert kept["id"] == added.stdout.strip()
        assert kept["error"]["message"] == sentence

    return check


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("holiday.jpg", "x")
    return buffer.getvalue()


def test_an_address_that_does_not_resolve(is_told, monkeypatch):
    def unknown(*_arguments, **_options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr("clipper.capture.http_errors.has_network", lambda: True)
    sentence = "The address of harbour.example could not be found. Check its spelling, or retry later."
    is_told("https://harbour.example/quay", sentence)


def test_an_address_that_refuses(is_told):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    is_told(f"http://127.0.0.1:{port}/quay", "127.0.0.1 refused the connection. Retry later.")


def test_an_address_that_does_not_answer_in_time(is_told, site):
    save(Settings(seconds_per_page=1))
    site.pages["/quay"] = lambda handler: site.ending.wait(30)
    is_told(f"{site.url}/quay", "127.0.0.1 did not answer in time. Retry later.")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "There is no page at this address (404). Check its spelling."),
        (500, "127.0.0.1 has a problem of its own (500). Retry later."),
    ],
)
def test_an_answer_that_is_an_error(is_told, site, status, sentence):
    is_told(site.page("/quay", story(), status=status), sentence)


@pytest.mark.parametrize("where", ["web", "file"])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n1 0 obj", f"This is a PDF, which Clipper cannot read yet. {PASTE}"),
        (
            zipped(),
            "This is a zip archive, which Clipper cannot read yet. Unpack it and hand over the pages inside.",
        ),
    ],
)
def test_a_pdf_or_a_zip_under_the_name_of_a_page(is_told, site, tmp_path, where, data, sentence):
    file = tmp_path / "quay.html"
    file.write_bytes(data)
    is_told(file if where == "file" else site.page("/quay.html", data, content_type="text/html"), sentence)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_an_empty_page_or_file(is_told, run, site, tmp_path, data, folder):
    file = tmp_path / "quay.html"
    file.write_bytes(data)
    is_told(file, "“quay.html” is empty, so there is nothing to clip.")
    result = run("clean", site.page("/quay", data, content_type="text/html"))
    assert result.stderr.endswith(f": 127.0.0.1 answered with an empty page. {RETRY}\n")
    for verb in ("clean", "add"):
        result = run(verb, "-", stdin=data)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == "clipper: -: What was handed over is empty, so there is nothing to clip.\n"


def test_a_page_without_words(is_told, site):
    page = b"<!doctype html><html><head><title>The quay</title></head><body><div></div></body></html>"
    is_told(site.page("/quay", page), "There are no words on this page.")


def test_a_page_of_menus_only(is_told, site):
    sentence = (
        "There is no article on this page, only menus and links. "
        "Select the part you want, copy it and paste it here."
    )
    is_told(site.page("/", MENUS), sentence)


TOO_LARGE = "is larger than 20 MB, too large to clip. Copy the part you want and paste it here."


def test_thirty_megabytes(is_told, run, site, tmp_path):
    data = story() + b" " * 30_000_000
    file = tmp_path / "quay.html"
    file.write_bytes(data)
    is_told(file, f"“quay.html” {TOO_LARGE}")
    assert run("clean", site.page("/quay", data)).stderr.endswith(f": The page {TOO_LARGE}\n")
    assert run("clean", "-", stdin=data).stderr == f"clipper: -: Standard input {TOO_LARGE}\n"


def test_thirty_megabytes_pasted_are_kept_and_refused(folder):
    from clipper.capture import from_text
    from clipper.model import Via

    service = Clipping(Library(folder))
    try:
        service.start()
        ids = service.hand_over(from_text("The lamp was lit. " * 1_700_000, Via.PASTE))
        assert service.wait(ids, timeout=30)
        [summary] = service.summaries(ids)
        assert summary.failure.message == f"What was handed over {TOO_LARGE}"
    finally:
        service.close()


def test_a_gzip_body_that_is_cut_off(is_told, site):
    body = gzip.compress(story())[:-20]
    page = site.page("/quay", body, content_encoding="gzip", content_type="text/html")
    is_told(page, "The page arrived incomplete: its end is missing. Retry.")


@pytest.mark.parametrize("label", ["x-unheard-of", "utf-7", "rot13", "", "\u00ff"])
def test_an_unknown_encoding_is_found_out_from_the_bytes(run, site, label):
    words = "Смотритель маяка записал погоду в журнал, как делал каждое утро. " * 4
    body = f"<!doctype html><html><head><title>Маяк</title></head><body><p>{words}</p><p>{words}</p></body></html>"
    page = site.page("/quay", body.encode("cp1251"), content_type=f"text/html; charset={label}")
    result = run("clean", page)
    assert (result.exit_code, result.stderr) == (0, "")
    assert words.split(".", maxsplit=1)[0] in result.stdout


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>"])
def test_nesting_a_hundred_thousand_deep(run, site, tag):
    page = site.page("/quay", story(extra=tag * 100_000 + "the end"), content_type="text/html")
    added = run("add", page)
    assert (added.exit_code, added.stderr) == (0, "")
    assert "The gulls, he noted" in run("show", added.stdout.strip()).stdout


def test_a_library_file_that_is_not_one(run, folder):
    folder.mkdir()
    (folder / "library.sqlite3").write_text("Dear diary")
    for arguments in (("list",), ("add", "x.html"), ("search", "x"), ("export", "--to", folder / "notes")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            f"clipper: The file {folder / 'library.sqlite3'} is not a library of Clipper. "
            "Move it away, or choose another library.\n"
        )
    assert (folder / "library.sqlite3").read_text() == "Dear diary"


def test_a_library_from_a_newer_version_is_only_read(run, folder, tmp_path):
    page = tmp_path / "quay.html"
    page.write_bytes(story())
    Library(folder).close()
    database = sqlite3.connect(folder / "library.sqlite3")
    database.execute("PRAGMA user_version = 99")
    database.close()
    for arguments, status in ((("list",), 0), (("add", page), 1)):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (status, "")
        assert "was written by a newer version of Clipper, and can only be read here." in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (apsw.FullError, "The disk that holds the library in {} is full. Make some space and try again."),
        (
            apsw.ReadOnlyError,
            (
                "The library in {} can only be read: the folder or its files are write-protected. "
                "Make them writable, or choose another library."
            ),
        ),
    ],
)
def test_a_full_or_a_read_only_disk(run, folder, disk, tmp_path, error, sentence):
    page = tmp_path / "quay.html"
    page.write_bytes(story())
    first = run("add", page).stdout.strip()
    disk.error = error
    for arguments in (("add", page), ("trash", first)):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"clipper: {sentence.format(folder)}\n"
    assert run("list").stdout.startswith(first)


def test_a_disk_that_fills_up_while_a_page_is_worked_on(run, folder, disk, tmp_path, monkeypatch, request):
    request.node.add_marker(pytest.mark.expects_log)
    work = Jobs._make_article

    def on_a_full_disk(self, clip_id):
        disk.error = apsw.FullError
        work(self, clip_id)

    monkeypatch.setattr(Jobs, "_make_article", on_a_full_disk)
    page = tmp_path / "quay.html"
    page.write_bytes(story())
    result = run("add", page)
    assert result.exit_code == 1
    assert "is full. Make some space and try again." in result.stderr
    disk.error = None
    [kept] = map(json.loads, run("list", "--json").stdout.splitlines())
    assert (kept["id"], kept["state"]) == (result.stdout.strip(), "pending")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root, or not here"
)
def test_a_folder_that_may_not_be_written_to(run, folder, tmp_path):
    page = tmp_path / "quay.html"
    page.write_bytes(story())
    run("add", page)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    result = run("add", page)
    folder.chmod(stat.S_IRWXU)
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(folder) in result.stderr
