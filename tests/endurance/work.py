"""Mixed work on a library as several people and programs do it, and what it must have left behind."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import apsw

from clipper.library import Library
from clipper.model import Article, Asset, Handover, Status, Via

KINDS = (
    *("add", "title", "star", "archive", "trash", "restore"),
    *("note", "tag", "highlight", "version", "delete"),
)
WITH_BACKUPS = (*KINDS, "backup")


@dataclass
class Known:
    """What was confirmed of one clip."""

    text: str | None = None
    title: str | None = None
    title_is_edited: bool = False
    starred: bool = False
    archived: bool = False
    trashed: bool = False
    note: str | None = None
    tags: set[str] = field(default_factory=set)
    highlights: set[str] = field(default_factory=set)
    deleted: bool = False


def article(word: str) -> Article:
    text = f"The keeper of the {word} counted the boats at noon. " * 30
    return Article(title=f"The {word}", html=f"<p>{text}</p>", text=text, word_count=len(text.split()))


class Work:
    """One step after another; `begun` is told which clip a step changes, `confirmed` when it is on disk."""

    def __init__(
        self, library: Library, seed: int, begun=lambda step: None, confirmed=lambda step: None, kinds=KINDS
    ):
        self.library = library
        self.kinds = kinds
        self.random = random.Random(seed)
        self.begun = begun
        self.confirmed = confirmed
        self.filled: list[str] = []
        self.pending: list[str] = []

    def step(self) -> None:
        if not self.filled and not self.pending:
            kind = "add"
        elif self.pending and (not self.filled or self.random.random() < 0.3):
            kind = "fill"
        else:
            kind = self.random.choice(self.kinds)
        getattr(self, f"_{kind}")()

    def _do(self, kind: str, clip_id: str | None, value, action):
        step = [kind, clip_id, value]
        self.begun(step)
        result = action()
        self.confirmed([kind, clip_id or result, value])
        return result

    def _any(self) -> str:
        return self.random.choice(self.filled)

    def _word(self) -> str:
        return f"word{self.random.randrange(10**9)}"

    def _add(self) -> None:
        given = Handover("a page", Via.COMMAND, url=f"https://pier.example/{self._word()}")
        self.pending.append(self._do("add", None, None, lambda: self.library.add([given])[0]))

    def _fill(self) -> None:
        clip_id, word = self.pending.pop(), self._word()

        def fill():
            name = self.library.save_asset(word.encode(), "image/png")
            self.library.fill(clip_id, article(word), [Asset("https://pier.example/a.png", name)])

        self._do("fill", clip_id, word, fill)
        self.filled.append(clip_id)

    def _version(self) -> None:
        clip_id, word = self._any(), self._word()

        def clean_again():
            name = self.library.save_asset(word.encode(), "image/png")
            picture = Asset("https://pier.example/a.png", name)
            assert self.library.fill(clip_id, article(word), [picture], chosen=True) is None

        self._do("version", clip_id, word, clean_again)

    def _backup(self) -> None:
        self.begun(["backup", None, None])
        self.confirmed(["backup", None, str(self.library.backups.make().path)])

    def _title(self) -> None:
        clip_id, word = self._any(), self._word()
        self._do("title", clip_id, word, lambda: self.library.edits.change(clip_id, title=word))

    def _star(self) -> None:
        clip_id = self._any()
        self._do("star", clip_id, True, lambda: self.library.order.star([clip_id]))

    def _archive(self) -> None:
        clip_id = self._any()
        self._do("archive", clip_id, True, lambda: self.library.order.archive([clip_id]))

    def _trash(self) -> None:
        clip_id = self._any()
        self._do("trash", clip_id, True, lambda: self.library.order.trash([clip_id]))

    def _restore(self) -> None:
        clip_id = self._any()
        self._do("trash", clip_id, False, lambda: self.library.order.restore([clip_id]))

    def _note(self) -> None:
        clip_id, word = self._any(), self._word()
        self._do("note", clip_id, word, lambda: self.library.order.set_note(clip_id, word))

    def _tag(self) -> None:
        clip_id, tag = self._any(), f"sea/{self.random.randrange(20)}"
        self._do("tag", clip_id, tag, lambda: self.library.tags.add([clip_id], [tag]))

    def _highlight(self) -> None:
        clip_id = self._any()
        made = []

        def add():
            made.append(self.library.highlights.add(clip_id, "counted the boats", "", " at noon", 0, 0).id)

        step = ["highlight", clip_id, None]
        self.begun(step)
        add()
        self.confirmed(["highlight", clip_id, made[0]])

    def _delete(self) -> None:
        clip_id = self._any()
        self.filled.remove(clip_id)
        self._do("delete", clip_id, True, lambda: self.library.order.delete([clip_id]))


def replayed(steps) -> dict[str, Known]:
    """What these confirmed steps come to, by clip."""
    found: dict[str, Known] = {}
    for kind, clip_id, value in steps:
        if kind == "backup":
            continue
        clip = found.setdefault(clip_id, Known())
        match kind:
            case "fill" | "version":
                clip.text = value
                if not clip.title_is_edited:
                    clip.title = f"The {value}"
            case "title":
                clip.title, clip.title_is_edited = value, True
            case "note":
                clip.note = value
            case "star" | "archive" | "trash" | "delete":
                setattr(
                    clip,
                    {"star": "starred", "archive": "archived", "trash": "trashed", "delete": "deleted"}[kind],
                    value,
                )
            case "tag" | "highlight":
                getattr(clip, f"{kind}s").add(value)
    return found


def check(library: Library, steps, uncertain: set[str | None] = frozenset()) -> None:
    """Each confirmed change is in the library; of a clip that a step was at work on, only that it can be read."""
    there = set(library.ids(view=everything())) | set(library.ids(view=trash()))
    for clip_id, known in replayed(steps).items():
        if clip_id in uncertain:
            continue
        assert (clip_id in there) is not known.deleted, (clip_id, known)
        if not known.deleted:
            assert seen(library, clip_id) == known
    for clip_id in there:
        clip = library.clip(clip_id)
        assert (clip.article is not None) == (clip.summary.status is Status.READY)
        assert all(library.asset_path(asset.name).exists() for asset in clip.assets)


def everything():
    from clipper.library.view import View

    return View.ALL


def trash():
    from clipper.library.view import View

    return View.TRASH


def seen(library: Library, clip_id: str) -> Known:
    clip = library.clip(clip_id)
    summary = clip.summary
    text = clip.article.text.split()[4] if clip.article else None
    return Known(
        text=text,
        title=summary.title if clip.article else None,
        title_is_edited=clip.edits.title is not None,
        starred=summary.starred,
        archived=summary.archived_at is not None,
        trashed=summary.trashed_at is not None,
        note=clip.note,
        tags=set(summary.tags),
        highlights={highlight.id for highlight in clip.highlights},
    )


def is_sound(folder) -> bool:
    db = apsw.Connection(str(folder / "library.sqlite3"))
    try:
        return db.pragma("integrity_check") == "ok" and db.pragma("foreign_key_check") is None
    finally:
        db.close()
