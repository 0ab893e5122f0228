"""What is known of a built document besides its text: what is painted beneath it, and where things are.

Blocks are named by their number and characters by their position; a document only grows at its end while it
is built and never changes after, so both stay true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Ground(Enum):
    """What lies behind a run of blocks."""

    CODE = "code"
    CALLOUT = "callout"
    MISSING = "missing"
    QUOTE = "quote"


class Tint(Enum):
    """What lies behind a piece of text."""

    CODE = "code"
    KBD = "kbd"
    MARK = "mark"


class Sign(Enum):
    """What stands before the first line of a list item."""

    DISC = "disc"
    CIRCLE = "circle"
    SQUARE = "square"
    NUMBER = "number"
    OPEN = "open"
    DONE = "done"
    FOLD = "fold"


@dataclass(slots=True, eq=False)
class Box:
    """A ground behind the blocks `first` to `last`, inset from the column's edges by `left` and `right`.

    `last` is -1 until the ground is closed. An outer box stands before those within it.
    """

    ground: Ground
    first: int
    last: int
    left: float
    right: float
    above: float
    below: float
    rtl: bool = False


class Marker(NamedTuple):
    """A list item's sign, which ends (right to left: begins) at `edge` from the column's left."""

    sign: Sign
    text: str
    edge: float
    rtl: bool


class Tinted(NamedTuple):
    """A tint behind the characters `start` to `end` of a block (positions in the block)."""

    tint: Tint
    start: int
    end: int


class Element(NamedTuple):
    """An HTML element that a block stands in; `serial` tells two neighbours of the same tag apart."""

    tag: str
    serial: int
    attributes: str = ""


@dataclass(slots=True)
class Page:
    """Everything recorded while a document is built."""

    boxes: list[Box] = field(default_factory=list)
    markers: dict[int, Marker] = field(default_factory=dict)
    tints: dict[int, list[Tinted]] = field(default_factory=dict)
    rules: dict[int, tuple[float, float]] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    paths: dict[int, tuple[Element, ...]] = field(default_factory=dict)
    table_needs: list[float] = field(default_factory=list)
    line_heights: dict[int, int] = field(default_factory=dict)
