"""Names and texts with every nasty character: kept as they are or without what no text holds, never an error."""

from __future__ import annotations

import contextlib

import pytest

from clipper.errors import LibraryError
from clipper.library import Library
from clipper.model import Handover, Via
from tests.endurance.work import article, is_sound

NASTY = {
    "nul": "a\0b",
    "lone surrogate": "a\ud800b",
    "right to left": "a\u202eb\u2066c",
    "family": "👩‍👩‍👧‍👦 and 🏳️‍🌈",
    "combining": "e" + "\u0301" * 500,
    "lines": "a\r\nb\u2028c\x85d",
    "quotes": "\"'`” “’",
    "sql": "'); DROP TABLE clips; --",
    "operators": 'NEAR(a b) AND NOT "x OR title:* ^',
    "path": "../../../etc/passwd",
    "backslashes": "..\\..\\con",
    "long": "word " * 2_000,
    "percent": "100%_[a-z]*?",
    "noncharacter": "a\uffff\ufffeb",
    "empty": " \t\n",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_any_text_is_a_title_a_note_a_tag_a_search_and_a_name_of_a_search(tmp_path, text):
    with Library(tmp_path / "library") as library:
        [clip_id, other] = library.add([Handover("a", Via.COMMAND, url="https://pier.example/a")] * 2)
        library.fill(clip_id, article("quay"), [])
        library.fill(other, article(text), [])
        for change in (
            lambda: library.edits.change(clip_id, title=text),
            lambda: library.order.set_note(clip_id, text),
            lambda: library.tags.add([clip_id], [text]),
            lambda: library.highlights.add(clip_id, text, text, text, 0, 0, note=text),
            lambda: library.searches.add(text, text),
        ):
            with contextlib.suppress(LibraryError):  # a sentence: too long, or nothing that could be seen
                change()
        library.search(text)
        library.search(f"title:{text} tag:{text}")
        assert {clip_id, other} <= set(library.ids())
        assert library.clip(clip_id).article.text == article("quay").text
        library.summaries([clip_id, other])[0].title.encode()
    assert is_sound(tmp_path / "library")


@pytest.mark.parametrize(
    "name", ["a'b\"c", "%20?mode=ro#x", "日本語 👩‍👧", " spaces ", "a\nb", "-rf", "x" * 200]
)
def test_a_library_may_lie_in_a_folder_of_any_name(tmp_path, name):
    folder = tmp_path / name / "library"
    with Library(folder) as library:
        library.add([Handover("a", Via.COMMAND, url="https://pier.example/a")])
    with Library(folder) as library:
        assert len(library.ids()) == 1
