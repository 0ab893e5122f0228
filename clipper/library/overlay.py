"""What a person wrote in place of what was found, laid over it. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from clipper.library.patches import State
from clipper.model import Edits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clipper.model import Asset


@dataclass(frozen=True, slots=True)
class EditedText:
    """A text as a person wrote it, and the clean HTML and plain text that came of it."""

    markdown: str
    html: str
    text: str
    word_count: int

    def as_json(self) -> str:
        """The text as the log and the table of edits keep it."""
        return json.dumps(
            {
                "markdown": self.markdown,
                "html": self.html,
                "text": self.text,
                "word_count": self.word_count,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, value: str) -> EditedText:
        """The text that `as_json` wrote."""
        read = json.loads(value)
        return cls(read["markdown"], read["html"], read["text"], int(read["word_count"]))


@dataclass(frozen=True, slots=True)
class Edited:
    """What a person wrote, None where they left what was found; `version` is the one they chose to see."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    text: EditedText | None = None
    version: int | None = None

    @property
    def is_written(self) -> bool:
        """Whether anything of the article is the person's own."""
        return any(part is not None for part in (self.title, self.authors, self.published, self.text))

    @property
    def edits(self) -> Edits:
        """The edits as the rest of the program knows them."""
        return Edits(
            self.title, self.authors, self.published, None if self.text is None else self.text.markdown
        )


def overlaid(found: State, edited: Edited, pictures: Iterable[Asset] = ()) -> State:
    """Return what is shown. `pictures` are those of all versions, of which an edited text may name any."""
    article, assets = found.article, found.assets
    if edited.title is not None:
        article = replace(article, title=edited.title)
    if edited.authors is not None:
        article = replace(article, authors=edited.authors)
    if edited.published is not None:
        article = replace(article, published=edited.published or None)
    if edited.text is not None:
        text = edited.text
        article = replace(article, html=text.html, text=text.text, word_count=text.word_count)
        known = {asset.source for asset in assets}
        others = {asset.source: asset for asset in pictures if asset.source not in known}
        assets += tuple(asset for asset in others.values() if escape(asset.source) in text.html)
    return State(article, assets)
