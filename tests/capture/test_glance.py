from __future__ import annotations

from clipper.capture.glance import glance, quick_text
from clipper.capture.links import Link

HTML = """<html><head><title>The &amp; lamp</title><style>p > a { color: red }</style></head><body>
<!-- <p>not this</p> --><p title="a > b">Lit <b>every</b>&nbsp;evening</p><SCRIPT>if (a < b) { "<p>nor this</p>" }</SCRIPT>
<a href="https://a.example/?a=1&amp;b=2"><h2>A <i>link</i></h2></a><a name=x>anchor</a><img src=x alt="y">
<a href="#top">up</a></body></html>"""


def test_a_glance_sees_text_links_pictures_and_title():
    seen = glance(HTML)
    assert seen.title == "The & lamp"
    assert seen.text == "Lit every evening A link anchor up"
    assert seen.beside == "Lit every evening"
    assert seen.links == (Link("https://a.example/?a=1&b=2", "A link"),)
    assert (seen.pictures, seen.words, seen.more) == (1, 7, False)


def test_words_in_blocks_that_touch_are_two():
    assert glance("<p>one</p><p>two</p><b>th</b>ree").text == "one two three"


def test_markup_that_breaks_off_ends_the_glance():
    assert glance("<p>one <a href='https://a.example/").text == "one"
    assert glance("<p>one<script>two").text == "one"
    assert glance("<p>one<!-- two").text == "one"


def test_the_quick_text_has_the_words_without_the_scripts():
    text, pictures = quick_text("<p>Lit&nbsp;up <b>x</b><script>var a = '<p>b</p>'</script><img src=x> z")
    assert (text.split(), pictures) == (["Lit", "up", "x", "z"], 1)
