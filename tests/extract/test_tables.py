"""Tables that mark no head: what names their columns or rows is found by what they say."""

from __future__ import annotations

import re

import pytest

from clipper.export.markdown import from_html


def table(*rows: str) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


SHEET = table("Boat|Built|Length", "Ada|1902|12.5 m", "Brigid|1911|9 m", "Cleo||11 m")
YEARS = table("Catch in tons|2021|2022", "Herring|412|388", "Cod|77|–", "Eel|3|4")
DATA = table("Weight|740 g", "Case|pear wood", "Grinder|steel, 38 mm")
PAIRS = table("12|4 m", "14|5 m", "19|6 m")
WORDS = table("red|rot|rouge", "blue|blau|bleu")


@pytest.mark.parametrize("markup", [SHEET, YEARS])
def test_words_above_numbers_name_the_columns_of_a_copied_sheet(body, markup):
    html = body(markup)
    assert html.count("<th>") == 3
    assert re.match(r"<table>(?:<tbody>)?<tr><th>", html)


def test_the_first_of_pairs_names_the_second(body):
    html = body(DATA)
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["Weight", "Case", "Grinder"]
    assert from_html(html).splitlines() == [
        "|  |  |",
        "| --- | --- |",
        "| **Weight** | 740 g |",
        "| **Case** | pear wood |",
        "| **Grinder** | steel, 38 mm |",
    ]


@pytest.mark.parametrize("markup", [PAIRS, WORDS, table("a|1", "a|2"), table("only|one", "row of|numbers|3")])
def test_where_nothing_names_anything_all_cells_are_data(body, markup):
    assert "<th" not in body(markup)


def test_a_bold_first_column_names_its_rows(body):
    html = body(table("<b>Ada</b>|1902|12", "<b>Brigid</b>|1911|9"))
    assert html.count('<th scope="row">') == 2
    assert "<b>" not in html


def test_a_table_without_a_head_reads_the_same_after_its_markdown_is_read(body, clean):
    from clipper.model import Content

    written = from_html(body(DATA))
    again = clean(f"# Data\n\n{written}", content=Content.MARKDOWN)
    assert from_html(again.html).strip() == written.strip()
