"""How every benchmark prints its table and, with ``--json FILE``, writes its figures."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def options(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as {figure: value}")
    return parser


def show(title: str, columns: list[str], rows: list[list[object]]) -> None:
    """Print a table, figures to the right."""
    cells = [
        columns,
        *[[f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows],
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(columns))]
    print(title)
    for row in cells:
        print(
            "  "
            + "  ".join(
                f"{c:<{w}}" if i == 0 else f"{c:>{w}}"
                for i, (c, w) in enumerate(zip(row, widths, strict=True))
            )
        )


def write(file: Path | None, figures: dict[str, float]) -> None:
    if file is not None:
        file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
