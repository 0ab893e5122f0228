"""The power goes: what no sync had made safe is lost in any part and order, what was confirmed is there."""

from __future__ import annotations

import random
import shutil

import pytest

from clipper.library import Library
from tests.endurance.disks import UnsyncedDisk
from tests.endurance.work import Work, check, is_sound

SHORT, LONG = 6, 150


@pytest.mark.timeout(300)
def test_when_the_power_goes_each_confirmed_change_is_there(tmp_path, endurance):
    moments = random.Random(4)
    steps, losses = [], []

    disk = UnsyncedDisk()
    try:
        with Library(tmp_path / "library") as library:
            work = Work(library, 5, confirmed=steps.append)
            for number in range(LONG if endurance else SHORT):
                for _ in range(moments.randrange(1, 6)):
                    work.step()
                left = tmp_path / f"left-{number}"
                disk.after_power_loss(left, moments, (0.0, 0.5, 1.0)[number % 3])
                if (tmp_path / "library" / "assets").exists():
                    shutil.copytree(tmp_path / "library" / "assets", left / "assets")
                losses.append((left, len(steps)))
    finally:
        disk.close()
    for left, count in losses:
        with Library(left) as library:
            check(library, steps[:count])
        assert is_sound(left)
        shutil.rmtree(left)
