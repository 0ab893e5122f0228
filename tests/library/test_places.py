from __future__ import annotations

import sys
import time

import pytest

from clipper.library import Library
from clipper.library.places import place_warning, type_in

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home {root}/net nfs4 rw 0 0
//nas/share {root}/my\\040share cifs rw 0 0
/dev/sdb1 {root}/net/local ext4 rw 0 0
"""


@pytest.fixture
def mounts(tmp_path):
    table = tmp_path / "mounts"
    table.write_text(MOUNTS.format(root=tmp_path))
    return table


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox/clips", "Dropbox"),
        ("Dropbox (Personal)/clips", "Dropbox"),
        ("OneDrive/clips", "OneDrive"),
        ("OneDrive - Coastal Review/Documents/clips", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/clips", "iCloud"),
        ("iCloudDrive/clips", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-mara@reef.example/My Drive/clips", "Google Drive"),
        ("Nextcloud/clips", "Nextcloud"),
    ],
)
def test_a_library_in_a_synchronised_folder_is_warned_about(tmp_path, mounts, folder, program):
    warning = place_warning(tmp_path / folder, mounts)
    assert program in warning
    assert "keeps in step with other computers" in warning


@pytest.mark.parametrize(
    ("marker", "program"),
    [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".sync_journal.db", "Nextcloud")],
)
def test_a_synchronised_folder_with_a_name_of_its_own_is_known_by_its_marker(
    tmp_path, mounts, marker, program
):
    (tmp_path / "mine" / "clips").mkdir(parents=True)
    (tmp_path / "mine" / marker).touch()
    assert program in place_warning(tmp_path / "mine" / "clips", mounts)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other systems have no such table")
def test_a_library_on_a_network_drive_is_warned_about(tmp_path, mounts):
    assert "network drive" in place_warning(tmp_path / "net" / "clips", mounts)
    assert "network drive" in place_warning(tmp_path / "my share" / "clips", mounts)
    assert place_warning(tmp_path / "net" / "local" / "clips", mounts) is None
    assert type_in(mounts, tmp_path / "net" / "local") == "ext4"


def test_a_folder_of_this_computer_is_not_warned_about(tmp_path, mounts):
    for name in ("clips", "dropboxes", "my nextcloud notes", "drive"):
        assert place_warning(tmp_path / name, mounts) is None
    assert place_warning(tmp_path / "clips", tmp_path / "no such table") is None


def test_looking_costs_next_to_nothing(folder):
    with Library(folder) as library:
        started = time.perf_counter()
        for _ in range(20):
            assert library.place_warning is None
        assert time.perf_counter() - started < 20 * 0.02
