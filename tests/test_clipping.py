"""The service: what is handed over becomes an article or stays with its reason, and nothing is lost."""

from __future__ import annotations

import threading

import httpx
import pytest

from clipper.capture import from_text
from clipper.cleaning import DirectCleaner
from clipper.clipping import Changes, Clipping, View, sample_page
from clipper.errors import LibraryError, NoSuchClipError
from clipper.library import Library
from clipper.model import Status, Via
from tests.site import PNG, fetcher, story

URL = "https://harbour.example/quay"


@pytest.fixture
def open_service(tmp_path):
    """Opens services over one library, each with its own pretended web; closed at the end."""
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


class StoppedIn(DirectCleaner):
    """Cleans when it is told to go on; until then a test has it in the middle of a page."""

    def __init__(self):
        self.reached, self.go_on, self.closed = threading.Event(), threading.Event(), threading.Event()

    def clean(self, capture, choice):
        self.reached.set()
        assert self.go_on.wait(20)
        return super().clean(capture, choice)

    def close(self):
        self.closed.set()


def hand_over(service, text):
    return service.hand_over(from_text(text, Via.PASTE))


def done(service, ids):
    assert service.wait(ids, timeout=20)
    return service.summaries(ids)


def test_a_link_becomes_an_article_that_search_finds_and_markdown_gives_back(open_service):
    service = open_service({URL: story()})
    [summary] = done(service, hand_over(service, URL))
    assert summary.status is Status.READY
    assert summary.title == "The quay under water"
    assert service.ids(query="gulls inland") == [summary.id]
    markdown = service.markdown(summary.id)
    assert "The gulls, he noted" in markdown
    assert "News" not in markdown


def test_what_is_handed_over_is_in_the_list_at_once_as_pending(open_service):
    service = open_service(start=False)
    [clip_id] = hand_over(service, URL)
    [summary] = service.summaries([clip_id])
    assert summary.state == "pending"
    assert service.ids() == [clip_id]


def test_a_page_that_fails_to_load_stays_in_the_library_with_its_reason(open_service):
    service = open_service({URL: 404})
    [summary] = done(service, hand_over(service, URL))
    assert summary.status is Status.FAILED
    assert "404" in summary.failure.message
    assert service.ids(View.FAILED) == [summary.id]


def test_retry_fetches_the_page_again(open_service):
    pages = {URL: httpx.ConnectError("refused")}
    service = open_service(pages)
    [summary] = done(service, hand_over(service, URL))
    assert summary.status is Status.FAILED
    pages[URL] = story()
    service.retry([summary.id])
    [summary] = done(service, [summary.id])
    assert summary.status is Status.READY
    assert summary.failure is None


def test_an_empty_page_that_has_filled_since_is_fetched_anew_by_retry(open_service):
    pages = {URL: b"<html><body></body></html>"}
    service = open_service(pages)
    [summary] = done(service, hand_over(service, URL))
    assert summary.failure.code == "empty"
    pages[URL] = story()
    service.retry([summary.id])
    assert done(service, [summary.id])[0].status is Status.READY


def test_pending_work_of_the_last_run_goes_on_at_the_next_start(open_service):
    first = open_service({URL: story()}, start=False)
    ids = hand_over(first, URL)
    first.close()
    second = open_service({URL: story()})
    assert done(second, ids)[0].status is Status.READY


def test_closing_in_the_middle_of_cleaning_leaves_the_clip_pending_with_its_page(open_service):
    cleaner = StoppedIn()
    first = open_service({URL: story()}, cleaner=cleaner)
    ids = hand_over(first, URL)
    assert cleaner.reached.wait(20)
    closing = threading.Thread(target=first.close)
    closing.start()
    assert cleaner.closed.wait(20)
    cleaner.go_on.set()
    closing.join(20)
    asked = []
    second = open_service({}, start=False, asked=asked)
    assert second.summaries(ids)[0].status is Status.PENDING
    second.start()
    assert done(second, ids)[0].status is Status.READY
    assert asked == [], "the kept page was not used"


def test_work_that_outlasts_closing_changes_nothing_and_ends_without_a_trace(open_service):
    cleaner = StoppedIn()
    first = open_service({URL: story()}, cleaner=cleaner)
    ids = hand_over(first, URL)
    assert cleaner.reached.wait(20)
    first.close(seconds=0)
    cleaner.go_on.set()
    for thread in first._jobs._threads:
        thread.join(20)
    assert open_service(start=False).summaries(ids)[0].status is Status.PENDING


def test_a_clip_that_is_deleted_while_it_is_worked_on_is_gone_without_a_word(open_service):
    cleaner = StoppedIn()
    service = open_service({URL: story()}, cleaner=cleaner)
    ids = hand_over(service, URL)
    assert cleaner.reached.wait(20)
    service.trash(ids)
    assert service.empty_trash() == 1
    cleaner.go_on.set()
    assert done(service, hand_over(service, URL))[0].status is Status.READY
    assert service.summaries(ids) == []


def test_nobody_waits_for_a_pending_clip_that_was_thrown_away(open_service):
    service = open_service(start=False)
    ids = hand_over(service, URL)
    assert service.wait(ids, timeout=0) is False
    service.trash(ids)
    assert service.wait(ids, timeout=0) is True


def test_a_page_on_a_full_disk_stays_pending_is_told_and_goes_on_when_there_is_room(
    tmp_path, open_service, monkeypatch, request
):
    request.node.add_marker(pytest.mark.expects_log)
    monkeypatch.setattr("clipper.jobs.LOOK_AROUND_SECONDS", 0.01)
    full = threading.Event()
    full.set()

    class OnFullDisk(Library):
        def fill(self, *arguments, **named):
            self._write(super().fill, *arguments, **named)

        def fail(self, *arguments):
            self._write(super().fail, *arguments)

        def release(self, *arguments):
            self._write(super().release, *arguments)

        def _write(self, write, *arguments, **named):
            if full.is_set():
                raise LibraryError("The disk is full.")
            write(*arguments, **named)

    monkeypatch.setitem(globals(), "Library", OnFullDisk)
    service = open_service({URL: story()})
    ids = hand_over(service, URL)
    with pytest.raises(LibraryError, match="full"):
        service.wait(ids, timeout=20)
    assert service.summaries(ids)[0].state == "pending"
    became_ready = threading.Event()
    # The failed attempt may be announced only now.
    service.subscribe(lambda _: service.summaries(ids)[0].state == "inbox" and became_ready.set())
    full.clear()
    assert became_ready.wait(20)
    assert service.summaries(ids)[0].state == "inbox"


def test_a_disk_that_cannot_be_read_for_a_moment_does_not_end_the_looking_around(
    open_service, monkeypatch, request
):
    request.node.add_marker(pytest.mark.expects_log)
    monkeypatch.setattr("clipper.jobs.LOOK_AROUND_SECONDS", 0.01)
    service = open_service()
    failed = threading.Event()
    real = service._library.data_version

    def data_version():
        if not failed.is_set():
            failed.set()
            raise LibraryError("The disk failed.")
        return real()

    monkeypatch.setattr(service._library, "data_version", data_version)
    assert failed.wait(20)
    noticed = threading.Event()
    service.subscribe(lambda changes: changes.elsewhere and noticed.set())
    hand_over(open_service(start=False), URL)
    assert noticed.wait(20)


def test_a_clip_deleted_during_an_export_is_left_out(open_service, tmp_path):
    other = "https://harbour.example/other"
    service = open_service({URL: story(), other: story("Another day")})
    ids = hand_over(service, f"{URL}\n{other}")
    done(service, ids)

    def delete_the_second(_done, _total):
        service.trash(ids[1:])
        service.empty_trash()

    report = service.export(ids, tmp_path / "notes", progress=delete_the_second, cancelled=lambda: False)
    assert [path.name for path in report.written] == ["The quay under water.md"]
    assert report.failed == ()


def test_pictures_are_kept_with_the_clip_and_the_failed_ones_counted(open_service):
    pictures = '<p><img src="/a.png" alt="a" width="300" height="200"></p><p><img src="/gone.png" alt="gone" width="300" height="200"></p>'
    service = open_service({URL: story(extra=pictures), "https://harbour.example/a.png": PNG})
    [summary] = done(service, hand_over(service, URL))
    clip = service.clip(summary.id)
    kept = {asset.source: asset for asset in clip.assets}
    assert service.asset_path(kept["https://harbour.example/a.png"].name).read_bytes() == PNG
    assert kept["https://harbour.example/gone.png"].name is None
    assert "404" in kept["https://harbour.example/gone.png"].failure


def test_a_file_is_read_when_it_is_handed_over_since_it_may_be_gone_a_moment_later(open_service, tmp_path):
    from clipper.capture import from_path

    page = tmp_path / "dragged.html"
    page.write_bytes(story())
    service = open_service(start=False)
    ids = service.hand_over([from_path(page, Via.DROP)])
    page.unlink()
    service.start()
    assert done(service, ids)[0].status is Status.READY


def test_a_link_file_is_on_disk_before_its_page_is_fetched(open_service, tmp_path):
    from clipper.capture import from_path

    link = tmp_path / "quay.url"
    link.write_text(f"[InternetShortcut]\r\nURL={URL}\r\n")
    asked = []
    service = open_service({URL: story()}, start=False, asked=asked)
    ids = service.hand_over([from_path(link, Via.DROP)])
    link.unlink()
    assert asked == []
    assert service.summaries(ids)[0].url == URL
    service.start()
    assert done(service, ids)[0].title == "The quay under water"


def test_a_mistake_of_our_own_is_kept_as_a_failure_and_the_others_go_on(open_service, caplog, request):
    request.node.add_marker(pytest.mark.expects_log)

    class Broken(DirectCleaner):
        def clean(self, capture, choice):
            if b"poison" in capture.data:
                raise ZeroDivisionError
            return super().clean(capture, choice)

    other = "https://harbour.example/other"
    service = open_service({URL: story(body="poison"), other: story("Another day")}, cleaner=Broken())
    bad, good = done(service, hand_over(service, f"{URL}\n{other}"))
    assert bad.failure.code == "bug"
    assert "ZeroDivisionError" in bad.failure.message
    assert good.status is Status.READY
    assert "ZeroDivisionError" in caplog.text


def test_what_changes_is_announced(open_service):
    service = open_service({URL: story()}, start=False)
    heard: list[Changes] = []
    end = service.subscribe(heard.append)
    ids = hand_over(service, URL)
    assert heard[0].added == frozenset(ids)
    service.start()
    done(service, ids)
    service.trash(ids)
    assert heard[-1].changed == frozenset(ids)
    end()
    heard.clear()
    service.restore(ids)
    assert heard == []


def test_what_the_program_does_itself_is_not_taken_for_another_s(open_service):
    service = open_service(start=False)
    heard = []
    hand_over(service, URL)
    service.subscribe(lambda changes: heard.append(changes.elsewhere))
    service._jobs.notice_others()
    assert heard == []
    hand_over(open_service(start=False), URL)
    service._jobs.notice_others()
    assert heard == [True]


def test_another_program_on_the_same_library_is_noticed(open_service):
    service = open_service()
    noticed = threading.Event()
    service.subscribe(lambda changes: changes.elsewhere and noticed.set())
    other = open_service(start=False)
    hand_over(other, URL)
    assert noticed.wait(10)


def test_trashed_clips_leave_the_list_and_come_back_until_the_trash_is_emptied(open_service):
    service = open_service({URL: story()})
    ids = hand_over(service, URL)
    done(service, ids)
    service.trash(ids)
    assert service.ids() == []
    assert service.ids(View.TRASH) == ids
    service.restore(ids)
    assert service.ids() == ids
    service.trash(ids)
    assert service.empty_trash() == 1
    with pytest.raises(NoSuchClipError):
        service.clip(ids[0])


def test_export_writes_finished_clips_and_leaves_pending_ones(open_service, tmp_path):
    service = open_service({URL: story()})
    ids = hand_over(service, URL)
    done(service, ids)
    steps = []
    report = service.export(
        ids, tmp_path / "notes", progress=lambda *step: steps.append(step), cancelled=lambda: False
    )
    [note] = report.written
    assert note.name == "The quay under water.md"
    assert "The gulls, he noted" in note.read_text(encoding="utf-8")
    assert steps[-1] == (1, 1)


def test_the_sample_page_becomes_a_clip_with_its_picture_and_without_the_network(open_service):
    asked = []
    service = open_service({}, asked=asked)
    [summary] = done(service, service.hand_over([sample_page()]))
    assert summary.status is Status.READY
    [picture] = service.clip(summary.id).assets
    assert picture.name
    assert service.asset_path(picture.name).as_uri() in service.markdown(summary.id)
    assert asked == []


def test_a_page_that_is_there_is_known_before_it_is_stored(open_service):
    service = open_service({URL: story()})
    [clip_id] = hand_over(service, URL)
    done(service, [clip_id])
    [again, other] = service.known(
        from_text(f"{URL}?utm_source=mail\nhttps://harbour.example/other", Via.PASTE)
    )
    assert [summary.id for summary in again] == [clip_id]
    assert other == []


def test_a_page_handed_over_again_can_update_its_clip(open_service):
    shared = f"{URL}?utm_source=mail"
    service = open_service({URL: story(), shared: story()})
    [clip_id] = hand_over(service, URL)
    done(service, [clip_id])
    told = []
    service.subscribe(told.append)
    [handover] = from_text(shared, Via.PASTE)
    pending = service.update(clip_id, handover)
    assert service.wait([pending], timeout=20)
    assert service.ids() == [clip_id]
    assert Changes(removed=frozenset({pending})) in told


def test_the_same_article_at_two_addresses_is_proposed_as_one(open_service):
    elsewhere = "https://kelp.example/quay"
    service = open_service({URL: story(), elsewhere: story()})
    ids = hand_over(service, f"{URL}\n{elsewhere}")
    done(service, ids)
    deadline = threading.Event()
    for _ in range(200):
        if service.doubles.count():
            break
        deadline.wait(0.05)
    assert {service.doubles.proposals()[0].clip_id, service.doubles.proposals()[0].other_id} == set(ids)
