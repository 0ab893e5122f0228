from __future__ import annotations

import pytest

from tests.extract.conftest import prose

REFERENCE = '<sup id="fnref:1"><a href="#fn:1">1</a></sup>'
NOTE = '<li id="fn:1">The note says. <a href="#fnref:1" class="footnote-backref">↩</a></li>'


@pytest.fixture
def noted(page):
    """The text of the paragraph and the inside of the footnotes for a paragraph and what holds its notes."""

    def run(text, notes=""):
        html = page(
            f"<article><h1>The long pier</h1>{prose(3)}<p>Fact{text} and on.</p>{prose(2, 'dock')}{notes}</article>"
        ).html
        before, _, after = html.partition('<section class="footnotes"><ol>')
        start = before.index("<p>Fact") + 7
        return before[start : before.index(" and on.", start)], after.removesuffix("</ol></section>"), before

    return run


SUBSTACK = (
    '<a id="footnote-anchor-1-9" href="#footnote-1-9" class="footnote-anchor">1</a>',
    (
        '<div class="footnote"><a id="footnote-1-9" href="#footnote-anchor-1-9" class="footnote-number">1</a>'
        '<div class="footnote-content"><p>The note says.</p></div></div>'
    ),
)
WORDPRESS = (
    '<sup data-fn="ab-12" class="fn"><a href="#ab-12" id="ab-12-link">1</a></sup>',
    '<ol class="wp-block-footnotes"><li id="ab-12">The note says. <a href="#ab-12-link">↩︎</a></li></ol>',
)
EASY = (
    '<span class="easy-footnote"><a href="#easy-footnote-bottom-1-5" title="The note says."><sup>1</sup></a></span>',
    (
        '<ol class="easy-footnotes-wrapper"><li><span id="easy-footnote-bottom-1-5"></span>The note says.'
        '<a class="easy-footnote-to-top" href="#easy-footnote-1-5"></a></li></ol>'
    ),
)
PANDOC = (
    '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
    (
        '<section id="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>The note says.<a href="#fnref1" '
        'class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
    ),
)
GITHUB = (
    '<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref="">1</a></sup>',
    (
        '<section data-footnotes=""><h2 class="sr-only">Footnotes</h2><ol><li id="user-content-fn-1"><p>The note says. '
        '<a href="#user-content-fnref-1" class="data-footnote-backref"><g-emoji>↩</g-emoji></a></p></li></ol></section>'
    ),
)
SPHINX = (
    '<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref"><span>[</span>1<span>]</span></a>',
    (
        '<aside class="footnote brackets" id="id2" role="doc-footnote"><span class="label"><span>[</span><a '
        'role="doc-backlink" href="#id1">1</a><span>]</span></span><p>The note says.</p></aside>'
    ),
)
OLD_SPHINX = (
    '<a class="footnote-reference brackets" href="#id2" id="id1">1</a>',
    (
        '<dl class="footnote brackets"><dt class="label" id="id2"><span><a class="fn-backref" href="#id1">1</a></span></dt>'
        "<dd><p>The note says.</p></dd></dl>"
    ),
)
WORD = (
    '<a name="_ftnref1" href="#_ftn1"><sup>[1]</sup></a>',
    '<hr><p><a href="#_ftnref1" name="_ftn1">[1]</a> The note says.</p>',
)
BARE = ("<sup>1</sup>", "<p><sup>1</sup> The note says.</p>")
TABLE = (
    '<sup><a href="#n1">1</a></sup>',
    '<table><tr><td id="n1">1.</td><td>The note says.</td></tr></table>',
)
ENCYCLOPEDIA = (
    '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup>',
    (
        '<h2>References</h2><div class="reflist"><ol class="references"><li id="cite_note-1"><span '
        'class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span>The note says.</span></li></ol></div>'
    ),
)
CHINESE = (
    '<sup><a href="#fn-1" id="r1">[注 1]</a></sup>',
    '<ol><li id="fn-1">The note says. <a href="#r1">↑</a></li></ol>',
)

LISTED = {
    "newsletter": SUBSTACK,
    "block editor": WORDPRESS,
    "plug-in": EASY,
    "pandoc": PANDOC,
    "code host": GITHUB,
    "documentation": SPHINX,
    "older documentation": OLD_SPHINX,
    "word processor": WORD,
    "bare numbers": BARE,
    "table": TABLE,
    "encyclopedia": ENCYCLOPEDIA,
    "Chinese": CHINESE,
}


@pytest.mark.parametrize("made_by", LISTED)
def test_footnotes_have_one_form_whatever_made_them(noted, made_by):
    text, notes, before = noted(*LISTED[made_by])
    assert text.replace("<span>", "").replace("</span>", "").strip() == REFERENCE
    plain = notes
    for wrapper in ("<div>", "</div>", "<p>", "</p>", "<span>", "</span>"):
        plain = plain.replace(wrapper, "")
    assert plain == NOTE
    assert "References" not in before
    assert "<hr>" not in before


SIDENOTES = {
    "sidenote": '<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1" '
    'class="margin-toggle"><span class="sidenote">The note says.</span>',
    "margin note": '<label for="mn" class="margin-toggle">⊕</label><input type="checkbox" id="mn" '
    'class="margin-toggle"><span class="marginnote">The note says.</span>',
    "plug-in": '<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)">1</a></sup>'
    '<span class="modern-footnotes-footnote__note" data-mfn="1">The note says.</span>',
    "paper": '<span id="footnote1" class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span '
    'class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup><span class="ltx_tag '
    'ltx_tag_note">1</span>The note says.</span></span></span>',
    "essay": "<d-footnote>The note says.</d-footnote>",
}


@pytest.mark.parametrize("made_by", SIDENOTES)
def test_notes_beside_the_text_become_footnotes(noted, made_by):
    assert noted(SIDENOTES[made_by])[:2] == (REFERENCE, NOTE)


def test_a_note_leads_back_to_every_place_that_refers_to_it(noted):
    text, notes, _ = noted(
        '<sup id="cite_ref-a_0"><a href="#cite_note-a">[1]</a></sup> twice'
        '<sup id="cite_ref-a_1"><a href="#cite_note-a">[1]</a></sup>',
        '<ol><li id="cite_note-a"><span>^ <a href="#cite_ref-a_0"><sup><i>a</i></sup></a> <a href="#cite_ref-a_1">'
        "<sup><i>b</i></sup></a></span> The note says.</li></ol>",
    )
    assert text == f'{REFERENCE} twice<sup id="fnref:1:2"><a href="#fn:1">1</a></sup>'
    assert notes == NOTE.removesuffix("</li>") + ' <a href="#fnref:1:2" class="footnote-backref">↩</a></li>'


def test_a_heading_stays_where_something_else_comes_under_it(noted):
    _, notes, before = noted(
        REFERENCE, '<h2>Notes</h2><p>Some words on them.</p><ol><li id="fn:1">The note says.</li></ol>'
    )
    assert notes == NOTE
    assert "<h2>Notes</h2><p>Some words on them.</p>" in before


def test_citations_in_brackets_lose_them(noted):
    text, notes, _ = noted(
        '<cite>[<a href="#bib1" class="ltx_ref">12</a>, <a href="#bib2" class="ltx_ref">3</a>]</cite>',
        '<ul><li id="bib1"><span class="ltx_tag">[12]</span>First.</li><li id="bib2"><span class="ltx_tag">[3]</span>'
        "Second.</li></ul>",
    )
    assert text == f'<cite>{REFERENCE} <sup id="fnref:2"><a href="#fn:2">2</a></sup></cite>'
    assert "[12]" not in notes


def test_raised_numbers_that_are_no_notes_stay(body):
    assert body("<p>10<sup>2</sup> and 10<sup>3</sup>.</p>") == "<p>10<sup>2</sup> and 10<sup>3</sup>.</p>"


MARKS = {
    "raised": ("<sup>{}</sup>", "{}. "),
    "raised in brackets": ("<sup>[{}]</sup>", "[{}] "),
    "brackets": (" [{}]", "[{}] "),
    "signs": ("{}", "{} "),
}


@pytest.mark.parametrize("way", MARKS)
def test_numbers_without_links_lead_to_the_notes_that_begin_with_them(noted, way):
    mark, begin = MARKS[way]
    one, two = ("¹", "²") if way == "signs" else ("1", "2")
    text, notes, before = noted(
        f"{mark.format(one)} and more{mark.format(two)}",
        f"<h2>Notes</h2><p>{begin.format(one)}The note says.</p><p>{begin.format(two)}Another says more.</p>",
    )
    assert text == f'{REFERENCE} and more<sup id="fnref:2"><a href="#fn:2">2</a></sup>'
    assert notes.startswith(f'{NOTE}<li id="fn:2">Another says more. <a href="#fnref:2"')
    assert "Notes" not in before


@pytest.mark.parametrize(
    "notes",
    [
        "<p><strong>Przypisy:</strong></p><p>1. The note says.<br>2. Another <em>says</em> more.</p>",
        "<h3>Anmerkungen</h3><ol><li>The note says.</li><li>Another <em>says</em> more.</li></ol>",
        "<hr><div><p>1) The note says.</p><p>2) Another <em>says</em> more.</p></div>",
    ],
)
def test_notes_without_links_are_found_as_lines_lists_and_paragraphs(noted, notes):
    text, said, _ = noted("<sup>1</sup> and more<sup>2</sup>", notes)
    assert text.count('<a href="#fn:') == 2
    assert said.startswith(f'{NOTE}<li id="fn:2">Another <em>says</em> more. ')


def test_a_raised_number_of_a_unit_is_no_mark(noted):
    text, notes, _ = noted(
        "<sup>1</sup> of 30 m<sup>2</sup> and more<sup>2</sup>",
        "<h2>Notes</h2><p>1. The note says.</p><p>2. Another says more.</p>",
    )
    assert text.endswith('of 30 m<sup>2</sup> and more<sup id="fnref:2"><a href="#fn:2">2</a></sup>')
    assert notes.startswith(NOTE)


@pytest.mark.parametrize(
    "notes",
    [
        "<p>1. First the ropes.</p><p>2. Then the sails.</p><p>3. At last the crew.</p>",
        "<p>1. First the ropes.</p>",
        "<p>2. Then the sails.</p><p>3. At last the crew.</p>",
    ],
)
def test_numbered_paragraphs_that_fit_no_numbers_of_the_text_are_no_notes(noted, notes):
    text, said, before = noted("<sup>1</sup> and more<sup>2</sup>", notes)
    assert text == "<sup>1</sup> and more<sup>2</sup>"
    assert not said
    assert notes in before
