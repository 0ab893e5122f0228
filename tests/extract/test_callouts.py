from __future__ import annotations

import pytest

from clipper.export.markdown import from_html
from clipper.model import Content
from tests.extract.conftest import prose

CALLOUT = (
    '<blockquote class="callout" data-callout="{kind}"><p class="callout-title">{title}</p>'
    "<p>Mind the <b>gap</b>.</p></blockquote>"
)

TITLED = [
    (
        (
            '<div class="markdown-alert markdown-alert-warning"><p class="markdown-alert-title"><svg></svg>Warning</p>'
            "<p>Mind the <b>gap</b>.</p></div>"
        ),
        "warning",
        "Warning",
    ),
    (
        (
            '<div class="theme-admonition theme-admonition-tip alert alert--success"><div class="admonitionHeading_x1">'
            '<span class="admonitionIcon_y2"><svg></svg></span>On gaps</div><div class="admonitionContent_z3">'
            "<p>Mind the <b>gap</b>.</p></div></div>"
        ),
        "tip",
        "On gaps",
    ),
    (
        '<div class="admonition danger"><p class="admonition-title">Gefahr</p><p>Mind the <b>gap</b>.</p></div>',
        "danger",
        "Gefahr",
    ),
    (
        (
            '<div data-callout="tip" class="callout"><div class="callout-title"><div class="callout-icon"><svg></svg></div>'
            '<div class="callout-title-inner">On gaps</div></div><div class="callout-content">'
            "<p>Mind the <b>gap</b>.</p></div></div>"
        ),
        "tip",
        "On gaps",
    ),
    (
        (
            '<div class="callout callout-style-default callout-note"><div class="callout-header"><div '
            'class="callout-icon-container"><i class="callout-icon"></i></div><div class="callout-title-container"><span '
            'class="screen-reader-only">Note</span>On gaps</div></div><div class="callout-body">'
            "<p>Mind the <b>gap</b>.</p></div></div>"
        ),
        "note",
        "On gaps",
    ),
    (
        '<div class="danger custom-block"><p class="custom-block-title">STOP</p><p>Mind the <b>gap</b>.</p></div>',
        "danger",
        "STOP",
    ),
    (
        (
            '<div class="admonitionblock important"><table><tr><td class="icon"><div class="title">Wichtig</div></td>'
            '<td class="content"><div class="paragraph"><p>Mind the <b>gap</b>.</p></div></td></tr></table></div>'
        ),
        "important",
        "Wichtig",
    ),
    (
        (
            '<aside aria-label="Caution" class="starlight-aside starlight-aside--caution"><p '
            'class="starlight-aside__title" aria-hidden="true">Caution</p><div><p>Mind the <b>gap</b>.</p></div></aside>'
        ),
        "caution",
        "Caution",
    ),
    ('<div class="IMPORTANT"><p>Important</p><p>Mind the <b>gap</b>.</p></div>', "important", "Important"),
    (
        (
            '<div class="confluence-information-macro confluence-information-macro-warning"><p class="title">On gaps</p>'
            '<span class="aui-icon"></span><div class="confluence-information-macro-body">'
            "<p>Mind the <b>gap</b>.</p></div></div>"
        ),
        "warning",
        "On gaps",
    ),
    ("<blockquote><p>[!TIP] On gaps<br>Mind the <b>gap</b>.</p></blockquote>", "tip", "On gaps"),
]


@pytest.mark.parametrize(("markup", "kind", "title"), TITLED)
def test_a_callout_has_one_form_whatever_drew_it(body, markup, kind, title):
    assert body(markup) == CALLOUT.format(kind=kind, title=title)


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ('<div class="alert alert-info" role="alert">Mind the gap.</div>', "info"),
        ('<div class="hint hint-warning"><p>Mind the gap.</p></div>', "warning"),
        ('<div role="note"><p>Mind the gap.</p></div>', "note"),
        ('<div class="notecard warning"><p>Mind the gap.</p></div>', "warning"),
        ('<aside class="note"><p>Mind the gap.</p></aside>', "note"),
    ],
)
def test_a_callout_without_a_title_gets_none(body, markup, kind):
    assert (
        body(markup) == f'<blockquote class="callout" data-callout="{kind}"><p>Mind the gap.</p></blockquote>'
    )


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="note">A note.</p>',
        '<blockquote class="note"><p>She said so.</p></blockquote>',
        '<div class="callout"><p>A box of a page, of no kind.</p></div>',
        '<div class="alert alert-info alert-dismissible"><p>Shown once.</p></div>',
    ],
)
def test_what_is_only_called_alike_is_no_callout(body, markup):
    assert "callout" not in body(markup)


def test_a_notice_of_the_site_is_no_callout(page):
    article = page(
        '<div class="alert alert-warning">Our shop is closed.</div>'
        f"<article><h1>The long pier</h1>{prose(5)}</article>"
    )
    assert "callout" not in article.html


def test_callouts_are_written_as_markdown_and_read_again(clean):
    html = CALLOUT.format(kind="tip", title="On <em>gaps</em>") + CALLOUT.format(kind="note", title="Note")
    written = from_html(html)
    assert written == "> [!tip] On *gaps*\n> Mind the **gap**.\n\n> [!note]\n> Mind the **gap**.\n"
    again = clean(written, content=Content.MARKDOWN).html
    assert from_html(again) == written
    assert 'data-callout="tip"><p class="callout-title">On <em>gaps</em></p>' in again


def test_a_callout_of_other_blocks_keeps_them_apart_from_its_title():
    html = (
        '<blockquote class="callout" data-callout="note"><p class="callout-title">Steps</p><ol start="3"><li>go</li>'
        "</ol></blockquote>"
    )
    assert from_html(html) == "> [!note] Steps\n>\n> 3. go\n"


def test_a_remark_that_readers_open_says_how_it_is_shown(body):
    html = body(
        '<details class="warning" open="open"><summary>Mind the gap</summary><p>It is wide.</p></details>'
        '<details class="note"><summary>Note</summary><p>It is also deep.</p></details>'
    )
    assert html == (
        '<blockquote class="callout" data-callout="warning" data-fold="open"><p class="callout-title">Mind the gap</p>'
        '<p>It is wide.</p></blockquote><blockquote class="callout" data-callout="note" data-fold="closed">'
        '<p class="callout-title">Note</p><p>It is also deep.</p></blockquote>'
    )
    written = from_html(html)
    assert written.splitlines()[0] == "> [!warning]+ Mind the gap"
    assert "> [!note]-" in written


def test_a_callout_of_markdown_keeps_how_it_is_shown(clean):
    article = clean("# Gaps\n\n> [!tip]- Look out\n> It is wide.\n", content=Content.MARKDOWN)
    assert 'data-callout="tip" data-fold="closed"' in article.html
    assert from_html(article.html).strip() == "> [!tip]- Look out\n> It is wide."


@pytest.mark.parametrize("names", ["faq", "question"])
def test_what_only_folds_stays_what_it_is(body, names):
    html = body(f'<details class="{names}"><summary>Why oil?</summary><p>Because it is there.</p></details>')
    assert html == "<details><summary>Why oil?</summary><p>Because it is there.</p></details>"
