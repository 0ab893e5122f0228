"""Citations by author and year lead to their references, and these lead back to them."""

from __future__ import annotations

import re

import pytest

from clipper.export.markdown import from_html
from tests.extract.conftest import prose

CITING = (
    '<p>The piers were long (<a href="#r-vale">Vale 1987</a>) and cold (<a href="#r-moor">Moor and Quay, 2004a</a>; '
    'see <a href="#r-vale">Vale 1987</a>, and no one minded).</p>'
)
LISTS = {
    "list": '<ul><li id="r-moor">{0}</li><li id="r-none">{2}</li><li id="r-vale">{1}</li></ul>',
    "paragraphs": '<p id="r-moor">{0}</p><p>{2}</p><p><a name="r-vale"></a>{1}</p>',
    "blocks": '<div class="refs"><div id="r-moor" class="e">{0}</div><div id="r-none" class="e">{2}</div>'
    '<div id="r-vale" class="e">{1}</div></div>',
}
ENTRIES = (
    "Moor, B. and Quay, C. (2004a). Cold piers of the north. Annals of Wood 3.",
    "Vale, A. (1987). Long piers of the north. Annals of Wood 1.",
    "Dock, D. (1999). Piers that nobody cites. Annals of Wood 2.",
)


@pytest.fixture
def cited(page):
    def run(way):
        listed = LISTS[way].format(*ENTRIES)
        return page(
            f"<article><h1>The long pier</h1>{prose(3)}{CITING}{prose(2, 'dock')}<h2>References</h2>{listed}</article>"
        ).html

    return run


@pytest.mark.parametrize("way", LISTS)
def test_citations_and_references_lead_to_one_another(cited, way):
    html = cited(way)
    links = re.findall(r'<a id="([^"]*)" href="#([^"]*)" class="citation">(.*?)</a>', html)
    assert [said for _, _, said in links] == ["Vale 1987", "Moor and Quay, 2004a", "Vale 1987"]
    for name, target, _ in links:
        (entry,) = re.findall(rf'<li id="{target}">(.*?)</li>', html)
        assert f'href="#{name}" class="footnote-backref"' in entry
    assert html.index("Moor, B.") < html.index("Dock, D.") < html.index("Vale, A.")


def test_in_markdown_the_words_of_a_citation_stay_beside_its_mark(cited):
    written = from_html(cited("list"))
    assert "(Vale 1987[^1]) and cold (Moor and Quay, 2004a[^2]; see Vale 1987[^1]," in written
    assert "[^1]: Vale, A. (1987). Long piers of the north." in written
    assert "- Dock, D. (1999)." in written


def test_a_year_that_leads_to_a_part_of_the_page_is_no_citation(body):
    html = body(
        '<p>So it was in <a href="#then">1987</a>, they say.</p><h2 id="then">In 1987</h2><p>It rained.</p>'
    )
    assert "citation" not in html
