"""The page of help about searching, made from the table that the parser uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.library.query.words import SIGNS, TOGETHER, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clipper.library.query.words import QueryWord

PLAIN = (
    "Type words: clips with all of them are found, wherever they stand. Case and accents do not matter. "
    "Nothing you type is an error: what is not understood is searched for as text, and you are told which "
    "part."
)
COLON = (
    "No space follows the colon, and a value of several words stands in quotes. A minus before it leaves out "
    "what it finds."
)


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One thing that can be typed: its name (`title:`, empty for plain words), what it does and takes.

    `aliases` are other names; `values` and `examples` are pairs of what is typed and what that means.
    """

    name: str
    help: str
    takes: str = ""
    aliases: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()


def help_rows() -> tuple[HelpRow, ...]:
    """Return what the help page says, row by row: plain words, then each query word, then all together."""
    return (
        HelpRow("", PLAIN, examples=SIGNS),
        *map(_row, WORDS),
        HelpRow("", "All of this goes together.", examples=TOGETHER),
    )


def _row(word: QueryWord) -> HelpRow:
    return HelpRow(
        name=f"{word.name}:",
        help=word.help,
        takes=word.takes,
        aliases=tuple(f"{alias}:" for alias in word.aliases),
        values=tuple((choice.name, choice.help) for choice in word.choices),
        examples=word.examples,
    )


def help_page() -> str:
    """Return the page in Markdown."""
    plain, *rows, together = help_rows()
    parts = [
        "# Searching",
        plain.help,
        _table(plain.examples),
        "## Words with a colon",
        COLON,
        "\n".join(map(_item, rows)),
        "## Examples",
        _table(example for row in rows for example in row.examples),
        together.help,
        _table(together.examples),
    ]
    return "\n\n".join(parts) + "\n"


def _item(row: HelpRow) -> str:
    takes = f"Takes {row.takes}."
    if row.values:
        takes = f"Takes {', '.join(f'`{value}` ({told})' for value, told in row.values)}."
    also = f" Also written {' or '.join(f'`{alias}`' for alias in row.aliases)}." if row.aliases else ""
    return f"- **`{row.name}`** {row.help} {takes}{also}"


def _table(examples: Iterable[tuple[str, str]]) -> str:
    bar, escaped = "|", "\\|"
    rows = [f"| `{typed.replace(bar, escaped)}` | {told} |" for typed, told in examples]
    return "\n".join(["| You type | You find |", "| --- | --- |", *rows])
