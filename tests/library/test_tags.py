from __future__ import annotations

import pytest

from clipper.errors import LibraryError
from clipper.library.log import CHUNK
from clipper.library.tag_paths import key_of_path
from tests.library.conftest import link


def shown(library):
    return {tag.path: (tag.count, tag.total) for tag in library.tags.all()}


def of(library, clip_id):
    return library.summary(clip_id).tags


def test_tags_are_a_tree_whose_numbers_add_up(library, clipped):
    first, second, third = clipped(), clipped(), clipped()
    library.tags.add([first], ["sea/reef/coral", "sea"])
    library.tags.add([second], ["sea/reef/fish"])
    library.tags.add([third], ["art"])
    assert shown(library) == {
        "art": (1, 1),
        "sea": (1, 2),
        "sea/reef": (0, 2),
        "sea/reef/coral": (1, 1),
        "sea/reef/fish": (1, 1),
    }
    assert list(shown(library)) == ["art", "sea", "sea/reef", "sea/reef/coral", "sea/reef/fish"]


def test_the_trash_is_not_counted(library, clipped):
    first, second = clipped(), clipped()
    library.tags.add([first, second], ["sea/reef"])
    library.order.trash([first])
    assert shown(library) == {"sea": (0, 1), "sea/reef": (1, 1)}
    library.order.trash([second])
    assert shown(library) == {}
    library.order.restore([first])
    assert of(library, first) == ("sea/reef",)


def test_case_accents_and_spaces_make_no_other_tag(library, clipped):
    first, second = clipped(), clipped()
    library.tags.add([first], ["Café / Crème brûlée "])
    assert library.tags.add([second], ["cafe//CREME  BRULEE/", "CAFÉ/crème brûlée"]).count == 1
    assert of(library, first) == of(library, second) == ("Café/Crème brûlée",)
    assert library.tags.add([first], ["cafe/creme brulee"]) is None


def test_signs_and_other_scripts_do_make_another_tag(library, clipped):
    clip_id = clipped()
    library.tags.add([clip_id], ["C", "C++", "C#", "กา", "ก้า", "漢字", "#1", "100%_"])
    assert set(of(library, clip_id)) == {"C", "C++", "C#", "กา", "ก้า", "漢字", "#1", "100%_"}


@pytest.mark.parametrize("text", ["", "/", " / // ", "\t"])
def test_a_tag_without_a_name_is_refused(library, clipped, text):
    with pytest.raises(LibraryError, match="needs a name"):
        library.tags.add([clipped()], [text])


def test_a_whole_essay_is_no_tag(library, clipped):
    with pytest.raises(LibraryError, match="200 characters"):
        library.tags.add([clipped()], ["word " * 60])


def test_a_spelling_nobody_uses_any_more_gives_way(library, clipped):
    clip_id = clipped()
    library.tags.add([clip_id], ["sEA"])
    library.tags.remove([clip_id], ["SEA"])
    library.tags.add([clip_id], ["Sea"])
    assert of(library, clip_id) == ("Sea",)


def test_taking_tags_away_leaves_the_others(library, clipped):
    clip_id = clipped()
    library.tags.add([clip_id], ["a", "a/b", "c"])
    assert library.tags.remove([clip_id], ["A", "nothing"]).name == "Took A, nothing from 1 clip"
    assert of(library, clip_id) == ("a/b", "c")
    assert library.tags.remove([clip_id], ["a"]) is None


def test_a_tag_is_renamed_with_all_below_it(library, clipped):
    first, second = clipped(), clipped()
    library.tags.add([first], ["sea/reef", "seaside"])
    library.tags.add([second], ["sea", "sea/reef/coral"])
    library.order.trash([second])
    library.tags.rename("SEA", "Ocean")
    assert of(library, first) == ("Ocean/reef", "seaside")
    assert of(library, second) == ("Ocean", "Ocean/reef/coral")
    library.undo.undo()
    assert of(library, first) == ("sea/reef", "seaside")
    assert of(library, second) == ("sea", "sea/reef/coral")
    library.undo.redo()
    assert of(library, second) == ("Ocean", "Ocean/reef/coral")


def test_renaming_to_a_tag_that_is_there_makes_one_of_both(library, clipped):
    first, second = clipped(), clipped()
    library.tags.add([first], ["fish", "fish/small"])
    library.tags.add([second], ["Fishes", "Fishes/small"])
    library.tags.add([first], ["fishes"])
    library.tags.colour("fish", "red")
    library.tags.colour("fishes", "blue")
    library.tags.rename("fish", "fishes")
    assert shown(library) == {"Fishes": (2, 2), "Fishes/small": (2, 2)}
    assert library.tags.all()[0].colour == "blue"
    library.undo.undo()
    assert of(library, first) == ("fish", "fish/small", "Fishes")
    assert of(library, second) == ("Fishes", "Fishes/small")
    assert {tag.path: tag.colour for tag in library.tags.all() if tag.colour} == {
        "fish": "red",
        "Fishes": "blue",
    }


def test_a_tag_moves_below_itself_and_up_again(library, clipped):
    clip_id = clipped()
    library.tags.add([clip_id], ["a", "a/b", "a/b/c"])
    library.tags.colour("a", "red")
    library.tags.colour("a/b", "green")
    library.tags.rename("a", "a/b")
    assert of(library, clip_id) == ("a/b", "a/b/b", "a/b/b/c")
    assert {tag.path: tag.colour for tag in library.tags.all()} == {
        "a": None,
        "a/b": "red",
        "a/b/b": "green",
        "a/b/b/c": None,
    }
    library.tags.rename("a/b", "a")
    assert of(library, clip_id) == ("a", "a/b", "a/b/c")


def test_a_new_spelling_is_a_rename_too(library, clipped):
    clip_id = clipped()
    library.tags.add([clip_id], ["cafe/creme"])
    library.tags.rename("cafe", "Café")
    assert of(library, clip_id) == ("Café/creme",)
    library.undo.undo()
    assert of(library, clip_id) == ("cafe/creme",)


def test_renaming_what_is_not_there_does_nothing(library):
    assert library.tags.rename("nothing", "something") is None
    assert library.tags.delete("nothing") is None


def test_a_renamed_tag_on_many_clips_is_one_action(library):
    ids = library.add([link(f"https://reef.example/{number}") for number in range(CHUNK + 3)])
    library.tags.add(ids, ["a", "a/b"])
    library.tags.colour("a", "red")
    action = library.tags.rename("a", "a/b")
    assert action.count == len(ids)
    assert shown(library) == {"a": (0, len(ids)), "a/b": (len(ids), len(ids)), "a/b/b": (len(ids), len(ids))}
    assert [tag.colour for tag in library.tags.all()] == [None, "red", None]
    library.undo.undo()
    assert shown(library) == {"a": (len(ids), len(ids)), "a/b": (len(ids), len(ids))}
    assert [tag.colour for tag in library.tags.all()] == ["red", None]


def test_a_deleted_tag_is_gone_with_all_below_it_until_that_is_undone(library, clipped):
    clip_id = clipped()
    library.tags.add([clip_id], ["a", "a/b", "ab"])
    library.tags.colour("a/b", "green")
    library.tags.delete("A")
    assert of(library, clip_id) == ("ab",)
    assert list(shown(library)) == ["ab"]
    library.undo.undo()
    assert of(library, clip_id) == ("a", "a/b", "ab")
    assert [tag.colour for tag in library.tags.all()] == [None, "green", None]


def test_a_tag_with_a_colour_stays_when_nothing_has_it(library, clipped):
    clip_id = clipped()
    assert library.tags.colour("Later", "green").name == "Changed the colour of the tag Later"
    assert library.tags.colour("later", "green") is None
    library.tags.add([clip_id], ["later"])
    library.tags.remove([clip_id], ["later"])
    assert [(tag.path, tag.colour) for tag in library.tags.all()] == [("Later", "green")]
    library.tags.colour("LATER", None)
    assert library.tags.all() == []


def test_tags_used_once_are_listed(library, clipped):
    first, second = clipped(), clipped()
    library.tags.add([first, second], ["often"])
    library.tags.add([first], ["oftne", "a/b"])
    assert [tag.path for tag in library.tags.used_once()] == ["a/b", "oftne"]


def test_the_key_of_a_key_is_itself():
    for path in ("ẞ/İ", "Ǻ/ﬁ", "①/x", "ά Ά", "e\u0301 x"):
        assert key_of_path(key_of_path(path)) == key_of_path(path)
