from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clipper.library import descending

KEYS = st.sets(st.integers(1, 300))


@given(one=KEYS, other=KEYS, at_once=st.integers(1, 20))
def test_what_two_lists_have_in_common_comes_highest_first(one, other, at_once):
    before, descending.AT_ONCE = descending.AT_ONCE, at_once
    try:
        rows = [[(key,) for key in sorted(keys, reverse=True)] for keys in (one, other)]
        assert list(descending.common(*rows)) == sorted(one & other, reverse=True)
    finally:
        descending.AT_ONCE = before


def test_no_more_is_read_than_is_asked_for():
    read = []

    def rows(name):
        for key in range(100_000, 0, -1):
            read.append(name)
            yield (key,)

    assert next(descending.common(rows("a"), rows("b"))) == 100_000
    assert len(read) <= 2 * descending.AT_ONCE
