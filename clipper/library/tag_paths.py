"""Paths of tags: `a/b` lies below `a`. Two that differ only in case or accents are one tag."""

from __future__ import annotations

import re

from clipper.errors import LibraryError
from clipper.library.fold import folded
from clipper.library.rows import storable

LONGEST_PATH = 200

_SPACE = re.compile(r"\s+")


def clean_path(path: str) -> str:
    """Return the path without empty parts and needless spaces, as it is shown.

    Raises LibraryError where nothing is left, or more than LONGEST_PATH characters.
    """
    parts = (_SPACE.sub(" ", part).strip() for part in storable(path).split("/"))
    cleaned = "/".join(part for part in parts if folded(part).strip())
    if not cleaned:
        raise LibraryError("A tag needs a name.")
    if len(cleaned) > LONGEST_PATH:
        raise LibraryError(f"A tag may be {LONGEST_PATH} characters long. Choose a shorter name.")
    return cleaned


def key_of_path(path: str) -> str:
    """Return what two spellings of one tag have in common. Signs stay: `c++` is not `c`."""
    parts = (_SPACE.sub(" ", folded(part)).strip() for part in clean_path(path).split("/"))
    return "/".join(part.replace("/", "∕") for part in parts)  # `℅` folds to c/o, which is no path


def is_below(key: str, parent: str) -> bool:
    """Tell whether the key is the parent's own, or of a tag below it."""
    return key == parent or key.startswith(parent + "/")


def moved(path: str, old: str, new: str) -> str:
    """Return the path of a tag at or below `old` when that is called `new`. Works on paths and on keys."""
    return "/".join([new, *path.split("/")[len(old.split("/")) :]])


def parents(path: str) -> list[str]:
    """Return the paths above this one, the nearest last: `a` and `a/b` for `a/b/c`."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]
