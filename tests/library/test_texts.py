from __future__ import annotations

import pytest

from clipper.model import Article, Asset, Failure, Handover, Removal, Via

ODD = {
    "NUL": ("a\0b", "a\ufffdb"),
    "lone surrogate": ("a\ud83db", "a\ufffdb"),
    "emoji": ("👩‍👩‍👧 🏳️‍🌈 🇵🇭", None),
    "right to left": ("שלום \u202eabc\u202c مرحبا", None),
    "control characters": ("\x01\x02\x1b[31m\x7f\x85", None),
    "beyond the basic plane": ("𠜎𠜱 𝔘𝔫𝔦", None),
    "not a character": ("\uffff\ufdd0", None),
    "quotes and SQL": ("'; DROP TABLE clips; -- \"", None),
    "empty": ("", None),
}


@pytest.mark.parametrize("kind", ODD)
def test_any_text_can_be_kept(library, make, kind):
    text, kept = ODD[kind]
    kept = text if kept is None else kept
    fields = dict.fromkeys(("site_name", "language", "excerpt", "lead_image", "canonical_url"), text)
    article = Article(
        title=text,
        html=text,
        text=text,
        word_count=1,
        authors=(text,),
        removed=(Removal(text, text),),
        warnings=(text,),
        **fields,
    )
    handover = Handover(
        text, Via.PASTE, url=text, title_hint=text, capture=make.page(url=text, title_hint=text)
    )
    [clip_id] = library.add([handover])
    library.keep_capture(clip_id, make.page(b"other", url=text, title_hint=text))
    library.fill(clip_id, article, [Asset(source=text, failure=text)])
    clip = library.clip(clip_id)
    assert clip.handover.label == kept
    assert clip.article.html == clip.article.text == kept
    assert clip.article.authors == clip.article.warnings == (kept,)
    assert clip.article.removed == (Removal(kept, kept),)
    assert clip.assets[0].source == kept
    assert len(library.summaries([clip_id], query="a")) == 1
    library.fail(clip_id, Failure(text, text))
    assert library.summary(clip_id).failure == Failure(kept, kept)


def test_a_huge_article_is_kept_whole_and_can_be_found(library, make):
    text = "word " * 400_000 + "needle"
    [clip_id] = library.add([make.link()])
    library.fill(clip_id, make.article(text), [])
    assert library.clip(clip_id).article == make.article(text)
    assert library.ids(query="needle") == [clip_id]
    assert library.summaries([clip_id], query="needle")[0].snippet.startswith("word word")
