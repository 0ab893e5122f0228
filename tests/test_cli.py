"""The commands, run as a person runs them, in processes of their own where that matters."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from clipper.cli import main
from tests.site import story
from tests.test_pages import PAGES

pytestmark = pytest.mark.usefixtures("kept_workers")

CONTRACT = [
    "source", "url", "title", "kind", "authors", "published", "site_name", "language", "excerpt", "lead_image",
    "word_count", "content_html", "content_markdown", "removed", "warnings", "seconds", "error",
]  # fmt: skip


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def run(library):
    """Runs a command on this test's library; gives its result with `stdout`, `stderr`, `exit_code`."""

    def runner(*arguments, stdin=None):
        return CliRunner().invoke(main, ["--library", str(library), *map(str, arguments)], input=stdin)

    return runner


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "quay.html"
    file.write_bytes(story())
    return file


@pytest.fixture
def clip_id(run, page):
    result = run("add", page)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def test_clean_prints_the_article_as_markdown_and_keeps_nothing(run, page, library):
    result = run("clean", page, "--url", "https://harbour.example/quay")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        '---\ntitle: "The quay under water"\nsource: "https://harbour.example/quay"\n'
    )
    assert "The gulls, he noted" in result.stdout
    assert "News" not in result.stdout
    assert not library.exists()


@pytest.mark.parametrize(
    ("form", "begins"),
    [("html", "<p>The harbour master"), ("text", "The quay under water\n\nThe harbour master")],
)
def test_clean_prints_other_forms(run, page, form, begins):
    assert run("clean", page, "--format", form).stdout.startswith(begins)


def test_clean_reads_standard_input(run):
    result = run("clean", "-", "--url", "https://harbour.example/quay", stdin=story())
    assert 'source: "https://harbour.example/quay"' in result.stdout
    assert "The gulls, he noted" in result.stdout


def test_the_address_of_a_page_is_asked_only_for_what_does_not_say_it(run):
    result = run("clean", "https://harbour.example/quay", "--url", "https://harbour.example/quay")
    assert result.exit_code == 2
    assert "--url is for a file or standard input" in result.stderr


def test_clean_as_json_is_one_object_a_line_in_the_order_promised(run, page, tmp_path):
    result = run("clean", page, tmp_path / "gone.html", "--format", "json")
    good, bad = map(json.loads, result.stdout.splitlines())
    assert list(good) == CONTRACT
    assert list(bad) == CONTRACT
    assert good["error"] is None
    assert bad["error"]["message"] in result.stderr
    assert result.exit_code == 1


def test_a_batch_gives_a_line_for_each_page_in_the_order_given(tmp_path):
    files = []
    for number in range(6):
        file = tmp_path / f"{number}.html"
        file.write_bytes(story(f"Part {number}") if number != 3 else b"%PDF-1.7 not a page")
        files.append(file)
    listing = tmp_path / "list.jsonl"
    rows = [{"path": str(file), "url": f"https://harbour.example/{file.stem}"} for file in files]
    listing.write_text("\n".join(map(json.dumps, rows)))
    command = [sys.executable, "-m", "clipper", "clean", "--batch", str(listing), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["source"] for line in lines] == [str(file) for file in files]
    assert [line["url"] for line in lines] == [row["url"] for row in rows]
    assert [bool(line["error"]) for line in lines] == [False, False, False, True, False, False]
    assert done.returncode == 1
    assert "PDF" in done.stderr


@pytest.mark.parametrize(
    "listing",
    [
        b"not json",
        b"[]",
        b'"x"',
        b'{"url": "https://a.example"}',
        b'{"path": 7}',
        b'{"path": "x", "url": 7}',
    ],
)
def test_a_line_of_a_batch_that_names_no_page_fails_in_its_place_and_the_others_go_on(run, tmp_path, listing):
    (tmp_path / "page.html").write_bytes(story())
    page = json.dumps({"path": str(tmp_path / "page.html")}).encode()
    (tmp_path / "list.jsonl").write_bytes(b"\n".join((page, listing, page)))
    result = run("clean", "--batch", tmp_path / "list.jsonl", "--format", "json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["source"] for line in lines] == [
        str(tmp_path / "page.html"),
        "line 2",
        str(tmp_path / "page.html"),
    ]
    assert [bool(line["error"]) for line in lines] == [False, True, False]
    assert 'line 2: This line must be JSON like {"path":' in result.stderr
    assert result.exit_code == 1


def test_a_batch_that_is_no_text_is_wrong_use(run, tmp_path):
    (tmp_path / "list.jsonl").write_bytes(b"\xff{}")
    result = run("clean", "--batch", tmp_path / "list.jsonl")
    assert (result.exit_code, "is not text in UTF-8" in result.stderr) == (2, True)


def test_an_address_that_is_none_is_wrong_use(run, tmp_path):
    (tmp_path / "page.html").write_bytes(story())
    result = run("clean", tmp_path / "page.html", "--url", "notaurl")
    assert (result.exit_code, "must be an address" in result.stderr) == (2, True)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_a_page_that_never_ends_is_stopped_and_the_next_one_is_cleaned(run, tmp_path, monkeypatch):
    from clipper import workers
    from clipper.cli import clean

    written = clean._written

    def never_ends(source, capture, wanted):
        while "endless" in source:
            pass
        return written(source, capture, wanted)

    monkeypatch.setattr(clean, "_written", never_ends)
    monkeypatch.setattr(workers, "OneByOne", lambda one_by_one=workers.OneByOne: one_by_one(1))
    monkeypatch.setattr(workers, "can_fork", lambda: True)
    for name in ("endless.html", "page.html"):
        (tmp_path / name).write_bytes(story())
    result = run("clean", tmp_path / "endless.html", tmp_path / "page.html")
    assert "Cleaning took more than 1 seconds and was stopped." in result.stderr
    assert "The quay under water" in result.stdout
    assert result.exit_code == 1


def test_a_batch_from_an_editor_of_windows_is_read(run, tmp_path):
    (tmp_path / "list.jsonl").write_bytes(b'\xef\xbb\xbf{"path": "gone.html"}\r\n\r\n')
    result = run("clean", "--batch", tmp_path / "list.jsonl", "--format", "json")
    assert (json.loads(result.stdout)["source"], result.exit_code) == ("gone.html", 1)


def test_a_list_of_links_piped_in_becomes_a_clip_for_each(run):
    result = run("add", "-", stdin=b"http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b\n")
    assert len(result.stdout.split()) == 2


def test_a_piped_page_of_links_stays_a_page(run):
    links = "".join(f'<p><a href="https://a.example/{n}">Story {n}</a></p>' for n in range(9))
    result = run("add", "-", stdin=f"<!-- x --><div>{links}</div>".encode())
    assert len(result.stdout.split()) == 1


def test_no_line_of_json_is_broken_by_what_some_take_for_the_end_of_a_line():
    from clipper.cli.lines import dumped

    row = {"title": "a\u2028b\u2029c\x85d\x0be\n\ud800f"}
    assert len(dumped(row).splitlines()) == 1
    assert json.loads(dumped(row)) == {"title": "a\u2028b\u2029c\x85d\x0be\n\ufffdf"}


def test_add_prints_the_id_and_the_clip_is_listed_searched_and_shown(run, clip_id):
    [listed] = map(json.loads, run("list", "--json").stdout.splitlines())
    assert listed["id"] == clip_id
    assert listed["state"] == "inbox"
    assert set(listed) >= {"title", "url", "site_name", "authors", "published", "saved", "tags", "word_count"}
    [found] = map(json.loads, run("search", "gulls", "inland", "--json").stdout.splitlines())
    assert "gulls" in found["snippet"].lower()
    assert "\x01" not in found["snippet"]
    assert "The gulls, he noted" in run("show", clip_id).stdout
    assert json.loads(run("show", clip_id, "--json").stdout)["id"] == clip_id
    assert run("search", "xylophone").stdout == ""


def test_list_keeps_to_the_limit(run, clip_id, page):
    run("add", page)
    assert len(run("list", "--limit", "1").stdout.splitlines()) == 1


def test_add_prints_each_id_when_it_is_on_disk_and_goes_on_after_a_source_that_fails(library, page, tmp_path):
    command = [
        sys.executable,
        "-m",
        "clipper",
        "--library",
        str(library),
        "add",
        str(page),
        str(tmp_path / "no"),
        str(page),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert len(done.stdout.split()) >= 2
    assert str(tmp_path / "no") in done.stderr
    assert "\r" not in done.stderr, "a progress line in a pipe"


def test_trash_and_restore_move_a_clip_out_of_the_list_and_back(run, clip_id):
    assert run("trash", clip_id).exit_code == 0
    assert run("list").stdout == ""
    assert clip_id in run("list", "--trash").stdout
    assert run("restore", clip_id[-8:]).exit_code == 0
    assert clip_id in run("list").stdout


def test_a_part_of_an_id_that_two_clips_share_is_refused(run, clip_id, page):
    run("add", page)
    for short in (clip_id[:8], clip_id[:3], "%", "'"):
        result = run("show", short)
        assert result.exit_code == 1
        assert short in result.stderr
    assert run("show", clip_id.upper()).exit_code == 0


def test_an_unknown_id_is_named_and_the_others_are_done(run, clip_id):
    result = run("trash", "ffffffff", clip_id)
    assert result.exit_code == 1
    assert "ffffffff" in result.stderr
    assert run("list").stdout == ""


def test_export_writes_notes_with_front_matter_and_says_how_many(run, clip_id, tmp_path):
    folder = tmp_path / "notes"
    result = run("export", "--to", folder)
    assert result.exit_code == 0
    assert result.stdout == f"1 written, 0 unchanged, 0 failed in {folder}\n"
    assert (folder / "The quay under water.md").read_text(encoding="utf-8").startswith("---\ntitle:")
    assert run("export", "--to", folder).stdout.startswith("0 written, 1 unchanged")
    assert run("export", "xylophone", "--to", tmp_path / "none").stdout.startswith("0 written")


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean",),
        ("clean", "--format", "docx", "x"),
        ("export",),
        ("add",),
        ("search",),
        ("serch", "x"),
        ("--libary", "x"),
    ],
)
def test_wrong_use_ends_with_status_2_and_says_what_is_right(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr


@pytest.mark.parametrize("command", ["clean", "add", "list", "search", "show", "trash", "restore", "export"])
def test_every_command_explains_itself_with_an_example(run, command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"clipper {command}" in result.stdout


def test_a_file_that_is_not_a_library_is_left_alone_and_named(run, library):
    library.mkdir()
    (library / "library.sqlite3").write_bytes(b"my diary, not a database " * 100)
    result = run("list")
    assert result.exit_code == 1
    assert result.stderr.startswith("clipper: ")
    assert (library / "library.sqlite3").read_bytes() == b"my diary, not a database " * 100


def test_a_library_in_the_home_of_nobody_ends_the_command_with_a_sentence():
    result = CliRunner().invoke(main, ["--library", "~nobody-at-all/clips", "list"])
    assert result.exit_code == 1
    assert result.stderr == "clipper: There is no home folder for the library “~nobody-at-all/clips”.\n"


def test_a_mistake_in_the_settings_ends_the_command_with_a_sentence(run, own_folders):
    from clipper.settings import config_file

    config_file().parent.mkdir(parents=True)
    config_file().write_text("appearance = pink")
    result = run("list")
    assert result.exit_code == 1
    assert "settings" in result.stderr


def test_clean_keeps_as_much_as_it_is_told(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text((PAGES / "news-promos-in-text" / "page.html").read_text())
    lengths = [
        len(run("clean", page, "--keep", width, "--format", "text").stdout)
        for width in ("article", "wider", "page")
    ]
    assert lengths == sorted(lengths)
    assert "Home" in run("clean", page, "--keep", "page", "--format", "text").stdout


def test_clean_explains_how_each_block_was_judged(run):
    page = PAGES / "news-promos-in-text" / "page.html"
    lines = run("clean", page, "--explain").stdout.splitlines()
    assert any(line.startswith("  decided by  the ") for line in lines)
    assert any(line.startswith("- ") and "menu" in line and line.endswith("Home") for line in lines)
    assert any(line.startswith("+ ") and "OXBRIDGE FALLS" in line for line in lines)
    rows = [
        json.loads(line) for line in run("clean", page, "--explain", "--format", "json").stdout.splitlines()
    ]
    assert rows[0]["title"].startswith("All aboard")
    assert rows[1]["text"] == "Home"
    assert rows[1]["kept"] is False


def test_a_site_rule_in_the_persons_folder_holds_and_a_broken_one_is_said(run, tmp_path):
    from clipper.settings import site_rules_folder

    folder = site_rules_folder()
    folder.mkdir(parents=True)
    (folder / "good.json").write_text('{"host": "news.example", "title": "p.lead"}')
    (folder / "bad.json").write_text('{"host": "news.example", "remove": "p["}')
    page = tmp_path / "page.html"
    page.write_text(
        "<title>Pier</title><main><p class=lead>The lead is the title</p><p>And so on it goes, for long.</p></main>"
    )
    result = run("clean", page, "--url", "https://news.example/a", "--format", "json")
    assert json.loads(result.stdout)["title"] == "The lead is the title"
    assert "bad.json is not followed: “p[” is not a selector" in result.stderr
    assert result.exit_code == 0
