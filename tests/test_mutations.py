"""Pages that nobody wrote: each becomes an article or one clear error. `make bench NAME=mutations` tries more."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.benchmarks._mutated import tried


@settings(max_examples=80, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 19_999))
def test_a_mutated_page_is_an_article_or_a_clear_error_and_no_word_of_it_is_lost(seed):
    outcome = tried(seed)
    assert outcome.kind in {"article", "error"}, outcome.said
