"""What a person does on a real desktop, with a real browser; each time the library and the disk are checked."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import HALF
from tests.desktop.desktop import until
from tests.desktop.site import PARAGRAPHS, TITLE

pytestmark = pytest.mark.timeout(180)
IN_THE_STORY = (300, 420)
IN_THE_WINDOW = (HALF + 500, 500)


def whole_story(clipper, clip) -> None:
    markdown = clipper.command("show", clip["id"])
    for paragraph in PARAGRAPHS:
        assert paragraph in markdown
    assert "Sport" not in markdown


def test_a_selection_copied_in_the_browser_and_pasted_becomes_a_clip_with_its_address(browser, clipper, site):
    browser.copy()
    clipper.key("ctrl+v")
    clip = clipper.clip()
    assert clip["url"] == site.url
    assert clip["title"] == TITLE
    whole_story(clipper, clip)
    assert list((clipper.folder / "assets").rglob("*.svg")), "the picture is not kept"
    clipper.desktop.screenshot("pasted")


def test_a_selection_dragged_from_the_browser_becomes_a_clip(browser, clipper, site):
    hovering = []
    clipper.desktop.drag(
        IN_THE_STORY, IN_THE_WINDOW, lambda: hovering.append(clipper.desktop.screenshot("drop-hovers"))
    )
    site.wait("dragged")
    clip = clipper.clip()
    whole_story(clipper, clip)
    clipper.desktop.screenshot("dropped")


def test_a_file_dropped_from_a_file_manager_becomes_a_clip(desktop, clipper, tmp_path):
    page = tmp_path / "saved page.html"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page.write_text(f"<html><head><title>{TITLE}</title></head><body><article>{text}</article></body></html>")
    desktop.python("-m", "tests.desktop.drag_source", str(page))
    source = desktop.window("drag from here")
    desktop.place(source, 100, 100, 300, 200)
    desktop.drag((250, 200), IN_THE_WINDOW)
    clip = clipper.clip()
    whole_story(clipper, clip)


def test_a_link_typed_into_the_add_box_is_fetched(clipper, site):
    clipper.key("ctrl+n")
    clipper.desktop.activated("^Add$")  # what is typed before the box is there goes to the list
    clipper.desktop.type(site.url)
    clipper.desktop.press("ctrl+Return")
    clip = clipper.clip()
    assert clip["url"] == site.url
    whole_story(clipper, clip)


def test_searching_then_exporting_what_was_found(browser, clipper, tmp_path):
    browser.copy()
    clipper.key("ctrl+v")
    clipper.clip()
    clipper.key("ctrl+f")
    clipper.desktop.type("tablecloth")
    clipper.desktop.screenshot("searching")
    folder = tmp_path / "notes"
    folder.mkdir()
    clipper.key("ctrl+shift+e")
    dialog = clipper.desktop.window("Export")
    clipper.desktop.key(dialog, "ctrl+a")
    clipper.desktop.type(str(folder))
    clipper.desktop.key(dialog, "Return")
    note = until(lambda: list(folder.glob("*.md")), "the exported note")[0]
    until(lambda: PARAGRAPHS[-1] in note.read_text(encoding="utf-8"), "the whole note")
    text = note.read_text(encoding="utf-8")
    assert text.startswith(f'---\ntitle: "{TITLE}"\n')
    assert list((folder / "attachments").iterdir())
    clipper.desktop.screenshot("exported")


def test_closing_the_window_ends_the_program(clipper):
    clipper.key("ctrl+q")
    assert clipper.process.wait(timeout=15) == 0
