"""Where the files that ship with the program are: icons, the sample page, desktop files.

In an installed program they lie inside the package, in a checkout beside it.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def resource(name: str) -> Traversable:
    """Return the shipped file `name`, for instance ``"icons/trash.svg"``."""
    packaged = files("clipper").joinpath("resources")
    if packaged.is_dir():
        return packaged.joinpath(name)
    return Path(__file__).parent.parent.joinpath("resources", name)
