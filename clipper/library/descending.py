"""What two lists of keys have in common, both read from the highest down and no further than needed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 2_048
"""Keys read at a time: a set of them is compared many times faster than one by one."""


def common(first: Iterable[tuple[Any, ...]], second: Iterable[tuple[Any, ...]]) -> Iterator[int]:
    """Yield, descending, the keys that both have; rows of one key each, descending, without doubles."""
    readers = [iter(first), iter(second)]
    blocks: list[list[int]] = [[], []]
    while True:
        for number, block in enumerate(blocks):
            if not block:
                blocks[number] = [row[0] for row in islice(readers[number], AT_ONCE)]
        one, other = blocks
        if not one or not other:
            return
        lowest = max(one[-1], other[-1])
        yield from sorted((key for key in set(one).intersection(other) if key >= lowest), reverse=True)
        blocks = [[key for key in block if key < lowest] for block in blocks]
