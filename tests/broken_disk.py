"""A disk that fails when a test says so."""

from __future__ import annotations

import apsw


class BrokenDisk(apsw.VFS):
    """The system's own files, of which every write by the database fails with `error` once it is set."""

    def __init__(self):
        self.base = apsw.vfs_names()[0]
        self.error = None
        super().__init__("broken disk", self.base, makedefault=True)

    def xOpen(self, name, flags):
        disk = self

        class File(apsw.VFSFile):
            def xWrite(self, data, offset):
                if disk.error is not None:
                    raise disk.error("by the test")
                super().xWrite(data, offset)

        return File(self.base, name, flags)

    def close(self):
        apsw.set_default_vfs(self.base)
        self.unregister()
