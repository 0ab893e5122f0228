"""The library: clips, their raw pages, their index and their pictures. The only room that knows SQL."""

from __future__ import annotations

from clipper.library.again import Task, Waiting
from clipper.library.backup_files import Backup
from clipper.library.health import Concern, Health
from clipper.library.library import Library
from clipper.library.overlay import EditedText
from clipper.library.rescue import Rescue, rescue_options
from clipper.library.statistics import Disk, Statistics
from clipper.library.view import Counts, Found, Sort, View

__all__ = [
    "Backup",
    "Concern",
    "Counts",
    "Disk",
    "EditedText",
    "Found",
    "Health",
    "Library",
    "Rescue",
    "Sort",
    "Statistics",
    "Task",
    "View",
    "Waiting",
    "rescue_options",
]
