from __future__ import annotations

from pathlib import Path

import pytest

from clipper.capture import from_formats
from clipper.model import Content, Via

PAGE = "https://a.example/lamp"
PROSE = "<p>The keepers wrote the <b>wind</b> and the height of the waves into the log every evening.</p>"
LONG = PROSE * 4


def dropped(formats):
    return from_formats({k: v.encode() if isinstance(v, str) else v for k, v in formats.items()}, Via.DROP)


def selection(formats):
    (handover,) = dropped(formats)
    assert handover.capture.content is Content.HTML
    assert handover.capture.selection is True
    return handover.capture


def test_a_copied_part_of_a_page_is_a_selection_with_the_page_s_address():
    capture = selection({"text/html": LONG, "text/plain": "The keepers …", "chromium/x-source-url": PAGE})
    assert capture.text == LONG
    assert capture.url == PAGE
    assert capture.via is Via.DROP


@pytest.mark.parametrize(
    "html", [PROSE, "<span>Fog.</span>", '<p>See <a href="https://b.example">this</a> too</p>']
)
def test_a_short_selection_is_still_a_selection(html):
    assert selection({"text/html": html, "chromium/x-source-url": PAGE}).text == html


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + "<p>Größe 灯台</p>".encode(),
        "<p>Größe 灯台</p>".encode("utf-16"),
        "<p>Größe 灯台</p>".encode("utf-16-le"),
        "<p>Größe 灯台</p>\0".encode("utf-16-le"),
        "<p>Größe 灯台</p>\0".encode(),
    ],
)
def test_html_is_read_with_a_mark_and_as_utf16_with_and_without_one(raw):
    assert selection({"text/html": raw}).text == "<p>Größe 灯台</p>"


def test_html_with_a_charset_in_its_type_is_html_too():
    assert selection({"text/html;charset=utf-8": PROSE}).text == PROSE


def test_only_what_stands_between_the_fragment_marks_is_taken():
    html = f"<html><body><div>\n<!-- StartFragment -->{LONG}<!--EndFragment-->\n</div>"
    assert selection({"text/html": html}).text == LONG


def cf_html(fragment, marks=True):
    before = "<html><body>" + ("<!--StartFragment-->" if marks else "")
    after = ("<!--EndFragment-->" if marks else "") + "</body></html>"
    header = (
        "Version:0.9\r\nStartHTML:{:010d}\r\nEndHTML:{:010d}\r\nStartFragment:{:010d}\r\nEndFragment:{:010d}\r\n"
        "SourceURL:https://a.example/lamp\r\n"
    )
    start = len(header.format(0, 0, 0, 0))
    first = start + len(before)
    last = first + len(fragment.encode())
    return (header.format(start, last + len(after), first, last) + before + fragment + after).encode()


@pytest.mark.parametrize("name", ['application/x-qt-windows-mime;value="HTML Format"', "text/html"])
@pytest.mark.parametrize("marks", [True, False])
def test_windows_html_format_gives_its_fragment_by_byte_offsets_and_its_source(name, marks):
    fragment = "<p>Größe und Höhe 灯台 der Wellen.</p>"
    capture = selection({name: cf_html(fragment, marks)})
    assert (capture.text, capture.url) == (fragment, PAGE)


def test_windows_html_format_without_context_or_with_wrong_offsets_is_still_read():
    data = b"Version:1.0\r\nStartHTML:-1\r\nEndHTML:-1\r\nStartFragment:9999\r\nEndFragment:3\r\n<p>Fog and wind.</p>"
    assert (
        selection({'application/x-qt-windows-mime;value="HTML Format"': data}).text == "<p>Fog and wind.</p>"
    )


def test_a_dragged_selection_has_no_address_unless_it_says_one_itself():
    assert (
        selection({"text/html": LONG + '<a href="https://b.example/x">x</a>', "text/plain": "x"}).url is None
    )
    head = f'<html><head><link rel="canonical" href="{PAGE}"></head><body><!--StartFragment-->{LONG}<!--EndFragment-->'
    assert selection({"text/html": head}).url == PAGE


def test_the_address_beside_real_content_is_its_page_s():
    assert selection({"text/html": LONG, "_NETSCAPE_URL": f"{PAGE}\nThe lamp"}).url == PAGE


def test_a_link_in_the_content_is_not_taken_for_its_page():
    html = LONG + f'<p><a href="{PAGE}">The lamp</a></p>'
    assert selection({"text/html": html, "text/uri-list": PAGE}).url is None


def test_a_dragged_link_is_the_link_with_its_title():
    formats = {
        "text/uri-list": f"{PAGE}\r\n",
        "_NETSCAPE_URL": f"{PAGE}\nThe lamp and the log",
        "text/plain": PAGE,
        "text/html": f'<a href="{PAGE}">The lamp</a>',
    }
    (handover,) = dropped(formats)
    assert (handover.url, handover.title_hint, handover.label) == (
        PAGE,
        "The lamp and the log",
        "The lamp and the log",
    )
    del formats["_NETSCAPE_URL"]
    assert dropped(formats)[0].title_hint == "The lamp"
    formats["text/html"] = f'<a href="{PAGE}"><img src="x.png"></a>'
    assert dropped(formats)[0].title_hint is None


def test_html_that_is_only_a_link_is_fetched_also_without_an_address_beside_it():
    html = f'<meta charset="utf-8"><a href="{PAGE}"><h2>The lamp</h2><p>and the log</p></a>'
    (handover,) = dropped({"text/html": html, "text/plain": "The lamp and the log"})
    assert (handover.url, handover.title_hint) == (PAGE, "The lamp and the log")


def test_a_copied_list_of_links_is_those_links():
    html = '<ul><li><a href="https://a.example/1">One</a></li><li><a href="https://a.example/2">Two</a></li></ul>'
    assert [(h.url, h.title_hint) for h in dropped({"text/html": html})] == [
        ("https://a.example/1", "One"),
        ("https://a.example/2", "Two"),
    ]


def test_an_address_written_out_in_html_is_that_address():
    (handover,) = dropped({"text/html": f"<span style='color: red'>{PAGE}</span>", "text/plain": PAGE})
    assert handover.url == PAGE


def test_mozilla_s_own_flavours_are_utf16():
    (handover,) = dropped({"text/x-moz-url": f"{PAGE}\nThe lamp – 灯台".encode("utf-16-le")})
    assert (handover.url, handover.title_hint) == (PAGE, "The lamp – 灯台")
    (tab,) = dropped({"text/x-moz-text-internal": PAGE.encode("utf-16-le")})
    assert tab.url == PAGE
    several = f"{PAGE}\nThe lamp\nhttps://b.example/\nThe log".encode("utf-16-le")
    assert [h.title_hint for h in dropped({"text/x-moz-url": several})] == ["The lamp", "The log"]


def test_a_uri_list_has_comments_and_other_schemes():
    listed = f"# dragged\r\n{PAGE}\r\nmailto:me@a.example\r\nhttps://b.example/\r\n{PAGE}\r\n"
    assert [h.url for h in dropped({"text/uri-list": listed})] == [PAGE, "https://b.example/"]


def test_dropped_files_are_files_in_order_each_once():
    listed = "file:///tmp/a%20b.html\r\nfile://localhost/tmp/gr%C3%B6%C3%9Fe.md\r\nfile:///tmp/a%20b.html\r\n"
    assert [h.path for h in dropped({"text/uri-list": listed, "text/plain": "/tmp/a b.html"})] == [
        str(Path("/tmp/a b.html")),
        str(Path("/tmp/größe.md")),
    ]


def test_files_on_windows_drives_keep_their_drive():
    assert dropped({"text/uri-list": "file:///C:/pages/x.html"})[0].path == str(Path("C:/pages/x.html"))


def test_a_file_with_real_content_beside_it_gives_both():
    file, part = dropped({"text/uri-list": "file:///tmp/x.html", "text/html": LONG})
    assert file.path == str(Path("/tmp/x.html"))
    assert part.capture.selection is True


def test_the_link_file_that_a_drag_makes_for_a_link_is_left_out():
    (handover,) = dropped(
        {"text/uri-list": "file:///C:/Temp/lamp.url", "text/html": f'<a href="{PAGE}">The lamp</a>'}
    )
    assert (handover.path, handover.url) == (None, PAGE)


def test_several_links_beside_real_content_give_links_and_a_selection():
    handovers = dropped({"text/uri-list": f"{PAGE}\r\nhttps://b.example/\r\n", "text/html": LONG})
    assert [bool(h.url) for h in handovers] == [True, True, False]


def test_html_that_came_empty_falls_back_to_the_text():
    (handover,) = dropped({"text/html": b"", "text/plain": "The lamp was lit."})
    assert handover.capture.content is Content.TEXT
    (handover,) = dropped({"text/html": "<meta charset=utf-8><p> </p>", "text/plain": "The lamp was lit."})
    assert handover.capture.text == "The lamp was lit."


def test_a_page_that_begins_with_much_script_is_not_taken_for_empty():
    html = f"<html><head><title>The lamp</title><script>{'x = 1;' * 50_000}</script></head><body>{LONG}</body></html>"
    assert selection({"text/html": html}).text == html


def test_plain_text_alone_is_read_like_typed_text():
    assert [h.url for h in dropped({"text/plain;charset=utf-8": f"{PAGE}\r\nhttps://b.example/"})] == [
        PAGE,
        "https://b.example/",
    ]


def test_source_of_a_page_is_the_page_however_an_editor_painted_it():
    source = "<!DOCTYPE html>\n<html><head><title>The lamp</title></head><body><p>Lit.</p></body></html>"
    formats = {
        "text/plain": source,
        "text/html": "<table><tr><td>1</td><td><span>&lt;!DOCTYPE html&gt;</span></td></tr></table>",
        "chromium/x-source-url": f"view-source:{PAGE}",
    }
    (handover,) = dropped(formats)
    assert (handover.capture.text, handover.capture.url, handover.capture.selection) == (source, PAGE, False)
    assert handover.label == "The lamp"


@pytest.mark.parametrize(
    "mark",
    [
        {"x-kde-passwordManagerHint": "secret"},
        {"org.nspasteboard.ConcealedType": ""},
        {'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': "\0"},
    ],
)
def test_what_is_marked_as_confidential_is_not_taken(mark):
    assert dropped({"text/plain": "hunter2 hunter2", **mark}) == []


def test_nothing_usable_is_nothing():
    assert dropped({}) == []
    assert dropped({"image/png": b"\x89PNG", "application/x-color": b"\0"}) == []
    assert dropped({"text/uri-list": "mailto:me@a.example"}) == []


@pytest.mark.parametrize(
    "piece", [b"<script>", b"<a href='", b"<", b"<!--", b"<!", b'<a "', b"<p><a href=x>", b"&"]
)
def test_hostile_repetition_takes_no_time(piece):
    from_formats({"text/html": piece * 200_000}, Via.DROP)
