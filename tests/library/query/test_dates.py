from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.library.query import Published, Saved, parse
from clipper.library.query.dates import may_become, period, plain_period

TODAY = date(2026, 11, 24)  # a Tuesday


def days(text: str, today: date = TODAY) -> str | None:
    """The period as `first..last`, its days included."""
    found = period(text, today)
    if found is None:
        return None
    last = found.end - timedelta(days=1) if found.end else ""
    return f"{found.start or ''}..{last}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", "2026-01-01..2026-12-31"),
        ("2026-02", "2026-02-01..2026-02-28"),
        ("2026-2", "2026-02-01..2026-02-28"),
        ("02/2026", "2026-02-01..2026-02-28"),
        ("2026-02-03", "2026-02-03..2026-02-03"),
        ("2026/2/3", "2026-02-03..2026-02-03"),
        ("20260203", "2026-02-03..2026-02-03"),
        ("3.2.2026", "2026-02-03..2026-02-03"),
        ("2026-q2", "2026-04-01..2026-06-30"),
        ("Q2 2026", "2026-04-01..2026-06-30"),
        ("2026-w01", "2025-12-29..2026-01-04"),
        ("2010s", "2010-01-01..2019-12-31"),
        ("２０２６", "2026-01-01..2026-12-31"),
        ("9999", "9999-01-01.."),
    ],
)
def test_years_months_weeks_and_days(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01..2026-03", "2026-01-01..2026-03-31"),
        ("2026-03..2026-01", "2026-01-01..2026-03-31"),
        ("2026-01…2026-03", "2026-01-01..2026-03-31"),
        ("2026 .. today", "2026-01-01..2026-11-24"),
        ("2026-05..", "2026-05-01.."),
        ("..2026-05", "..2026-05-31"),
        ("<2020", "..2019-12-31"),
        ("<=2020", "..2020-12-31"),
        (">2020", "2021-01-01.."),
        (">= 2020-05", "2020-05-01.."),
        ("≥2020-05", "2020-05-01.."),
        ("=2020-05", "2020-05-01..2020-05-31"),
        ("<yesterday", "..2026-11-22"),
        (">2 weeks ago", "2026-11-11.."),
        ("2 weeks ago..yesterday", "2026-11-10..2026-11-23"),
        ("<7d", "..2026-11-17"),
    ],
)
def test_spans_and_comparisons(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-24..2026-11-24"),
        ("Yesterday", "2026-11-23..2026-11-23"),
        ("this week", "2026-11-23..2026-11-29"),
        ("last week", "2026-11-16..2026-11-22"),
        ("this month", "2026-11-01..2026-11-30"),
        ("last month", "2026-10-01..2026-10-31"),
        ("this year", "2026-01-01..2026-12-31"),
        ("last year", "2025-01-01..2025-12-31"),
        ("last 7 days", "2026-11-18..2026-11-24"),
        ("past  two weeks", "2026-11-11..2026-11-24"),
        ("7d", "2026-11-18..2026-11-24"),
        ("3m", "2026-08-25..2026-11-24"),
        ("2 weeks ago", "2026-11-09..2026-11-15"),
        ("a month ago", "2026-10-01..2026-10-31"),
        ("3 days ago", "2026-11-21..2026-11-21"),
        ("tuesday", "2026-11-24..2026-11-24"),
        ("last tuesday", "2026-11-17..2026-11-17"),
        ("wed", "2026-11-18..2026-11-18"),
        ("march", "2026-03-01..2026-03-31"),
        ("dec", "2025-12-01..2025-12-31"),
        ("March 2024", "2024-03-01..2024-03-31"),
        ("2024 march", "2024-03-01..2024-03-31"),
        ("3 march 2024", "2024-03-03..2024-03-03"),
        ("March 3rd, 2024", "2024-03-03..2024-03-03"),
        ("3 December", "2025-12-03..2025-12-03"),
        ("29 feb", "2024-02-29..2024-02-29"),
    ],
)
def test_words_for_dates(text, expected):
    assert days(text) == expected
    assert plain_period(text, TODAY) is not None


def test_a_month_ago_from_its_31st_is_the_month_before():
    assert days("1 month ago", date(2026, 3, 31)) == "2026-02-01..2026-02-28"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gestern", "2026-11-23..2026-11-23"),
        ("letzte Woche", "2026-11-16..2026-11-22"),
        ("la semaine dernière", "2026-11-16..2026-11-22"),
        ("vor 2 Wochen", "2026-11-09..2026-11-15"),
        ("März 2026", "2026-03-01..2026-03-31"),
        ("3 марта 2026", "2026-03-03..2026-03-03"),
        ("先週", "2026-11-16..2026-11-22"),
        ("昨天", "2026-11-23..2026-11-23"),
        ("<gestern", "..2026-11-22"),
    ],
)
def test_dates_in_other_languages(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "yesterdayy",
        "x",
        "-5",
        "..",
        "<",
        "",
        "2026-13",
        "2026-02-30",
        "abc..2020",
        "last 0 days",
        "last 99999 years",
        "0000",
        ">9999",
        "9" * 100,
        "last " * 50,
    ],
)
def test_what_is_no_date(text):
    assert days(text) is None


@pytest.mark.parametrize(
    "text", ["", "y", "last", "last w", "<", "2026-01..", "202", "2026-", "2026-1-", "mar", "2 we"]
)
def test_what_may_become_a_date(text):
    assert may_become(text)


@pytest.mark.parametrize("text", ["yesterdayy", "foo", "2026-13"])
def test_what_cannot_become_a_date(text):
    assert not may_become(text)


def published(text: str) -> tuple[str | None, str | None]:
    found = parse(f'published:"{text}"', today=TODAY).expression
    assert isinstance(found, Published)
    return found.start, found.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020", ("2020", "2021")),
        ("2020-12", ("2020-12", "2021")),
        ("2020-04-30", ("2020-04-30", "2020-05")),
        ("<2020", (None, "2020")),
        (">2020", ("2021", None)),
        ("2020..2021-05", ("2020", "2021-06")),
        ("this month", ("2026-11", "2026-12")),
        ("last week", ("2026-11-16", "2026-11-23")),
        ("2010s", ("2010", "2020")),
    ],
)
def test_dates_of_publication_are_compared_as_strings(text, expected):
    assert published(text) == expected


def test_a_date_that_is_only_a_year_lies_in_that_year_and_not_before_a_day_of_it():
    start, end = published("2020")
    assert start <= "2020" < end
    assert start <= "2020-12-31T23:59" < end
    assert published("<2020-01-01")[1] == "2020"


def test_days_begin_at_midnight_where_the_person_is(monkeypatch):
    found = parse("saved:2026-03-29", today=TODAY).expression
    assert isinstance(found, Saved)
    assert found.start == datetime(2026, 3, 29).astimezone()
    assert found.end == datetime(2026, 3, 30).astimezone()
    assert found.start.utcoffset() is not None


def test_dates_before_any_clock_are_fine():
    found = parse("saved:0001..1900", today=TODAY).expression
    assert isinstance(found, Saved)
    assert found.start <= datetime(1, 1, 2, tzinfo=UTC)


def test_several_words_after_the_colon_are_one_date_when_they_make_one():
    assert (
        parse("saved:last week tide ", today=TODAY).expression
        == parse('saved:"last week" tide ', today=TODAY).expression
    )
    assert (
        parse("saved:2 weeks ago", today=TODAY).expression
        == parse('saved:"2 weeks ago"', today=TODAY).expression
    )
    assert (
        parse("saved:today tide ", today=TODAY).expression
        == parse('saved:"today" tide ', today=TODAY).expression
    )


@given(st.text(alphabet="0123456789-.<>=qwdmy agolst", max_size=12) | st.text(max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_text_is_an_error_as_a_date(text):
    found = period(text, TODAY)
    if found is not None:
        found.moments  # noqa: B018 (must not raise)
        start, end = found.strings
        assert start is None or end is None or start < end


def test_what_reads_foreign_dates_is_loaded_only_for_them():
    program = (
        "import sys; from datetime import date; from clipper.library.query import parse; "
        "parse('saved:\"last week\" published:<2020 saved:yest', today=date(2026, 1, 1)); "
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
