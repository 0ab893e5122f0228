"""A clip's text as Markdown for a person to edit, and what they wrote as a clean text again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError, LibraryError
from clipper.library import EditedText
from clipper.model import Capture, Content, Via

if TYPE_CHECKING:
    from clipper.cleaning import Cleaner
    from clipper.model import Clip


def markdown_to_edit(clip: Clip) -> str:
    """The text of a clip as Markdown: as the person wrote it, else made of its article. "" without one."""
    from clipper.export.markdown import from_html

    if clip.edits.markdown is not None:
        return clip.edits.markdown
    if clip.article is None:
        return ""
    stand_ins = _stand_ins(clip)
    return _replaced(
        from_html(clip.article.html, images=stand_ins), {there: name for name, there in stand_ins.items()}
    )


def edited_text(clip: Clip, markdown: str, cleaner: Cleaner) -> EditedText | None:
    """What a person's Markdown makes of the clip's text; None where it says what is there already.

    Pictures that only the library has (`asset:...`) keep their names. Raises LibraryError for a text without
    a word, and what cleaning raises.
    """
    if markdown.strip() == markdown_to_edit(clip).strip():
        return None
    stand_ins = _stand_ins(clip)
    source = _replaced(markdown, stand_ins)
    url = clip.summary.url or clip.handover.url
    try:
        article = cleaner.clean(
            Capture(
                data=source.encode("utf-8", "replace"),
                content=Content.MARKDOWN,
                encoding="utf-8",
                via=Via.TYPED,
                captured_at=datetime.now(UTC),
                url=url,
                selection=True,
            )
        )
    except EmptyPageError as error:
        raise LibraryError("There are no words in this text. To go back, choose the text found.") from error
    html = _replaced(article.html, {there: name for name, there in stand_ins.items()})
    return EditedText(markdown, html, article.text, article.word_count)


def _stand_ins(clip: Clip) -> dict[str, str]:
    """Web addresses that stand for pictures which only the library has, while Markdown passes through."""
    names = [asset.source for asset in clip.assets if asset.source.startswith("asset:")]
    return {name: f"https://picture-{number}.invalid/x" for number, name in enumerate(names)}


def _replaced(text: str, names: dict[str, str]) -> str:
    for name, other in names.items():
        text = text.replace(name, other)
    return text
