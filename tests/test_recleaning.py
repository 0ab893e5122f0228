"""Clips are cleaned and fetched again in the background, and none is worse for it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from clipper.capture import from_text
from clipper.cleaning import DirectCleaner
from clipper.clipping import Clipping
from clipper.errors import ExtractError, LibraryError, NoSuchClipError
from clipper.library import Library
from clipper.model import Asset, Status, Via
from tests.site import PNG, fetcher, story

URL = "https://harbour.example/quay"
OTHER = "https://harbour.example/other"


class Better(DirectCleaner):
    """A cleaner that came with an update: it writes one sentence more. It can be stopped, and fail."""

    def __init__(self):
        self.go_on, self.reached = threading.Event(), threading.Event()
        self.go_on.set()
        self.said = " Cleaned better."
        self.error = None
        self.cleaned = []

    def clean(self, capture, choice=None):
        self.reached.set()
        assert self.go_on.wait(20)
        self.cleaned.append(capture.url)
        if self.error:
            raise self.error
        article = super().clean(capture)
        return replace(article, html=article.html + f"<p>{self.said}</p>", text=article.text + self.said)


@pytest.fixture
def open_service(tmp_path):
    opened = []

    def opener(pages=None, *, cleaner=None, start=True, asked=None):
        service = Clipping(
            Library(tmp_path / "library"),
            fetcher=fetcher(pages or {}, asked),
            cleaner=cleaner or DirectCleaner(),
        )
        opened.append(service)
        if start:
            service.start()
        return service

    yield opener
    for service in opened:
        service.close()


@pytest.fixture
def clipped(open_service):
    """A library with two finished clips; gives their ids, in the order of URL and OTHER."""
    service = open_service({URL: story(), OTHER: story("Another day", "It rained.")})
    ids = service.hand_over(from_text(f"{URL}\n{OTHER}", Via.PASTE))
    assert service.wait(ids, timeout=20)
    service.close()
    return ids


def text(service, clip_id):
    return service.clip(clip_id).article.text


def test_a_whole_library_is_cleaned_again_from_its_raw_pages_without_the_network(open_service, clipped):
    asked = []
    service = open_service(cleaner=Better(), asked=asked)
    before = service.summaries(clipped)
    assert service.clean_again() <= 2
    assert service.again.wait(20)
    assert all(text(service, clip_id).endswith("Cleaned better.") for clip_id in clipped)
    assert asked == []
    assert [version.cause for version in service.versions.of(clipped[0])] == ["saved", "cleaned"]
    after = service.summaries(clipped)
    assert [(one.saved_at, one.read, one.title) for one in after] == [
        (one.saved_at, one.read, one.title) for one in before
    ]
    assert service.again.progress() is None


def test_what_an_older_cleaner_cleaned_is_counted_and_only_that_is_cleaned_again(
    open_service, clipped, monkeypatch
):
    service = open_service(cleaner=Better())
    assert service.stale() == 0
    monkeypatch.setattr("clipper.recleaning.CLEANER_VERSION", 2)
    assert service.stale() == 2
    service.clean_again(clipped[:1])
    assert service.again.wait(20)
    assert service.stale() == 1
    service.again.clean_stale()
    assert service.again.wait(20)
    assert service.stale() == 0
    assert len(service.versions.of(clipped[0])) == 2


def test_cleaning_again_changes_nothing_that_a_person_edited(open_service, clipped):
    service = open_service(cleaner=Better())
    service.edits.change(clipped[0], title="Mine", authors=["Me"])
    service.edit(clipped[1], markdown="My **own** words.")
    edited = text(service, clipped[1])
    service.clean_again()
    assert service.again.wait(20)
    assert service.clip(clipped[0]).article.title == "Mine"
    assert service.clip(clipped[0]).article.authors == ("Me",)
    assert text(service, clipped[0]).endswith("Cleaned better.")
    assert text(service, clipped[1]) == edited


def test_what_was_left_when_the_program_ended_is_cleaned_by_the_next(open_service, clipped):
    cleaner = Better()
    first = open_service(cleaner=cleaner)
    cleaner.go_on.clear()
    first.clean_again()
    assert cleaner.reached.wait(20)
    closing = threading.Thread(target=first.close)
    closing.start()
    cleaner.go_on.set()
    closing.join(20)
    second = open_service(cleaner=Better(), start=False)
    assert second.again.progress().total == 2
    second.start()
    assert second.again.wait(20)
    assert all(text(second, clip_id).endswith("Cleaned better.") for clip_id in clipped)


def test_cleaning_again_can_be_paused_and_taken_up(open_service, clipped):
    cleaner = Better()
    service = open_service(cleaner=cleaner)
    service.again.pause()
    service.clean_again()
    assert service.again.progress().paused
    assert service.again.wait(0.01) is False
    assert cleaner.cleaned == []
    service.again.resume()
    assert service.again.wait(20)
    assert len(cleaner.cleaned) == 2


def test_cleaning_again_can_be_cancelled_and_what_waited_stays_as_it_is(open_service, clipped):
    service = open_service(cleaner=Better())
    service.again.pause()
    service.clean_again()
    assert service.again.cancel() == 2
    service.again.resume()
    assert service.again.wait(20)
    assert [len(service.versions.of(clip_id)) for clip_id in clipped] == [1, 1]


def test_how_far_it_is_is_announced(open_service, clipped):
    cleaner = Better()
    service = open_service(cleaner=cleaner)
    service.again.pause()
    service.clean_again()
    seen = []
    service.subscribe(
        lambda changes: changes.again and seen.append((changes.changed, service.again.progress()))
    )
    service.again.resume()
    assert service.again.wait(20)
    steps = [(progress.done, progress.total) for _, progress in seen if progress]
    assert (1, 2) in steps
    assert {clip_id for changed, _ in seen for clip_id in changed} <= set(clipped)


def test_a_new_hand_over_comes_before_what_is_cleaned_again(open_service, clipped):
    cleaner = Better()
    service = open_service({"https://harbour.example/new": story("New")}, cleaner=cleaner)
    service.again.pause()
    service.clean_again()
    cleaner.go_on.clear()
    ids = service.hand_over(from_text("https://harbour.example/new", Via.PASTE))
    assert cleaner.reached.wait(20)
    service.again.resume()
    cleaner.go_on.set()
    assert service.wait(ids, timeout=20)
    assert service.again.wait(20)
    assert cleaner.cleaned[0] == "https://harbour.example/new"


def test_a_page_that_can_no_longer_be_cleaned_stays_as_it_was(open_service, clipped):
    cleaner = Better()
    cleaner.error = ExtractError("This page broke the process that cleaned it.")
    service = open_service(cleaner=cleaner)
    before = service.clip(clipped[0])
    service.clean_again()
    assert service.again.wait(20)
    assert service.clip(clipped[0]) == before
    assert before.summary.status is Status.READY
    assert service.again.problem(clipped[0]) == "This page broke the process that cleaned it."


def test_a_bug_with_one_page_does_not_end_the_work_on_the_others(open_service, clipped, request):
    request.node.add_marker(pytest.mark.expects_log)
    cleaner = Better()
    cleaner.error = ZeroDivisionError()
    service = open_service(cleaner=cleaner)
    service.clean_again()
    assert service.again.wait(20)
    assert len(cleaner.cleaned) == 2
    assert "mistake of its own" in service.again.problem(clipped[1])


def test_fetching_again_brings_what_the_page_says_now_as_a_new_version(open_service, clipped):
    service = open_service({URL: story(body="The tide was higher than ever.")})
    assert service.fetch_again(clipped[:1]) <= 1
    assert service.again.wait(20)
    assert "The tide was higher than ever." in text(service, clipped[0])
    assert service.ids(query="tide higher") == clipped[:1]
    assert [version.cause for version in service.versions.of(clipped[0])] == ["saved", "fetched"]
    parts = service.versions.difference(clipped[0], 1, 2)
    assert "tide" in "".join(words for kind, words in parts if kind == "added")


@pytest.mark.parametrize("answer", [404, 500, b"<html><body></body></html>"])
def test_a_page_that_is_gone_leaves_the_clip_as_it_is_and_says_why(open_service, clipped, answer):
    service = open_service({URL: answer})
    before = service.clip(clipped[0])
    service.fetch_again(clipped[:1])
    assert service.again.wait(20)
    assert service.clip(clipped[0]) == before
    assert service.again.problem(clipped[0])
    assert service._library.capture(clipped[0]).data == story()


def test_an_error_page_with_the_status_of_a_good_one_is_kept_back(open_service, clipped):
    gone = b"<title>Page not found</title><h1>Page not found</h1><p>We could not find the page you asked for."
    service = open_service({URL: gone})
    before = service.clip(clipped[0])
    service.fetch_again(clipped[:1])
    assert service.again.wait(20)
    assert service.clip(clipped[0]).article == before.article
    assert service.versions.of(clipped[0])[-1].kept_back == service.again.problem(clipped[0])


def test_a_failed_clip_is_tried_again_by_fetching_again(open_service):
    pages = {URL: 404}
    service = open_service(pages)
    ids = service.hand_over(from_text(URL, Via.PASTE))
    assert service.wait(ids, timeout=20)
    pages[URL] = story()
    service.fetch_again(ids)
    assert service.wait(ids, timeout=20)
    assert service.summaries(ids)[0].status is Status.READY


def test_a_picture_that_can_no_longer_be_had_stays_with_the_clip(open_service):
    picture = '<p><img src="/a.png" alt="a" width="300" height="200"></p>'
    pages = {URL: story(extra=picture), "https://harbour.example/a.png": PNG}
    asked = []
    service = open_service(pages, asked=asked)
    ids = service.hand_over(from_text(URL, Via.PASTE))
    assert service.wait(ids, timeout=20)
    kept = service.clip(ids[0]).assets
    del pages["https://harbour.example/a.png"]
    pages[URL] = story(body="New words.", extra=picture)
    service.fetch_again(ids)
    assert service.again.wait(20)
    assert "New words." in text(service, ids[0])
    assert service.clip(ids[0]).assets == kept
    asked.clear()
    service.clean_again()
    assert service.again.wait(20)
    assert asked == []


def test_a_page_handed_over_for_a_clip_becomes_its_new_version(open_service, clipped):
    service = open_service()
    page = service._library.capture(clipped[0])
    given = replace(page, data=story(body="Saved from the browser."), http=None)
    service.again.take(clipped[0], given)
    assert service.again.wait(20)
    assert "Saved from the browser." in text(service, clipped[0])
    assert service._library.capture(clipped[0]) == given
    assert service.versions.of(clipped[0])[-1].cause == "handed over"
    with pytest.raises(NoSuchClipError):
        service.again.take("01900000-0000-7000-8000-000000000000", given)


def test_clips_in_the_trash_and_pending_ones_are_not_cleaned_again(open_service, clipped):
    service = open_service(start=False)
    service.trash(clipped[:1])
    service.hand_over(from_text("https://harbour.example/new", Via.PASTE))
    assert service.clean_again() == 1


# Edits of the text


def test_a_text_edited_as_markdown_is_shown_clean_and_given_back_as_it_was_written(open_service, clipped):
    service = open_service()
    markdown = "## The quay under water\n\nMy **own** words, with a [link](https://x.example/).\n\n<script>x</script>\n"
    action = service.edit(clipped[0], title="Mine", markdown=markdown)
    assert action.name == "Edited the title and text"
    article = service.clip(clipped[0]).article
    assert "<strong>own</strong>" in article.html
    assert "The quay under water" in article.text
    assert "script" not in article.html
    assert service.markdown_to_edit(clipped[0]) == markdown
    service.reset_edit(clipped[0], "text")
    assert "gulls" in text(service, clipped[0])
    assert service.clip(clipped[0]).article.title == "Mine"


def test_saving_the_text_unchanged_is_no_edit(open_service, clipped):
    service = open_service()
    assert service.edit(clipped[0], markdown=service.markdown_to_edit(clipped[0])) is None
    assert service.clip(clipped[0]).edits.markdown is None


def test_a_small_correction_leaves_the_rest_of_the_text_as_it_was(open_service, clipped):
    service = open_service()
    before = service.clip(clipped[0]).article
    markdown = service.markdown_to_edit(clipped[0]).replace("By noon", "By ten")
    service.edit(clipped[0], markdown=markdown)
    after = service.clip(clipped[0]).article
    assert after.html == before.html.replace("By noon", "By ten")
    assert after.text == before.text.replace("By noon", "By ten")


def test_pictures_that_only_the_library_has_stay_in_an_edited_text(open_service, clipped):
    service = open_service()
    name = service._library.save_asset(PNG, "image/png")
    asset = Asset(f"asset:{name}", name, "image/png", 300, 200, len(PNG))
    before = service.clip(clipped[0]).article
    pictured = replace(before, html=f'{before.html}<p><img src="asset:{name}" alt="a"></p>')
    service._library.fill(clipped[0], pictured, [asset])
    service.edit(clipped[0], markdown=service.markdown_to_edit(clipped[0]) + "\nOne more line.\n")
    assert f'src="{asset.source}"' in service.clip(clipped[0]).article.html
    assert service.clip(clipped[0]).assets == (asset,)


def test_a_text_of_no_words_is_refused(open_service, clipped):
    service = open_service()
    with pytest.raises(LibraryError, match="no words"):
        service.edit(clipped[0], markdown="  \n")
    assert "gulls" in text(service, clipped[0])


def test_a_first_line_of_dashes_in_an_edited_text_is_no_front_matter(open_service, clipped):
    service = open_service()
    service.edit(clipped[0], markdown="---\ntitle: kept\n---\n\nWords.\n")
    assert "kept" in text(service, clipped[0])
