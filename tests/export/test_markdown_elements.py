"""What each kind of element becomes."""

from __future__ import annotations

from textwrap import dedent

import pytest

from clipper.export.markdown import from_html
from tests.export.rendering import rendered, tree


def lines(text: str) -> str:
    return dedent(text).strip("\n") + "\n"


@pytest.mark.parametrize(
    "html", ["", "  \n", "<p></p>", "<div><p> &nbsp; </p><ul><li></li></ul></div>", "<!-- x -->"]
)
def test_nothing_becomes_nothing(html: str) -> None:
    assert from_html(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><title>t</title><main><h1>One</h1><p>two</main>",
        "<html><meta charset=utf-8><article><h1>One</h1><p>two</article></html>",
        "<style>p{}</style><header><h1>One</h1></header>two",
    ],
)
def test_a_page_that_leaves_out_its_body_loses_nothing(html: str) -> None:
    assert from_html(html) == "# One\n\ntwo\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>One</h1><h6>Six</h6>", "# One\n\n###### Six\n"),
        ("<h2>C #</h2>", "## C \\#\n"),
        ("<h2>two<br>lines</h2>", "## two lines\n"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb\n"),
        ("<p>one<br>two</p>", "one  \ntwo\n"),
        ("<p>one<br><br>two<br></p>", "one\n\ntwo\n"),
        ("<div>bare<p>marked</p>bare</div>", "bare\n\nmarked\n\nbare\n"),
        ("<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>", "> a\n>\n> > b\n"),
        (
            "<p>漢字と<b>太字</b>の文。</p><p dir=rtl>שלום <i>עולם</i></p>",
            "漢字と**太字**の文。\n\nשלום *עולם*\n",
        ),
    ],
)
def test_headings_paragraphs_rules_and_quotes(html: str, markdown: str) -> None:
    assert from_html(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a<em> b </em>c</p>", "a *b* c\n"),
        ("<p>in<em>tra</em>word</p>", "in*tra*word\n"),
        ("<p><b>a</b><b>b</b> <i><i>c</i></i></p>", "**ab** *c*\n"),
        ("<p><em>a <strong>b</strong></em></p>", "*a **b***\n"),
        ("<p>x<b>“q”</b>y</p>", "x<strong>“q”</strong>y\n"),
        ("<p>これは<b>「強調」</b>です</p>", "これは<strong>「強調」</strong>です\n"),
        ("<p><s>old</s> <del>gone</del></p>", "~~old~~ ~~gone~~\n"),
        ("<p>a<b> </b>c<i></i></p>", "a c\n"),
        ("<p><b>one<br></b>two</p>", "**one**  \ntwo\n"),
        ("<b><p>one</p><p>two</p></b>", "**one**\n\n**two**\n"),
    ],
)
def test_emphasis_stands_where_renderers_see_it(html: str, markdown: str) -> None:
    assert from_html(html) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name",
        "2 * 3 = 6",
        "#tag and C#",
        "a < b > c",
        "AT&T",
        "cost $5",
        "1.5 or 2.",
        "[edit]",
        "~5 min",
        "9-5",
    ],
)
def test_text_that_is_no_markup_stays_readable(text: str) -> None:
    page = text.replace("&", "&amp;").replace("<", "&lt;")
    assert from_html(f"<p>see {page} here</p>") == f"see {text} here\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("> no quote", "\\> no quote"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("[a]: b", "\\[a]: b"),
        ("[ ] no task", "\\[ ] no task"),
        ("<b>", "\\<b>"),
        ("&amp;", "\\&amp;"),
        ("[a](b)", "[a\\](b)"),
        ("[[a]]", "\\[[a]]"),
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("from $5 to$ 7", "from \\$5 to\\$ 7"),
    ],
)
def test_text_that_looks_like_markup_is_escaped(text: str, written: str) -> None:
    page = text.replace("&", "&amp;").replace("<", "&lt;")
    assert from_html(f"<p>{page}</p>") == f"{written}\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<a href='/x'>t</a>", "[t](/x)"),
        ("<a href='/x' title='say \"hi\"'>t</a>", '[t](/x "say \\"hi\\"")'),
        ("<a href='/x' title='T'>t</a>", "[t](/x)"),
        ("<a href='a b'>t</a>", "[t](<a b>)"),
        ("<a href='a(b'>t</a>", "[t](<a(b>)"),
        ("<a href='a(b)'>t</a>", "[t](a(b))"),
        ("<a href='https://a.example/'>https://a.example/</a>", "<https://a.example/>"),
        ("<a href='mailto:j@a.example'>j@a.example</a>", "<j@a.example>"),
        ("<a href='javascript:x()'>t</a><a>u</a>", "tu"),
        ("<a href='/x'> </a>z", "z"),
        ("wow!<a href='/x'>[t]</a>", "wow\\![\\[t\\]](/x)"),
        ("<a href='/x'><img src='i.png' alt='A'></a>", "[![A](i.png)](/x)"),
        ("<a href='/x'><h3>T</h3><div>text</div></a>", "### [T](/x)\n\n[text](/x)"),
    ],
)
def test_links(html: str, markdown: str) -> None:
    assert from_html(html) == f"{markdown}\n"


def test_pictures_are_written_with_the_path_they_are_kept_at() -> None:
    html = (
        "<p><img src='https://a.example/p.png' alt='A [b]' title='T'><img src='asset:x.png' alt='kept'></p>"
    )
    images = {"https://a.example/p.png": "attachments/p.png", "asset:x.png": "attachments/x.png"}
    assert from_html(html, images=images) == '![A \\[b\\]](attachments/p.png "T")![kept](attachments/x.png)\n'


def test_a_picture_that_only_the_library_has_becomes_its_words() -> None:
    assert from_html("<p>a <img src='asset:x.png' alt='graph'></p>") == "a graph\n"


def test_a_figure_is_its_picture_and_its_caption() -> None:
    html = "<figure><img src='i.png' alt=''><figcaption>Said <em>so</em></figcaption></figure>"
    assert from_html(html) == "![](i.png)\n\nSaid *so*\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p><code>a</code></p>", "`a`"),
        ("<p><code>a`b</code> <code>`</code></p>", "``a`b`` `` ` ``"),
        ("<p>x<code> a\nb </code>y</p>", "x `a b` y"),
        ("<p><code>Vec&lt;<a href='/t'>T</a>&gt;</code></p>", "`Vec<`[`T`](/t)`>`"),
        ("<p><code>a</code><code>b</code></p>", "`ab`"),
        ("<pre>a\n  b\n</pre>", "```\na\n  b\n```"),
        ("<pre><code class='language-c++'>x</code></pre>", "```c++\nx\n```"),
        ("<pre class='lang-py'>x</pre>", "```py\nx\n```"),
        ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"),
        ("<pre>a<br>b</pre>", "```\na\nb\n```"),
        ("<pre><div>a</div><div>b</div></pre>", "```\na\nb\n```"),
    ],
)
def test_code(html: str, markdown: str) -> None:
    assert from_html(html) == f"{markdown}\n"


def test_lists_nest_and_keep_their_first_number() -> None:
    html = "<ol start=9><li>a<ul><li>b<li>c</ul><li>d</ol>"
    assert from_html(html) == "9. a\n   - b\n   - c\n10. d\n"


def test_items_with_paragraphs_are_set_apart_and_hold_several_blocks() -> None:
    html = "<ul><li><p>a</p><pre>x\n\ny</pre><blockquote><p>q</p></blockquote><li><p>b</p></ul>"
    assert from_html(html) == lines("""
        - a

          ```
          x

          y
          ```

          > q

        - b
        """)


def test_tasks_show_whether_they_are_done() -> None:
    html = "<ul><li><input type=checkbox checked disabled> done<li><label><input type=checkbox> open</label></ul>"
    assert from_html(html) == "- [x] done\n- [ ] open\n"


def test_lists_next_to_each_other_stay_two() -> None:
    assert (
        from_html("<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol><ol><li>d</ol>")
        == "- a\n\n* b\n\n1. c\n\n1) d\n"
    )


def test_a_number_that_jumps_is_kept() -> None:
    assert from_html("<ol><li>a<li value=7>b<li>c</ol>") == "1. a\n\n7) b\n8) c\n"


def test_lists_that_are_badly_made_are_lists_all_the_same() -> None:
    assert from_html("<ul><li>a</li><ul><li>b</li></ul>text</ul>") == "- a\n\n  - b\n\n  text\n"
    assert from_html("<div><li>a</li><li>b</li></div><p>c</p>") == "- a\n- b\n\nc\n"


def test_a_rule_in_a_list_item_is_a_rule() -> None:
    assert "<hr" in rendered(from_html("<ul><li><hr></li></ul>"))


def test_a_table_with_a_header_and_alignment_is_gfm() -> None:
    html = "<table><tr><th>a<th align=right>b<th style='text-align:center'>c<tr><td>1|2<td>x<br>y<td><b>z</b></table>"
    assert from_html(html) == lines("""
        | a | b | c |
        | --- | --: | :-: |
        | 1\\|2 | x<br>y | **z** |
        """)


def test_a_table_without_a_header_gets_an_empty_one_and_short_rows_are_filled() -> None:
    html = "<table><caption>Cap</caption><tr><td>a<tr><td>b<td>c</table>"
    assert from_html(html) == "Cap\n\n|  |  |\n| --- | --- |\n| a |  |\n| b | c |\n"


def test_a_table_of_one_cell_is_only_layout() -> None:
    assert from_html("<table><tr><td><p>a</p><p>b</p></td></tr></table>") == "a\n\nb\n"


def test_a_table_that_gfm_cannot_carry_is_html_without_blank_lines() -> None:
    html = """<table><tr><th colspan=2>a &amp; b</th></tr>
        <tr><td><ul><li>x</li></ul><pre>1\n\n2</pre></td><td><a href='/u' onclick='x()'>u</a> <img src=s alt='"'></td></tr></table>"""
    markdown = from_html(html, images={"s": "attachments/s.png"})
    assert markdown == lines("""
        <table>
        <tr><th colspan="2">a &amp; b</th></tr>
        <tr><td><ul><li>x</li></ul><pre><code>1&#10;&#10;2</code></pre></td><td><a href="/u">u</a> <img src="attachments/s.png" alt="&quot;"></td></tr>
        </table>
        """)
    assert [cell.get("colspan") for cell in tree(rendered(markdown)).iter("th", "td")] == ["2", None, None]


FOOTNOTES = """<p>Said<sup id="fnref:1"><a href="#fn:1">1</a></sup> twice<sup id="fnref:2"><a href="#fn:2">2</a></sup>.</p>
<section class="footnotes"><hr><ol><li id="fn:1"><p>First. <a href="#fnref:1" class="footnote-backref">↩</a></p></li>
<li id="fn:2"><p>Second</p><pre>code</pre><p><a href="#fnref:2" class="footnote-backref">↩</a></p></li></ol></section>"""


def test_footnotes_of_an_article() -> None:
    markdown = from_html(FOOTNOTES)
    assert markdown == "Said[^1] twice[^2].\n\n[^1]: First.\n\n[^2]: Second\n\n    ```\n    code\n    ```\n"
    assert len(list(tree(rendered(markdown)).iterfind(".//section//li"))) == 2


def test_references_that_lead_to_a_list_and_back_are_footnotes_too() -> None:
    html = """<p>A<sup id="cite_ref-x"><a href="#cite_note-x">[1]</a></sup></p><h2>References</h2>
        <ol><li id="cite_note-x"><b><a href="#cite_ref-x">^</a></b> Book</li></ol>"""
    assert from_html(html) == "A[^1]\n\n## References\n\n[^1]: Book\n"


def test_notes_that_nothing_refers_to_stay_a_list() -> None:
    html = '<p>A<sup><a href="#gone">1</a></sup></p><section class="footnotes"><ol><li id="fn:1">note</li></ol></section>'
    assert from_html(html) == "A<sup>[1](#gone)</sup>\n\n1. note\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<p>H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>m</mark></p>",
            "H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>m</mark>",
        ),
        (
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        ),
        ("<p>He said <q>no <q>never</q></q></p>", "He said “no ‘never’”"),
        ("<dl><dt>T</dt><dd>one</dd><dd><p>two</p></dd></dl>", "**T**\n\none\n\ntwo"),
        (
            "<details open><summary>More & <b>x</b></summary><p>a</p></details>",
            "<details open>\n<summary>More &amp; x</summary>\n\na\n\n</details>",
        ),
        ('<p>is <math data-latex="x^2"><mi>x</mi></math>.</p>', "is $x^2$."),
        ('<math data-latex="x" display="block"></math>', "$$\nx\n$$"),
        (
            "<math><semantics><mi>a</mi><annotation encoding='application/x-tex'>\\alpha</annotation></semantics></math>",
            "$\\alpha$",
        ),
        ("<iframe src='https://v.example/e/1' title='Talk'></iframe>", "[Talk](https://v.example/e/1)"),
        ("<video><source src='https://v.example/v.mp4'>old browser</video>", "<https://v.example/v.mp4>"),
        ("<script>x</script><style>y</style><svg><text>z</text></svg>a", "a"),
    ],
)
def test_other_elements(html: str, markdown: str) -> None:
    assert from_html(html) == f"{markdown}\n"
