"""The front matter is YAML that Obsidian and Joplin read."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from clipper.export.front_matter import quoted, serialise
from clipper.export.note import article_note, front_matter, note
from clipper.model import Article, Clip, ClipSummary, Handover, Status, Via

ARTICLE = Article(
    title='How "X"\n works',
    html="<p>Body</p>",
    text="Body",
    word_count=1,
    authors=("Jane Doe", "Ann\\B: C"),
    published="2020-07-24T17:19:00+02:00",
    excerpt="First line\nsecond",
)


def read_quoted(scalar: str) -> str:
    """Read a double-quoted scalar; what we write of YAML's escapes JSON has too, but for \\x."""
    return str(json.loads(re.sub(r"(\\\\)|\\x(..)", lambda found: found[1] or f"\\u00{found[2]}", scalar)))


def clip(article: Article | None, **summary: object) -> Clip:
    facts = {
        "id": "1",
        "status": Status.READY,
        "title": "T",
        "saved_at": datetime(2026, 8, 3, 12, tzinfo=UTC),
    }
    return Clip(ClipSummary(**{**facts, **summary}), Handover("label", Via.PASTE), article)


def test_a_note_is_front_matter_a_blank_line_and_the_article() -> None:
    written = note(clip(ARTICLE, url="https://a.example/x"))
    assert written == (
        "---\n"
        'title: "How \\"X\\" works"\n'
        'source: "https://a.example/x"\n'
        "author:\n"
        '  - "Jane Doe"\n'
        '  - "Ann\\\\B: C"\n'
        "published: 2020-07-24\n"
        "created: 2026-08-03\n"
        'description: "First line\\nsecond"\n'
        "tags:\n"
        '  - "clippings"\n'
        "---\n"
        "\n"
        "Body\n"
    )


def test_what_is_unknown_is_an_empty_property() -> None:
    written = front_matter(title="T", source=None)
    assert written == (
        '---\ntitle: "T"\nsource:\nauthor:\npublished:\ncreated:\ndescription:\ntags:\n  - "clippings"\n---\n'
    )


def test_a_date_that_is_only_a_year_or_no_date_at_all_stays_text() -> None:
    assert 'published: "2020"\n' in front_matter(title="T", source=None, published="2020")
    assert 'published: "2020-13-45"\n' in front_matter(title="T", source=None, published="2020-13-45")


def test_the_tags_of_a_clip_come_after_ours() -> None:
    assert note(clip(ARTICLE, tags=("sea", "clippings"))).count("  - ") == 4


def test_a_clip_that_is_no_article_yet_keeps_its_title_and_source() -> None:
    written = note(clip(None, url="https://a.example/"))
    assert written.startswith('---\ntitle: "T"\nsource: "https://a.example/"\n')
    assert written.endswith("---\n")


def test_an_article_in_no_library_is_a_note_too() -> None:
    written = article_note(ARTICLE, url=None, created=date(2026, 1, 2))
    assert "\ncreated: 2026-01-02\n" in written
    assert written.endswith("---\n\nBody\n")


@given(st.text())
def test_any_text_is_one_line_that_reads_as_that_text(text: str) -> None:
    written = quoted(text)
    assert written.isprintable() or not re.search(r"[\n\r\x00-\x1f\x7f-\x9f\u2028\u2029]", written)
    assert read_quoted(written) == text


def test_keys_that_yaml_would_read_otherwise_are_quoted_and_other_values_stand_bare() -> None:
    written = serialise(
        {"yes": True, "a b": 3, "when": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "1st": None}
    )
    assert written == '---\n"yes": true\n"a b": 3\nwhen: 2026-01-02T03:04:05+00:00\n"1st":\n---\n'
