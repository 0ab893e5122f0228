"""Names for blocks that outlive the tree: a short hash of what one says, and how often that was said."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Keys:
    """The keys of blocks by their place; spaces and capitals make no difference to a key."""

    def __init__(self, texts: Sequence[str]) -> None:
        seen: Counter[str] = Counter()
        self._said: list[tuple[str, int]] = []
        for text in texts:
            said = "".join(text.split()).casefold()
            seen[said] += 1
            self._said.append((said, seen[said]))

    def __getitem__(self, place: int) -> str:
        said, number = self._said[place]
        digest = blake2b(said.encode("utf-8", "replace"), digest_size=6).hexdigest()
        return f"{digest}#{number}"

    def of(self, start: int, end: int) -> tuple[str, ...]:
        """The keys from one place up to, not with, another."""
        return tuple(self[place] for place in range(start, end))

    def marks(self, wanted: frozenset[str]) -> list[bool]:
        """Of each place whether its key is wanted."""
        if not wanted:
            return [False] * len(self._said)
        return [self[place] in wanted for place in range(len(self._said))]
