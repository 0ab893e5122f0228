from __future__ import annotations

import pytest

from clipper.extract.metadata.dates import address_date, iso_date


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T08:09:10Z", "2024-03-05T08:09:10Z"),
        ("2024-03-05T08:09:10.123+0100", "2024-03-05T08:09:10+01:00"),
        ("2024-03-05 08:09", "2024-03-05T08:09"),
        ("20240305", "2024-03-05"),
        ("24 Jul, 2020 17:19", "2020-07-24T17:19"),
        ("July 24, 2020", "2020-07-24"),
        ("Posted on July 24th, 2020 at 5:19 pm", "2020-07-24T17:19"),
        ("5. März 2024, 18:04 Uhr", "2024-03-05T18:04"),
        ("le 5 mars 2024 à 18h04", "2024-03-05T18:04"),
        ("14 de março de 2025 às 09:30", "2025-03-14T09:30"),
        ("5 марта 2024", "2024-03-05"),
        ("5 marca 2024", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("2024년 3월 5일", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("Tue, 14 Oct 2025 21:14:09 +0200", "2025-10-14T21:14:09+02:00"),
        ("1709625600", "2024-03-05T08:00:00Z"),
        ("2023 Jan 7", "2023-01-07"),
        ("November 2015", "2015-11"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-13-45", None),
        ("31 February 2024", None),
        ("no date at all", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_as_machines_and_people_write_them(given, date):
    assert iso_date(given) == date


def test_numeric_dates_are_read_as_the_language_writes_them():
    assert iso_date("03/05/2024", "en-US") == "2024-03-05"
    assert iso_date("03/05/2024", "en-GB") == "2024-05-03"
    assert iso_date("25/05/2024", "en-US") == "2024-05-25"


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://a.example/2020/07/24/story", "2020-07-24"),
        ("https://a.example/news-20200724.html", "2020-07-24"),
        ("https://a.example/2020-7-4-story", "2020-07-04"),
        ("https://a.example/blog/2020/july/24/story", "2020-07-24"),
        ("https://a.example/news/24-07-2020", "2020-07-24"),
        ("https://a.example/item/20201399", None),
        (None, None),
    ],
)
def test_dates_in_addresses(url, date):
    assert address_date(url) == date
