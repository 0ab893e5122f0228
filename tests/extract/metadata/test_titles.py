from __future__ import annotations

import pytest

from tests.extract.conftest import prose


@pytest.fixture
def title(page):
    """The title of a page with this `<title>`, this head and this before its prose."""

    def run(said, before="", head="", **more):
        return page(f"<main>{before}{prose(4)}</main>", head, title=said, **more).title

    return run


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Piers", "Piers"),
        ("Wooden Piers", "Wooden Piers"),
        ("Opinion", "The long pier of Norton, and our opinion of it"),
    ],
)
def test_a_short_heading_is_the_title_where_the_window_bears_it_out(title, heading, found):
    window = {
        "Piers": "Piers - Harbour Handbook",
        "Wooden Piers": "Wooden Piers: Build and Mend Them",
        "Opinion": "The long pier of Norton, and our opinion of it",
    }[heading]
    assert title(window, f"<h1>{heading}</h1>") == found


@pytest.mark.parametrize(
    "heading",
    [
        '<h1><span class="kicker">Harbours</span> <span>The long pier of Norton</span></h1>',
        '<h1>The long pier of Norton <small class="subtitle">A walk in nine parts</small></h1>',
        '<h1><time datetime="2024-03-05">5 March 2024</time> The long pier of Norton</h1>',
        "<h1>The long pier<br>of Norton</h1>",
        "<h1><span>The long pier</span><span> of Norton</span> <button>Copy</button></h1>",
        "<h1>The long&shy; pier of Norton <a href='#x' class='headerlink'>¶</a></h1>",
    ],
)
def test_a_headline_comes_without_what_is_set_above_and_below_it(title, heading):
    assert title("The long pier of Norton", heading) == "The long pier of Norton"


def test_lines_of_a_headline_do_not_run_into_each_other(title):
    heading = "<h1><span>Harbour pilot</span><span>Jobs on the pier</span></h1>"
    assert title("Jobs", heading) == "Harbour pilot Jobs on the pier"


def test_a_books_name_in_the_first_heading_is_not_the_chapters(title):
    before = '<h1 class="menu-title">The Harbour Handbook</h1><h1>Wooden piers</h1>'
    assert title("Wooden piers - The Harbour Handbook", before) == "Wooden piers"


def test_a_heading_that_only_links_to_the_front_page_is_a_logo(title):
    before = '<h1><a href="/">Norton Journal of Harbours</a></h1><h2>The long pier</h2>'
    assert title("The long pier of Norton - Norton Journal of Harbours", before) == "The long pier of Norton"


def test_a_front_page_keeps_its_sites_name_in_front_and_loses_it_behind(title):
    site = '<meta property="og:site_name" content="Pierly">'
    front = "https://www.pierly.example/"
    assert (
        title("Pierly: harbours on a map", "<h1>See it all</h1>", site, url=front)
        == "Pierly: harbours on a map"
    )
    assert title("Harbours on a map | Pierly", "<h1>See it all</h1>", site, url=front) == "Harbours on a map"


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("The long pier of Norton | Harbour News", "The long pier of Norton"),
        ("The long pier of Norton – Harbour News", "The long pier of Norton"),
        ("The long pier of Norton (shipping.example) 87", "The long pier of Norton"),
        (
            "The long pier of Norton: a guide – with pictures",
            "The long pier of Norton: a guide – with pictures",
        ),
    ],
)
def test_a_headline_comes_without_the_name_of_a_site(title, heading, found):
    head = '<meta property="og:site_name" content="Harbour News">'
    assert title(f"{heading} - Harbour News", f"<h1>{heading}</h1>", head) == found
