from __future__ import annotations

import threading

from clipper.library import Library
from clipper.model import Failure


def test_the_oldest_pending_clips_are_claimed_first_and_once(library, make):
    ids = library.add([make.link()] * 3)
    assert library.claim(2) == ids[:2]
    assert library.claim(2) == ids[2:]
    assert library.claim() == []
    assert library.claim(0) == []


def test_another_library_object_gets_what_is_left(folder, library, make):
    ids = library.add([make.link()] * 3)
    with Library(folder) as other:
        assert library.claim() == ids[:1]
        assert other.claim(5) == ids[1:]
        assert library.claim(5) == []
        other.release(ids)
        assert library.claim(5) == ids[1:]


def test_what_is_given_back_can_be_claimed_again(library, make):
    ids = library.add([make.link()] * 2)
    library.claim(2)
    library.release(ids[:1])
    assert library.claim(2) == ids[:1]


def test_closing_gives_claims_back_and_leaves_no_lock(folder, library, make):
    ids = library.add([make.link()] * 2)
    with Library(folder) as other:
        assert other.claim(2) == ids
        assert len(list((folder / "locks").glob("*.lock"))) == 3
    assert len(list((folder / "locks").glob("*.lock"))) == 2  # of this one, and of opening
    assert library.claim(2) == ids


def test_only_pending_clips_that_are_not_thrown_away_are_claimed(library, make):
    ready, failed, trashed, pending = library.add([make.link()] * 4)
    library.fill(ready, make.article(), [])
    library.fail(failed, Failure("x", "Y."))
    library.trash([trashed])
    assert library.claim(9) == [pending]


def test_a_clip_tried_again_can_be_claimed_again(library, make):
    [clip_id] = library.add([make.link()])
    library.claim()
    library.fail(clip_id, Failure("x", "Y."))
    library.retry([clip_id])
    assert library.claim() == [clip_id]


def test_an_owner_in_the_file_that_is_no_owner_s_name_touches_no_other_file(library, make, tmp_path):
    precious = tmp_path / "uv.lock"
    precious.write_text("mine")
    ids = library.add([make.link()])
    with library._connections.writing() as db:
        db.execute("INSERT INTO claims (clip, owner) SELECT id, '../../uv' FROM clips")
    assert library.claim() == ids
    assert precious.read_text() == "mine"


def test_threads_never_get_the_same_clip(library, make):
    ids = library.add([make.link()] * 40)
    claimed = []

    def work():
        while batch := library.claim():
            claimed.extend(batch)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == ids


def test_a_library_claimed_in_one_thread_can_be_closed_in_another(folder, make):
    library = Library(folder)
    ids = library.add([make.link()])
    thread = threading.Thread(target=library.claim)
    thread.start()
    thread.join()
    library.close()
    with Library(folder) as again:
        assert again.claim() == ids
