from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from clipper.errors import LibraryError
from clipper.gui.background import Immediate
from clipper.gui.library_page import LibraryPage
from clipper.gui.library_page.bars import BarRow, DiskBar, part_shades
from clipper.gui.library_page.months import Months, quiet_bar
from clipper.gui.theme import DARK, LIGHT
from clipper.library import Health, Statistics, View
from clipper.library.health import Concern
from clipper.library.statistics import Disk
from clipper.model import Tag
from tests.gui.test_theme import contrast

NUMBERS = Statistics(
    clips=1240,
    words=2_114_000,
    unread=310,
    starred=12,
    archived=400,
    months=(("2026-01", 40), ("2026-02", 0), ("2026-03", 95)),
    sites=(("reef.example", 300), ("coast.example", 120)),
    languages=(("en", 900), ("de", 200), (None, 4)),
    tags=(Tag("sea", 10, 30), Tag("reading/later", 5, 5)),
    disk=Disk(database=90_000_000, index=30_000_000, captures=40_000_000, pictures=200_000_000),
)


@pytest.fixture
def show(make_window, service):
    def show(numbers=NUMBERS, concerns=(), **options):
        service.numbers, service.concerns = numbers, Health(tuple(concerns))
        window = make_window(40, **options)
        window.show_page("library")
        return window, window.pages.currentWidget()

    return show


def texts(page):
    return [label.text() for label in page.findChildren(QLabel)]


def rows(page):
    return {row.text(): row for row in page.findChildren(BarRow)}


def press(page, text):
    [found] = [button for button in page.findChildren(QPushButton) if button.text() == text]
    found.click()


def test_the_numbers_of_the_library_are_shown(show, service):
    window, page = show()
    assert {"1,240", "2,114,000", "words"} <= set(texts(page))
    assert "Nothing is missing, and nothing seems wrong." in texts(page)
    assert rows(page)["English"].accessibleName() == "English, 900 clips"
    press(page, "clips")
    assert window.pages.name == ""
    assert window.list.clips.rowCount() == len(service.ids(View.ALL))


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("reef.example", "site:reef.example"),
        ("German", "lang:de"),
        ("sea", "tag:sea"),
        ("reading/later", "tag:reading/later"),
    ],
)
def test_each_bar_leads_to_its_clips(show, name, query):
    window, page = show()
    rows(page)[name].click()
    assert window.pages.name == ""
    assert window.list_pane.search.text().strip() == query


def test_a_month_is_named_and_leads_to_its_clips_by_key_and_by_pointer(show, qtbot):
    window, page = show()
    [months] = page.findChildren(Months)
    assert months.accessibleDescription() == "March 2026: 95 clips"
    qtbot.keyClick(months, Qt.Key.Key_Left)
    qtbot.keyClick(months, Qt.Key.Key_Left)
    assert months.accessibleDescription() == "January 2026: 40 clips"
    qtbot.keyClick(months, Qt.Key.Key_Return)
    assert window.list_pane.search.text().strip() == "saved:2026-01"
    window.show_page("library")
    [months] = page.findChildren(Months)
    qtbot.mouseClick(months, Qt.MouseButton.LeftButton, pos=QPoint(75, 60))
    assert window.list_pane.search.text().strip() == "saved:2026-03"


def test_what_may_be_wrong_is_said_with_what_leads_to_it_and_what_mends_it(show, service):
    service.fill(40)
    two = tuple(service.ids(View.ALL)[:2])
    window, page = show(concerns=[Concern("failed", two, "retry", "is:failed"), Concern("walls", (), "open")])
    assert "2 clips could not be made." in texts(page)
    assert not any("paywall" in text for text in texts(page))
    press(page, "Try again")
    assert sorted(service.retried) == sorted(two)
    assert window.list_pane.search.text().strip() == "is:failed"


def test_a_concern_that_no_query_finds_leads_to_its_clips(show, service):
    service.fill(40)
    few = tuple(service.ids(View.ALL)[:3])
    window, page = show(concerns=[Concern("gone", few, "open")])
    press(page, "Show")
    assert window.browsing.like == "No longer on the web"
    assert window.list.clips.rowCount() == 3


def test_what_cannot_be_mended_now_is_said_and_the_numbers_stay(show, service, monkeypatch):
    def refuse(_ids):
        raise LibraryError("The library can only be read.")

    service.fill(40)
    monkeypatch.setattr(service, "fetch_again", refuse)
    few = tuple(service.ids(View.ALL)[:3])
    _, page = show(concerns=[Concern("missing-pictures", few, "fetch-again")])
    press(page, "Fetch again")
    assert {"The library can only be read.", "3 clips lack pictures.", "1,240"} <= set(texts(page))


def test_until_the_library_is_counted_the_page_says_that_it_counts(qtbot, service):
    class Later(Immediate):
        def run(self, function, on_success, *_others, **_options):
            self.waiting = lambda: on_success(function())
            return 1

    service.numbers, later = NUMBERS, Later()
    page = LibraryPage(service, later, DARK)
    qtbot.addWidget(page)
    page.shown()
    assert "Counting…" in texts(page)
    later.waiting()
    assert "Counting…" not in texts(page)
    assert "1,240" in texts(page)


def test_an_empty_library_says_so(show):
    _, page = show(numbers=Statistics())
    assert any("There are no clips yet" in text for text in texts(page))


@pytest.mark.parametrize("size", [(640, 600), (1400, 880)])
def test_narrow_or_wide_and_dark_it_is_laid_out_whole(show, size):
    _, page = show(size=size, theme=DARK)
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()
    [disk] = page.findChildren(DiskBar)
    assert "Pictures 200" in disk.accessibleName()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_shade_of_a_chart_is_well_seen_on_the_page(theme):
    for shade in (*part_shades(theme), quiet_bar(theme)):
        assert contrast(shade, theme.reader) >= 3.0


def test_the_trash_that_is_kept_too_long_is_emptied_after_a_question(show, service):
    service.fill(40)
    window, page = show(concerns=[Concern("old-trash", tuple(service.ids(View.ALL)[:2]), "empty-trash")])
    asked = []
    page.emptying_asked.connect(lambda: asked.append(window.browsing.view))
    press(page, "Empty the trash")
    assert asked == [View.TRASH]


def test_duplicates_are_reviewed_where_they_are_listed(show):
    window, page = show(concerns=[Concern("duplicates", ("a", "b"), "duplicates", "is:duplicate")])
    press(page, "Review")
    assert window.list_pane.search.text().strip() == "is:duplicate"
