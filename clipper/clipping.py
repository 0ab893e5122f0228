"""The one service: what is handed over, what a person does with clips, and what is announced of it.

A hand-over is on disk, pending, before `hand_over` returns; `jobs.py` then makes an article of it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, NoSuchClipError
from clipper.jobs import Changes, Jobs, Progress
from clipper.library import Library, Sort, View
from clipper.model import Handover, Via
from clipper.recleaning import AgainProgress, Recleaning
from clipper.settings import Settings, library_folder, site_rules_folder
from clipper.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from clipper.capture import Fetcher
    from clipper.cleaning import Cleaner
    from clipper.export.folder import Report
    from clipper.library import Counts, Found, Health, Statistics
    from clipper.library.query import Completion
    from clipper.model import Action, Clip, ClipSummary

__all__ = [
    "AgainProgress",
    "Changes",
    "Clipping",
    "Progress",
    "Sort",
    "View",
    "open_clipping",
    "sample_page",
]


def sample_page() -> Handover:
    """The page that ships with the program, as if it had been handed over."""
    from clipper import capture as capturing
    from clipper.resources import resource

    return capturing.from_bytes(
        resource("sample/page.html").read_bytes(),
        Via.FILE,
        url="https://coastal-review.example/2026/09/the-keeper-of-small-weather",
        name="page.html",
    )


def open_clipping(settings: Settings, chosen: str | None = None) -> Clipping:
    """Open the library that `chosen`, the environment or the settings name, and the service over it.

    Raises LibraryError where the library cannot be opened.
    """
    library = Library(library_folder(settings, chosen))
    return Clipping(library, settings=settings, site_rules=site_rules_folder())


class Clipping:
    """Everything that the commands and the window do with a library goes through here. Thread-safe.

    `fetcher` and `cleaner` are made when the first page needs them, unless given: what they load would
    delay the window. `site_rules` is the folder of the person's rules for single sites.
    """

    def __init__(
        self,
        library: Library,
        *,
        fetcher: Fetcher | None = None,
        cleaner: Cleaner | None = None,
        settings: Settings | None = None,
        site_rules: Path | None = None,
    ) -> None:
        self._library = library
        library.on_change = self._changed
        library.on_remove = self._removed
        self.backups = library.backups
        self.order = library.order
        self.tags = library.tags
        self.highlights = library.highlights
        self.searches = library.searches
        self.versions = library.versions
        self.edits = library.edits
        self.undo = library.undo
        self.doubles = library.doubles
        self._listeners: list[Callable[[Changes], None]] = []
        self._settings = settings or Settings()
        if self._settings.backup_folder:
            self.backups.second = Path(self._settings.backup_folder).expanduser()
        self._upkeep = Upkeep(library, self._settings.trash_days)
        self._jobs = Jobs(
            library,
            self._settings,
            self._announce,
            fetcher=fetcher,
            cleaner=cleaner,
            site_rules=site_rules,
        )
        self.again = Recleaning(library, self._settings, self._jobs, self._announce)

    # Announcing

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` with every change, from whatever thread made it. Returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _announce(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)

    # Handing over

    def hand_over(self, handovers: Sequence[Handover]) -> list[str]:
        """Put hand-overs into the library, pending; they are on disk when this returns. Gives their ids.

        Files are read here and now, since a dragged file may be gone in a moment. Raises LibraryError.
        """
        ids = self._library.add([self._with_file_read(handover) for handover in handovers])
        self._announce(Changes(added=frozenset(ids)))
        self._jobs.wake()
        return ids

    def known(self, handovers: Sequence[Handover]) -> list[list[ClipSummary]]:
        """For each hand-over, what is in the library already of the same page, whatever its address.

        Nothing is stored or fetched; files are read. Then a person may open it, `update` it, or keep both by
        `hand_over`. What is in the trash does not count.
        """
        doubles = self._library.doubles
        found = [doubles.of_handover(self._with_file_read(handover)) for handover in handovers]
        return [self._library.summaries(ids) if ids else [] for ids in found]

    def update(self, clip_id: str, handover: Handover) -> str:
        """Make a new version of a clip from a page that was handed over again; on disk when this returns.

        The page is a pending clip of its own until it is fetched and cleaned, and is gone then; its id is
        returned, to wait for. Where that fails it stays, with its reason, and the clip is as it was. What
        came back worse is kept back (see `versions`). Raises NoSuchClipError, LibraryError.
        """
        pending = self._library.add_update(clip_id, self._with_file_read(handover))
        self._announce(Changes(added=frozenset({pending})))
        self._jobs.wake()
        return pending

    def _with_file_read(self, handover: Handover) -> Handover:
        from clipper.capture import read_file
        from clipper.fetching import limits_of

        try:
            return read_file(handover, limits_of(self._settings))
        except ClipperError:
            return handover  # a worker meets the same error and keeps its reason with the clip

    # Working

    def start(self) -> None:
        """Begin to work on what is pending, also from the last run."""
        self._jobs.start()
        self._upkeep.start()
        self.again.start()

    def close(self, seconds: float = 1.0) -> None:
        """Stop working and close the library. What is not finished within `seconds` stays pending."""
        self._upkeep.stop()
        self.again.stop()
        self._jobs.close(seconds)
        self.again.join(seconds)
        self._library.close()

    def wait(self, ids: Sequence[str], timeout: float | None = None) -> bool:
        """Wait until none of these clips is pending; False when `timeout` seconds passed first.

        Another program may be the one that finishes them, or throws them away. Raises LibraryError where
        one stays pending because what came of it cannot be written.
        """
        return self._jobs.wait(ids, timeout)

    def progress(self, clip_id: str) -> Progress | None:
        """What is being done for a clip now; None when nothing is."""
        return self._jobs.progress(clip_id)

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written into this library, as a sentence; None where it can."""
        return self._library.read_only

    # What a person does with clips

    def retry(self, ids: Iterable[str]) -> None:
        """Try failed clips again; pages are fetched anew."""
        chosen = list(ids)
        self._jobs.fetch_again(chosen)
        self._library.retry(chosen)
        self._changed(chosen)
        self._jobs.wake()

    def fetch_again(self, ids: Iterable[str]) -> int:
        """Fetch the pages of clips anew, in the background; gives how many clips that were ready wait now.

        What comes is a new version, kept back where it is worse. Failed clips are tried again.
        """
        chosen = list(ids)
        self.retry(chosen)
        return self.again.fetch(chosen)

    def clean_again(self, ids: Iterable[str] | None = None) -> int:
        """Clean clips again from their raw pages, in the background; None is the whole library.

        Gives how many wait now. What a person edited stays; `again` tells how far it is, pauses, cancels.
        """
        return self.again.clean(ids)

    def stale(self) -> int:
        """How many clips were cleaned by an older cleaner than today's."""
        return self.again.stale()

    def edit(
        self,
        clip_id: str,
        *,
        title: str | None = None,
        authors: Sequence[str] | None = None,
        published: str | None = None,
        markdown: str | None = None,
    ) -> Action | None:
        """Write what is given in place of what was found; None where that changes nothing.

        `published` is ISO 8601, "" for none. Raises ClipperError where a text or a date cannot be taken.
        """
        from clipper.editing import edited_text

        text = None
        if markdown is not None:
            text = edited_text(self._library.clip(clip_id), markdown, self._jobs.ready_cleaner())
        return self.edits.change(clip_id, title=title, authors=authors, published=published, text=text)

    def markdown_to_edit(self, clip_id: str) -> str:
        """A clip's text as Markdown to be edited, without front matter."""
        from clipper.editing import markdown_to_edit

        return markdown_to_edit(self._library.clip(clip_id))

    def reset_edit(self, clip_id: str, *fields: str) -> Action | None:
        """Go back to what was found: `title`, `authors`, `published`, `text`, or all where none is named."""
        return self.edits.reset(clip_id, *fields)

    def trash(self, ids: Iterable[str]) -> None:
        """Move clips to the trash."""
        self.order.trash(ids)

    def restore(self, ids: Iterable[str]) -> None:
        """Take clips out of the trash."""
        self.order.restore(ids)

    def empty_trash(self) -> int:
        """Delete for good what is in the trash; gives how many."""
        return len(self._library.empty_trash())

    def mark_read(self, ids: Iterable[str], read: bool) -> None:
        """Mark clips read or unread because one was read; `order.mark_read` is what a person can undo."""
        self.order.mark_read(ids, read, by_itself=True)

    def _changed(self, ids: Iterable[str]) -> None:
        self._announce(Changes(changed=frozenset(ids)))

    def _removed(self, ids: Iterable[str]) -> None:
        self._announce(Changes(removed=frozenset(ids)))

    # Reading

    def ids(self, view: View = View.ALL, query: str = "", sort: Sort | None = None) -> list[str]:
        """The ids of a view, or of what a query finds in it, in order. Raises Cancelled when interrupted."""
        return self._library.ids(view, query, sort)

    def search(
        self, query: str, view: View = View.ALL, sort: Sort | None = None, limit: int | None = None
    ) -> Found:
        """What a query finds in a view, and what there is to tell about it. Raises Cancelled."""
        return self._library.search(query, view, sort, limit)

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """What may be meant where the caret stands, `cursor` characters into the query. Raises Cancelled."""
        return self._library.complete(query, cursor)

    def more_like(self, clip_id: str, limit: int = 20) -> list[str]:
        """The ids of the clips most like this one. Raises NoSuchClipError, Cancelled."""
        return self._library.more_like(clip_id, limit)

    def summaries(self, ids: Sequence[str], query: str = "") -> list[ClipSummary]:
        """What a list shows of these clips, in this order; ids that are gone are left out."""
        return self._library.summaries(ids, query)

    def clip(self, clip_id: str) -> Clip:
        """A clip whole. Raises NoSuchClipError."""
        return self._library.clip(clip_id)

    def resolve(self, text: str) -> str:
        """The id meant by an id or a unique part of one. Raises NoSuchClipError."""
        return self._library.resolve(text)

    def counts(self) -> Counts:
        """How many clips there are, by view."""
        return self._library.counts()

    def statistics(self) -> Statistics:
        """The library in numbers: clips, words, months, sites, languages, tags, disk."""
        return self._library.statistics()

    def health(self) -> Health:
        """What may be wrong with clips of the library, and what mends it."""
        return self._library.health(self._settings.trash_days)

    def warnings(self) -> list[str]:
        """What a person should know of the library as a whole, one sentence each."""
        said = (self._library.read_only, self._library.place_warning, self.backups.problem)
        return [sentence for sentence in said if sentence]

    def interrupt(self) -> None:
        """Stop queries that run in other threads."""
        self._library.interrupt()

    def asset_path(self, name: str) -> Path:
        """The file of a kept picture."""
        return self._library.asset_path(name)

    # Giving back

    def markdown(self, clip_id: str) -> str:
        """A clip as one Markdown note with front matter, its pictures at their web addresses.

        A picture that has none, because it came inside the page, is named as the file that is kept of it.
        """
        from clipper.export.note import note

        clip = self._library.clip(clip_id)
        inside = [asset for asset in clip.assets if asset.name and asset.source.startswith("asset:")]
        files = {asset.source: self._library.asset_path(str(asset.name)).as_uri() for asset in inside}
        return note(clip, images=files)

    def export(
        self,
        ids: Sequence[str],
        folder: Path,
        *,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        """Write clips as Markdown files with their pictures into a folder. Raises ExportError, LibraryError.

        Only finished clips are written; pending and failed ones have nothing to write.
        """
        from clipper.export.folder import export_clips

        return export_clips(
            self._finished(ids),
            len(ids),
            folder,
            asset_path=self._library.asset_path,
            progress=progress,
            cancelled=cancelled,
        )

    def _finished(self, ids: Iterable[str]) -> Iterator[Clip]:
        """The clips that have an article, without those that were deleted since their ids were asked for."""
        for clip_id in ids:
            with suppress(NoSuchClipError):
                clip = self._library.clip(clip_id)
                if clip.article is not None:
                    yield clip
