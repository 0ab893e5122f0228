"""Which of a clip's versions go when there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST = 10
"""Versions of a clip that are kept."""

NEWEST = 3
"""The newest of them, which always stay."""


def superfluous(moments: Sequence[tuple[int, int]], needed: Collection[int], most: int = MOST) -> list[int]:
    """Return the numbers of the versions to let go, so that at most `most` stay.

    `moments` are (number, when it was made), oldest first. The first, the newest and the `needed` stay. Of
    the others those go that were made the shortest time after the one before: what is left lies the further
    apart the older it is.
    """
    left = list(moments)
    gone: list[int] = []
    while len(left) > most:
        inner = [
            (left[place][1] - left[place - 1][1], left[place][0])
            for place in range(1, len(left) - NEWEST)
            if left[place][0] not in needed
        ]
        if not inner:
            break
        _, number = min(inner)
        gone.append(number)
        left = [entry for entry in left if entry[0] != number]
    return gone
