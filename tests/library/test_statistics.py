"""The library in numbers, and what may be wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clipper.library import Library
from clipper.library.rows import microseconds
from clipper.model import Asset, Failure
from clipper.page_warnings import LOGIN, VERY_SHORT


@pytest.fixture
def at(monkeypatch):
    """Sets the clock of the library to a moment: at(2026, 3, 31, 23, 59), in this computer's time zone."""

    def set_clock(*moment):
        when = datetime(*moment).astimezone(UTC)
        for name in ("clipper.library.library._now", "clipper.library.order.now"):
            monkeypatch.setattr(name, lambda: microseconds(when))

    return set_clock


def test_an_empty_library_counts_nothing(library):
    numbers = library.statistics()
    assert (numbers.clips, numbers.words, numbers.months, numbers.sites) == (0, 0, (), ())
    assert numbers.disk.database > 0
    assert all(concern.count == 0 for concern in library.health())


def test_clips_are_counted_by_where_they_stand(library, clipped, make):
    read, _unread, thrown_away = clipped(), clipped(), clipped()
    library.mark_read([read], True)
    library.trash([thrown_away])
    pending, failed = library.add([make.link(), make.link()])
    library.fail(failed, Failure("dns", "Not found."))
    numbers = library.statistics()
    counted = (numbers.clips, numbers.read, numbers.unread, numbers.pending, numbers.failed, numbers.trashed)
    assert counted == (4, 1, 1, 1, 1, 1)
    assert pending not in library.health()["failed"].ids


def test_words_sites_and_languages_are_counted_without_the_trash(library, clipped):
    clipped("one two three", url="https://www.reef.example/a", language="en-GB")
    clipped("one two", url="http://reef.example/b", language="en")
    clipped("one", url="https://notes.reef.example/c", language="de")
    library.trash([clipped("one two three four", url="https://gone.example/d", language="fr")])
    numbers = library.statistics()
    assert numbers.words == 6
    assert dict(numbers.sites)["notes.reef.example"] == 1
    assert numbers.sites[0][1] == 2
    assert numbers.languages == (("en", 2), ("de", 1))


def test_tags_are_counted_those_with_most_clips_first(library, clipped):
    first, second = clipped(), clipped(url="https://reef.example/b")
    library.tags.add([first], ["sea/birds", "later"])
    library.tags.add([second], ["sea"])
    counted = [(tag.path, tag.count, tag.total) for tag in library.statistics().tags]
    assert counted == [("sea", 1, 2), ("later", 1, 1), ("sea/birds", 1, 1)]


def test_months_are_those_of_the_persons_own_clock_and_none_is_left_out(library, at, make):
    for moment in ((2025, 11, 1, 0, 0), (2025, 11, 30, 23, 59), (2026, 2, 1, 0, 0)):
        at(*moment)
        library.add([make.link()])
    assert library.statistics().months == (("2025-11", 2), ("2025-12", 0), ("2026-01", 0), ("2026-02", 1))


def test_the_disk_is_counted_in_the_parts_that_it_holds(library, clipped, make):
    clip_id = clipped()
    before = library.statistics()
    library.keep_capture(clip_id, make.page(bytes(range(256)) * 100))
    name = library.save_asset(b"picture", "image/png")
    kept = Asset("https://reef.example/p.png", name, "image/png", 3, 2, 7)
    for _ in range(2):
        library.fill(library.add([make.link()])[0], make.article("whale " * 500), [kept])
    after = library.statistics()
    assert after.disk.captures > before.disk.captures
    assert (after.pictures, after.disk.pictures) == (1, 7)
    assert after.disk.index > 0
    assert after.disk.database > after.disk.captures + after.disk.index
    assert after.disk.total == after.disk.database + 7 + after.disk.backups


def test_the_size_of_the_index_is_close_to_what_its_pages_hold(library, make):
    words = [f"word{number}" for number in range(4_000)]
    for start in range(0, 4_000, 400):
        library.fill(
            library.add([make.link()])[0], make.article(" ".join(words[start : start + 400] * 3)), []
        )
    with library._connections.reading() as reader:
        names = reader.db.execute("SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'").fetchall()
        held = sum(
            reader.db.execute(f"SELECT total(length(block)) FROM {name}_data WHERE id > 100").get
            for (name,) in names
        )
    assert held / 2 < library.statistics().disk.index < held * 5


def test_each_concern_has_its_clips_newest_first_and_what_mends_it(library, clipped, make):
    wall = clipped(url="https://reef.example/1", warnings=(LOGIN,))
    short = clipped(url="https://reef.example/2", warnings=(VERY_SHORT, "Something else."))
    newer_short = clipped(url="https://reef.example/3", warnings=(VERY_SHORT,))
    clipped(url="https://reef.example/4", warnings=("Something else.",))
    [no_picture] = library.add([make.link("https://reef.example/5")])
    library.fill(no_picture, make.article(), [Asset("https://reef.example/p.png", failure="Gone.")] * 2)
    gone, unknown = library.add([make.link("https://reef.example/6"), make.link("https://reef.example/7")])
    library.fail(gone, Failure("http_410", "Taken down."))
    library.fail(unknown, Failure("dns", "No such address."))
    health = library.health()
    assert {concern.name: set(concern.ids) for concern in health if concern.count} == {
        "failed": {gone, unknown},
        "short": {newer_short, short},
        "missing-pictures": {no_picture},
        "walls": {wall},
        "gone": {gone},
    }
    assert health["short"].ids == (newer_short, short)
    assert (health["failed"].query, health["failed"].action) == ("is:failed", "retry")
    library.trash([wall, gone])
    health = library.health()
    assert (health["walls"].ids, health["gone"].ids) == ((), ())


def test_what_has_been_in_the_trash_for_long_is_a_concern(library, clipped, at):
    old, new = clipped(), clipped()
    now = datetime.now().astimezone()
    at(*(now - timedelta(days=31)).timetuple()[:6])
    library.trash([old])
    at(*now.timetuple()[:6])
    library.trash([new])
    assert library.health()["old-trash"].ids == (old,)


def test_a_concern_is_asked_for_by_its_name(folder):
    with Library(folder) as library, pytest.raises(KeyError):
        library.health()["no-such-name"]
