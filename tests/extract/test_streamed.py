"""Parts that a server streams late, and shadow roots, are read where a browser shows them."""

from __future__ import annotations

from clipper.extract import tree
from clipper.extract.streamed import show_templates
from tests.extract.conftest import prose


def shown(markup: str) -> str:
    root = tree.parse(f"<body>{markup}</body>")
    show_templates(root)
    for element in root.xpath("//script | //style"):
        tree.drop(element)
    return tree.words(root.find("body"))


def test_a_part_streamed_late_stands_where_its_place_was_held():
    markup = (
        "<h1>Tides</h1><main><template id='B:0'></template></main><footer>The end</footer>"
        "<div hidden id='S:0'><p>High water at six.</p><template id='P:1'></template></div>"
        "<script>$RC('B:0','S:0')</script>"
        '<div hidden id=\'S:1\'><p>Low water at noon.</p></div><script>$RS("S:1","P:1")</script>'
    )
    assert shown(markup) == "Tides High water at six. Low water at noon. The end"


def test_an_article_streamed_late_is_read(page):
    article = page(
        "<nav><a href='/'>Home</a> <a href='/maps'>Maps</a></nav><main><template id='B:2'></template>"
        f"<p>Loading…</p></main><div hidden id='S:2'><article><h1>The long pier</h1>{prose(6)}</article></div>"
        "<script>$RC=function(){};$RC('B:2','S:2')</script>"
    )
    assert "Paragraph 1 says" in article.text
    assert "Paragraph 6 says" in article.text


def test_a_page_saved_without_its_scripts_is_read_all_the_same():
    markup = "<template id='B:3'></template><div hidden id='S:3'>Tides <template id='P:5'></template></div>"
    assert (
        shown(f"<p>Before</p>{markup}<p>After</p><div hidden id='S:5'>at six</div>")
        == "Before Tides at six After"
    )


def test_what_no_place_waits_for_stays_hidden():
    root = tree.parse("<body><template id='row'></template><div hidden id='S:0'>secret</div></body>")
    show_templates(root)
    assert root.xpath("//div[@hidden]")


def test_parts_that_wait_for_themselves_or_for_nothing_do_no_harm():
    markup = (
        "<div hidden id='S:0'>a<template id='B:0'></template></div><template id='B:1'></template>"
        "<script>$RC('B:0','S:0');$RC('B:1','S:9');$RC('B:0','B:1')</script>"
    )
    assert shown(markup) == "a"


def test_a_shadow_root_shows_its_own_text_and_its_hosts_children_in_their_slots():
    markup = (
        "<x-note>Hello <template shadowrootmode='open'><style>p{}</style><h2><slot name='head'>Untitled</slot>"
        "</h2><section><slot>nothing</slot></section><p>Signed.</p></template>"
        "<b slot='head'>A note</b><p>from the quay</p></x-note>"
    )
    assert shown(markup) == "A note Hello from the quay Signed."


def test_a_shadow_root_without_slots_stands_before_its_hosts_children():
    markup = (
        "<x-note><template shadowrootmode='open'><p>Seen <slot name='who'>by all</slot></p></template>"
        "<p>Kept</p></x-note>"
    )
    assert shown(markup) == "Seen by all Kept"
