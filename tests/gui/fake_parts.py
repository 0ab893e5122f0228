"""The parts of the stand-in service: order, tags, saved searches and undo, in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from clipper.errors import LibraryError
from clipper.model import Action, Double, Highlight, SavedSearch, Tag, Version


def clips(count):
    return "1 clip" if count == 1 else f"{count} clips"


class FakeUndo:
    def __init__(self, service):
        self.service = service
        self.done = []
        self.undone = []
        self.names = 0

    def record(self, name, ids, change):
        """Do a change of rows as an action that can be undone."""
        before = dict(self.service.rows)
        change()
        changed = [i for i in self.service.rows if self.service.rows[i] != before.get(i)]
        self.names += 1
        action = Action(self.names, name, len(changed), datetime.now(UTC))
        self.done.append((action, before, dict(self.service.rows)))
        self.undone.clear()
        self.service.announce(changed=changed or ids)
        return action

    def last(self):
        return self.done[-1][0] if self.done else None

    def last_undone(self):
        return self.undone[-1][0] if self.undone else None

    def undo(self, action_id=None):
        return self._turn(self.done, self.undone, 1)

    def redo(self):
        return self._turn(self.undone, self.done, 2)

    def _turn(self, off, onto, state):
        if not off:
            return None
        entry = off.pop()
        onto.append(entry)
        rows = entry[state]
        changed = [i for i in rows if rows[i] != self.service.rows.get(i)]
        self.service.rows.update(rows)
        self.service.announce(changed=changed)
        return entry[0]


class FakeOrder:
    def __init__(self, service):
        self.service = service
        self.positions = {}
        self.notes = {}

    def _set(self, words, ids, **values):
        ids = list(ids)

        def change():
            for clip_id in ids:
                self.service.rows[clip_id] = replace(self.service.rows[clip_id], **values)

        return self.service.undo.record(words.format(clips(len(ids))), ids, change)

    def archive(self, ids):
        return self._set("Moved {} to the archive", ids, archived_at=datetime.now(UTC))

    def unarchive(self, ids):
        return self._set("Moved {} to the inbox", ids, archived_at=None)

    def star(self, ids):
        return self._set("Starred {}", ids, starred=True)

    def unstar(self, ids):
        return self._set("Took the star from {}", ids, starred=False)

    def mark_read(self, ids, read):
        return self._set("Marked {} as read" if read else "Marked {} as unread", ids, read=read)

    def trash(self, ids):
        return self._set("Moved {} to the trash", ids, trashed_at=datetime.now(UTC))

    def restore(self, ids):
        return self._set("Restored {}", ids, trashed_at=None)

    def set_position(self, clip_id, position):
        self.positions[clip_id] = position

    def set_note(self, clip_id, markdown):
        self.notes[clip_id] = markdown
        return self._set("Wrote a note on {}", [clip_id])


class FakeTags:
    def __init__(self, service):
        self.service = service
        self.colours = {}

    def all(self):
        rows = [row for row in self.service.rows.values() if not row.trashed_at]
        counted = Counter(path for row in rows for path in row.tags)
        every = {"/".join(path.split("/")[:n]) for path in counted for n in range(1, path.count("/") + 2)}
        return [
            Tag(
                path,
                counted[path],
                sum(any(t == path or t.startswith(f"{path}/") for t in row.tags) for row in rows),
                self.colours.get(path),
            )
            for path in sorted(every)
        ]

    def _edit(self, name, ids, edit):
        ids = list(ids)

        def change():
            for clip_id in ids:
                row = self.service.rows[clip_id]
                self.service.rows[clip_id] = replace(row, tags=tuple(sorted(edit(set(row.tags)))))

        return self.service.undo.record(name, ids, change)

    def add(self, ids, paths):
        return self._edit(f"Tagged {clips(len(ids))}", ids, lambda tags: tags | set(paths))

    def remove(self, ids, paths):
        return self._edit(f"Took tags from {clips(len(ids))}", ids, lambda tags: tags - set(paths))

    def rename(self, old, new):
        def edit(tags):
            return {new + tag[len(old) :] if tag == old or tag.startswith(f"{old}/") else tag for tag in tags}

        return self._edit(f"Renamed the tag {old} to {new}", self.service.rows, edit)

    def delete(self, path):
        return self._edit(f"Deleted the tag {path}", self.service.rows, lambda tags: tags - {path})

    def colour(self, path, colour):
        self.colours[path] = colour
        return self.service.undo.record(f"Changed the colour of the tag {path}", [], lambda: None)


class FakeSearches:
    def __init__(self, service):
        self.service = service
        self.kept = []

    def all(self):
        return list(self.kept)

    def add(self, name, query):
        if not name:
            raise LibraryError("A search needs a name.")
        saved = SavedSearch(f"search-{len(self.kept)}", name, query)
        self.kept.append(saved)
        return saved

    def rename(self, search_id, name):
        self.kept = [replace(s, name=name) if s.id == search_id else s for s in self.kept]
        return self.service.undo.record("Renamed the search", [], lambda: None)

    def remove(self, search_id):
        self.kept = [search for search in self.kept if search.id != search_id]
        return self.service.undo.record("Removed the search", [], lambda: None)


class FakeHighlights:
    def __init__(self, service):
        self.service = service
        self.kept = []

    def of(self, clip_id):
        return [one for one in self.kept if one.clip_id == clip_id]

    def add(self, clip_id, quote, prefix, suffix, block, offset, colour="yellow", note=None):
        made = Highlight(
            f"mark-{len(self.kept)}", clip_id, quote, prefix, suffix, block, offset,
            datetime.now(UTC), colour, note, length=len(quote),
        )  # fmt: skip
        self.kept.append(made)
        self.service.announce(changed=[clip_id])
        return made

    def change(self, highlight_id, **values):
        return self._edit([replace(one, **values) if one.id == highlight_id else one for one in self.kept])

    def remove(self, highlight_id):
        return self._edit([one for one in self.kept if one.id != highlight_id])

    def _edit(self, kept):
        clips_of = {one.clip_id for one in self.kept}
        self.kept = kept
        return self.service.undo.record("Changed a highlight", clips_of, lambda: None)


class FakeDoubles:
    def __init__(self, service):
        self.service = service
        self.pairs = []

    def of(self, clip_id):
        return [Double(a, b, "text", 0.97) for a, b in self.pairs if clip_id in {a, b}]

    def _end(self, one, other):
        self.pairs = [pair for pair in self.pairs if set(pair) != {one, other}]

    def dismiss(self, one, other):
        self._end(one, other)
        return self.service.undo.record("Kept 2 clips apart", [one, other], lambda: None)

    def merge(self, keep, other):
        self._end(keep, other)
        return self.service.order.trash([other])


class FakeVersions:
    def __init__(self, service):
        self.service = service
        self.shown = []

    def of(self, clip_id):
        when = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
        worse = "It has less than half of the words."
        return [
            Version(1, when, "fetched", "One", 460, is_shown=True),
            Version(2, when, "fetched again", "One", 120, kept_back=worse),
        ]

    def difference(self, clip_id, a, b):
        return [("same", "The keepers"), ("removed", "always"), ("added", "never"), ("same", "slept.")]

    def show(self, clip_id, number):
        self.shown.append((clip_id, number))
        return self.service.undo.record("Chose another version", [clip_id], lambda: None)


class FakeAgain:
    def __init__(self):
        self.now = None
        self.cancelled = False

    def progress(self):
        return self.now

    def cancel(self):
        self.cancelled = True
        self.now = None
        return 1
