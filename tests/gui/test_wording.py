from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from clipper.gui import wording
from clipper.model import ClipSummary, Failure, Status

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def british():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def moment(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (moment(2026, 11, 24), "Today"),
        (moment(2026, 11, 23), "Yesterday"),
        (moment(2026, 11, 22), "Sunday"),
        (moment(2026, 11, 18), "Wednesday"),
        (moment(2026, 11, 17), "17 Nov"),
        (moment(2026, 1, 9), "9 Jan"),
        (moment(2024, 11, 9), "9 Nov 2024"),
        (moment(2026, 11, 30), "30 Nov"),
    ],
)
def test_a_day_is_written_as_short_as_it_stays_clear(then, words):
    assert wording.day(then, TODAY) == words


@pytest.mark.parametrize(
    ("language", "country", "this_year", "earlier"),
    [
        (QLocale.Language.English, QLocale.Country.UnitedStates, "Jan 9", "Nov 9, 2024"),
        (QLocale.Language.German, QLocale.Country.Germany, "9. Jan.", "9. Nov. 2024"),
        (QLocale.Language.Spanish, QLocale.Country.Spain, "9 de ene", "9 de nov de 2024"),
        (QLocale.Language.Japanese, QLocale.Country.Japan, "1月9日", "2024年11月9日"),
    ],
)
def test_days_are_written_in_the_order_of_the_locale(language, country, this_year, earlier):
    QLocale.setDefault(QLocale(language, country))
    assert wording.day(moment(2026, 1, 9), TODAY) == this_year
    assert wording.day(moment(2024, 11, 9), TODAY) == earlier


def test_numbers_are_grouped_and_one_clip_is_one_clip():
    assert wording.clips(0) == "0 clips"
    assert wording.clips(1) == "1 clip"
    assert wording.clips(3214) == "3,214 clips"
    assert wording.minutes(12) == "1 min"
    assert wording.minutes(2114) == "9 min"


def test_a_snippet_is_parted_from_its_marks():
    assert wording.marked("read by the \x01keepers\x02 on\nwatch") == (
        "read by the keepers on watch",
        ((12, 7),),
    )
    assert wording.marked("no marks") == ("no marks", ())
    assert wording.marked("\x02odd\x01") == ("odd", ())


def summary(**values):
    first = {"id": "1", "status": Status.READY, "title": "Tides", "saved_at": moment(2026, 11, 24)}
    return ClipSummary(**{**first, **values})


def test_where_a_clip_came_from_is_always_said():
    assert wording.site(summary(site_name="Coastal Review", url="https://x.example/")) == "Coastal Review"
    assert wording.site(summary(url="https://www.coastal.example/a")) == "coastal.example"
    assert wording.site(summary()) == "Pasted text"
    assert wording.site(summary(url="file:///home/a.html")) == "File"


def test_a_title_that_is_still_an_address_is_shown_without_its_scheme():
    assert wording.title(summary(title="https://www.a.example/b")) == "a.example/b"
    assert wording.title(summary(title="One\n  line")) == "One line"
    assert wording.title(summary(title="")) == "Untitled"


def test_a_row_is_spoken_with_its_state():
    assert wording.spoken(summary(word_count=460), TODAY) == "Unread. Tides. Pasted text. Today. 2 min"
    failed = summary(status=Status.FAILED, failure=Failure("fetch", "The page asks for a log-in."))
    assert wording.spoken(failed, TODAY).startswith("Failed. Tides")
    assert wording.spoken(failed, TODAY).endswith("The page asks for a log-in.")
    assert wording.spoken(summary(status=Status.PENDING), TODAY).startswith("In progress")


def test_words_longer_than_any_can_be_broken():
    assert wording.breakable("short words stay") == "short words stay"
    broken = wording.breakable(f"see {'x' * 40} there")
    assert broken.replace("\u200b", "") == f"see {'x' * 40} there"
    assert max(len(part) for part in broken.replace("\u200b", " ").split()) == 8


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("9 min", "9 min"),
        ("Tomás", "Tomás"),
        ("١٨ نوفمبر", "\u2068١٨ نوفمبر\u2069"),
        ("٩ min", "\u2068٩ min\u2069"),
    ],
)
def test_words_that_run_right_to_left_are_isolated(words, kept):
    assert wording.isolated(words) == kept
