"""Whether a library lies where it is at risk: in a synchronised folder, or on a network drive.

Programs that synchronise copy single files, at any moment: the database without what waits beside it, or an
old state over a new one. Network drives do not lock files reliably.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SYNCED = (
    "The library in {folder} lies in a folder that {program} keeps in step with other computers. That can "
    "damage it. Keep it in a folder of its own, and let {program} have the backups."
)
NETWORK = (
    "The library in {folder} lies on a network drive, where two computers can damage it. Keep it on a disk "
    "of this computer, and its backups on the network drive."
)

# What a program puts into the folder that it synchronises, and how it names the folder.
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync_journal.db": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".SeaDrive": "Seafile",
    ".seafile-data": "Seafile",
    ".pcloud": "pCloud",
    ".megatmp": "MEGA",
}
_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "cloudstorage": "a cloud service",
}
_BEGINNINGS = {"dropbox": "Dropbox", "onedrive": "OneDrive", "googledrive": "Google Drive", "box-": "Box"}
_NETWORK_TYPES = frozenset(
    (
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "webdav",
        "davfs",
        "ncpfs",
        "9p",
        "afs",
        "glusterfs",
        "ceph",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.glusterfs",
        "fuse.ceph",
    )
)
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def place_warning(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str | None:
    """Return a sentence for a person if the folder is no good place for a library, else None.

    Looks at names and marker files of the folder and those above it, and at what the system says of its
    drive (`mounts` is its table on Linux); asks no network.
    """
    program = synchronised_by(folder)
    if program is not None:
        return SYNCED.format(folder=folder, program=program)
    if _is_on_network(folder, mounts):
        return NETWORK.format(folder=folder)
    return None


def synchronised_by(folder: Path) -> str | None:
    """Return the program that keeps the folder in step with other computers, None if none does."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100 (absolute() leaves .. in)
    for above in (here, *here.parents):
        name = above.name.casefold()
        if name in _NAMES:
            return _NAMES[name]
        for beginning, program in _BEGINNINGS.items():
            if name.startswith((f"{beginning} ", f"{beginning}-")):
                return program
        for marker, program in _MARKERS.items():
            if (above / marker).exists():
                return program
    return None


def _is_on_network(folder: Path, mounts: Path) -> bool:
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    if sys.platform == "darwin":
        return _type_by_statfs(folder) in _NETWORK_TYPES
    return type_in(mounts, folder) in _NETWORK_TYPES


def type_in(mounts: Path, folder: Path) -> str | None:
    """Return the type of the file system that has the folder, by a table like ``/proc/self/mounts``."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    here = Path(os.path.realpath(folder))
    found, depth = None, -1
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if len(point.parts) >= depth and here.is_relative_to(point):
            found, depth = fields[2], len(point.parts)
    return found


def _is_remote_drive(folder: Path) -> bool:
    import ctypes

    drive = Path(os.path.abspath(folder)).drive  # noqa: PTH100 (see above)
    if drive.startswith("\\\\"):
        return True
    windows = getattr(ctypes, "windll", None)
    return windows is not None and windows.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE


def _type_by_statfs(folder: Path) -> str | None:
    """Ask macOS: the name of the type stands 72 bytes into its answer (struct statfs, 64-bit inodes)."""
    import ctypes

    answer = ctypes.create_string_buffer(4096)
    try:
        failed = ctypes.CDLL(None).statfs(os.fsencode(folder), answer)
    except (OSError, AttributeError):
        return None
    return None if failed else answer.raw[72:88].split(b"\0")[0].decode("ascii", "replace")
