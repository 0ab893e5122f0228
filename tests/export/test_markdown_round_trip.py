"""What is written as Markdown reads the same when it is rendered again."""

from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.export.markdown import from_html
from tests.export.rendering import formatted_characters, outline, rendered, squeezed, tree

MARKUP = st.sampled_from(
    [
        *"\\`*_{}[]()#+-.!|<>&~$^=:\"'%@/ \t\n0129abyzÄ漢字。「」ן́€😀\xa0",
        "](",
        "![",
        "<b>",
        "&amp;",
        "&#35;",
        "```",
        "~~~",
        "~~",
        "**",
        "__",
        "---",
        "***",
        "===",
        "1. ",
        "- ",
        "# ",
        "> ",
        "[^1]",
        "[x] ",
        "[a]: b",
        "$$",
        " * ",
        "| a | b |",
        "|---|",
        "https://a.example/b_c_d",
        "www.a.example",
        "<!-- ",
        "<?",
        "    ",
    ]
)
MARKED_TEXT = st.lists(MARKUP, max_size=12).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TEXT = MARKED_TEXT | ANY_TEXT
WORDS = st.lists(
    st.sampled_from(["word", "a", "b.", "(c)", "漢字", "“q”", "*", "1.", "-", "x_y"]), min_size=1, max_size=3
)
# a running test machine may be slow; the number of examples bounds the time
QUICK = settings(max_examples=100, deadline=None)


def texts_of(markdown: str) -> list[tuple[str, str]]:
    return [(str(node.tag), squeezed("".join(node.itertext()))) for node in tree(rendered(markdown))]


@QUICK
@given(TEXT)
def test_any_text_in_a_paragraph_reads_as_that_text(text: str) -> None:
    expected = squeezed(text)
    assert texts_of(from_html(f"<p>{escape(text)}</p>")) == ([("p", expected)] if expected else [])


@QUICK
@given(TEXT, TEXT)
def test_any_text_around_a_line_break_reads_as_that_text(first: str, second: str) -> None:
    markdown = from_html(f"<p>{escape(first)}<br>{escape(second)}</p>")
    expected = squeezed(f"{first} {second}")
    assert texts_of(markdown) == ([("p", expected)] if expected else [])


@QUICK
@given(TEXT, st.sampled_from(["h1", "h3", "h6"]))
def test_any_text_in_a_heading_reads_as_that_text(text: str, tag: str) -> None:
    expected = squeezed(text)
    assert texts_of(from_html(f"<{tag}>{escape(text)}</{tag}>")) == ([(tag, expected)] if expected else [])


@QUICK
@given(TEXT, TEXT)
def test_any_text_in_table_cells_reads_as_that_text(first: str, second: str) -> None:
    page = f"<table><tr><th>{escape(first)}</th><th>H</th></tr><tr><td>{escape(second)}</td><td>c</td></tr></table>"
    cells = [squeezed("".join(cell.itertext())) for cell in tree(rendered(from_html(page))).iter("th", "td")]
    assert cells == [squeezed(first), "H", squeezed(second), "c"]


@QUICK
@given(TEXT)
def test_any_text_in_a_list_item_and_a_link_reads_as_that_text(text: str) -> None:
    page = f"<ul><li>{escape(text)}</li><li><a href='https://a.example/'>{escape(text)}</a></li></ul>"
    expected = squeezed(text)
    written = tree(rendered(from_html(page)))
    assert [squeezed("".join(item.itertext())) for item in written.iter("li")] == [expected] * 2 * bool(
        expected
    )
    assert len(list(written.iter("a"))) == bool(expected)


@QUICK
@given(st.text(st.sampled_from("`ab \n#漢\\|*"), max_size=12))
def test_any_inline_code_reads_as_that_code(text: str) -> None:
    written = tree(rendered(from_html(f"<p>x <code>{escape(text)}</code> y</p>")))
    assert [squeezed(code.text or "") for code in written.iter("code")] == [squeezed(text)] * bool(
        text.strip()
    )


@QUICK
@given(
    st.text(st.sampled_from("`~ab \n#\\|*-\t漢"), max_size=20),
    st.sampled_from(["<li>", "<blockquote>", "<div>"]),
)
def test_any_code_block_reads_as_that_code_in_lists_and_quotes(text: str, around: str) -> None:
    page = f"{around}<p>before</p><pre><code>{escape(text)}</code></pre><p>after</p>"
    blocks = [node.text_content() for node in tree(rendered(from_html(page))).iter("pre")]
    assert [block.strip("\n") for block in blocks] == [text.strip("\n")] * bool(text.strip())


def inline_content(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["em", "i", "strong", "b", "del", "sup", "span"])
    parts = st.lists(inner, min_size=1, max_size=4).map("".join)
    links = parts.map(lambda text: f"<a href='u(v)'>{text}</a>" if "<a" not in text else text)
    return st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", tags, parts) | links


LEAVES = (
    MARKED_TEXT.map(escape)
    | st.sampled_from(["a", " ", "b ", " c", ".", "“", "漢", "。", "(", "*", "_", "+", "€", "😀"])
    | st.sampled_from(["<code>k`</code>", "<img src=i alt=x>"])
)
INLINE = st.lists(st.recursive(LEAVES, inline_content, max_leaves=8), min_size=1, max_size=5).map("".join)


@settings(max_examples=200, deadline=None)
@given(INLINE)
def test_every_character_keeps_its_formats(content: str) -> None:
    written = rendered(from_html(f"<p>{content}</p>"))
    assert formatted_characters(written) == formatted_characters(f"<p>{content}</p>")


@QUICK
@given(INLINE)
def test_every_character_in_a_table_keeps_its_formats(content: str) -> None:
    page = f"<table><tr><th>x<th>y</tr><tr><td>{content}</td><td>z</td></tr></table>"
    assert formatted_characters(rendered(from_html(page))) == formatted_characters(page)


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inner, min_size=1, max_size=3).map("".join)
    items = st.lists(blocks.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).map("".join)
    return (
        blocks.map(lambda text: f"<blockquote>{text}</blockquote>")
        | items.map(lambda text: f"<ul>{text}</ul>")
        | st.builds(lambda text, start: f"<ol start={start}>{text}</ol>", items, st.sampled_from([1, 3, 10]))
    )


SENTENCE = WORDS.map(" ".join).map(escape)
BLOCK = (
    SENTENCE.map(lambda text: f"<p>{text}</p>")
    | SENTENCE.map(lambda text: f"<div>{text}</div>")
    | SENTENCE.map(lambda text: f"<h2>{text}</h2>")
    | st.sampled_from(["<hr>", "<pre><code>a\n\n  b</code></pre>", "<pre><code>- x</code></pre>"])
)
DOCUMENT = st.lists(st.recursive(BLOCK, containers, max_leaves=8), min_size=1, max_size=4).map("".join)


@settings(max_examples=120, deadline=None)
@given(DOCUMENT)
def test_blocks_keep_their_order_and_what_holds_them(page: str) -> None:
    assert outline(tree(rendered(from_html(page)))) == outline(tree(page))


@QUICK
@given(DOCUMENT)
def test_the_same_page_is_always_written_the_same_and_ends_with_one_newline(page: str) -> None:
    markdown = from_html(page)
    assert markdown == from_html(page)
    assert markdown.endswith("\n")
    assert not markdown.endswith("\n\n")
