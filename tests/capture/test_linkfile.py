from __future__ import annotations

import plistlib

import pytest

from clipper.capture.linkfile import read_link_file
from clipper.capture.links import Link

URL = "https://a.example/x?q=1"


@pytest.mark.parametrize(
    ("data", "link"),
    [
        (f"[InternetShortcut]\r\nURL={URL}\r\nIconFile=x.ico\r\n".encode(), Link(URL)),
        (f"[{{000214A0-0000}}]\r\n[InternetShortcut]\r\nURL={URL}\r\n".encode(), Link(URL)),
        (f"\r\n; made by hand\r\n[internetshortcut]\r\nIDList=\r\nurl = {URL} \r\n".encode(), Link(URL)),
        (f"[InternetShortcut]\r\nURL={URL}\r\n".encode("utf-16"), Link(URL)),
        (b"[InternetShortcut]\r\nURL=file:///C:/x.exe\r\n", None),
        (plistlib.dumps({"URL": URL}), Link(URL)),
        (plistlib.dumps({"URL": URL}, fmt=plistlib.FMT_BINARY), Link(URL)),
        (plistlib.dumps({"URL": "javascript:alert(1)"}), None),
        (plistlib.dumps([URL]), None),
        (b"bplist00 broken", None),
        (b"<plist><dict>", None),
        (f"[Desktop Entry]\nType=Link\nName=Link to The lamp\nURL={URL}\n".encode(), Link(URL, "The lamp")),
        (f"# x\n\n[Desktop Entry]\nURL[$e]={URL}\nType=Link\n".encode(), Link(URL)),
        (f"[Desktop Entry]\nType=Application\nExec=rm\nURL={URL}\n".encode(), None),
        (b"A text about [InternetShortcut]\nURL=https://a.example\n", None),
        (b"", None),
    ],
)
def test_a_link_file_of_any_desktop_gives_its_address(data, link):
    assert read_link_file(data) == link


def test_a_property_list_with_entities_is_left_alone():
    data = (
        b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "b">]><plist><dict><key>URL</key></dict></plist>'
    )
    assert read_link_file(data) is None
