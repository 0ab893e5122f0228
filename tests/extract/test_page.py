from __future__ import annotations

import pytest

from clipper.errors import EmptyPageError
from tests.extract.conftest import prose

MENU = '<nav><a href="/a">Politics</a> <a href="/b">Sport</a> <a href="/c">Weather</a></nav>'


def test_the_article_comes_out_and_the_furniture_stays_behind(page):
    article = page(
        f"""{MENU}<div class="cookie-banner">We use cookies to improve your visit. Accept all</div>
        <main><article><h1>The long pier</h1>{prose(5)}
        <div class="share-buttons"><a href="#">Facebook</a> <a href="#">Twitter</a></div></article></main>
        <aside class="sidebar"><h3>Most read</h3><ul><li><a href="/x">A cat in a tree</a></li></ul></aside>
        <footer>© 2024 The News. All rights reserved.</footer>"""
    )
    assert article.title == "The long pier"
    assert article.text.startswith("Paragraph 1 says")
    assert "Paragraph 5 says" in article.text
    for word in ("Politics", "cookies", "Facebook", "Most read", "rights reserved"):
        assert word not in article.text


def test_what_was_left_out_is_listed_with_plain_reasons(page):
    article = page(
        f"""{MENU}<div id="cookie-notice">We use cookies here.</div><article><h1>The long pier</h1>{prose(4)}</article>
        <section class="related-posts"><a href="/1">Another pier</a></section>
        <section id="comments"><p>First!</p></section><div class="newsletter-signup">Get our letter</div>
        <div class="ad-slot">Buy a boat</div><footer>Imprint</footer>"""
    )
    reasons = {removal.reason: removal.text for removal in article.removed}
    assert reasons["menu"] == "Politics Sport Weather"
    assert reasons["cookie notice"] == "We use cookies here."
    assert reasons["related links"] == "Another pier"
    assert reasons["comments"] == "First!"
    assert reasons["promotion"] == "Get our letter"
    assert reasons["advertisement"] == "Buy a boat"
    assert reasons["footer"] == "Imprint"


def test_hidden_text_is_neither_kept_nor_listed(page):
    article = page(
        f"""<article><h1>The long pier</h1>{prose(4)}<p style="display:none">Secret one</p>
        <p hidden>Secret two</p><span class="sr-only">Secret three</span>
        <p style="position:absolute; left:-9999px">Secret four</p></article>"""
    )
    assert "Secret" not in article.text
    assert not any("Secret" in removal.text for removal in article.removed)


def test_a_body_in_several_parts_comes_out_whole(page):
    part = '<div class="story-part">{}</div><div class="ad">Advertisement</div>'
    article = page(
        f"""{MENU}<div class="page"><h1>The long pier</h1><div class="parts">
        {part.format(prose(3, "north"))}{part.format(prose(3, "middle"))}{part.format(prose(3, "south"))}</div></div>"""
    )
    for word in ("north", "middle", "south"):
        assert f"Paragraph 3 says something about the {word}" in article.text
    assert "Advertisement" not in article.text


def test_the_introduction_before_the_body_is_kept(page):
    article = page(
        f"""<article><header><h1>The long pier</h1><p class="lead">Nobody knows any longer who built it, and
        everybody in the town has an opinion about that.</p><p class="byline">By Ann Vale</p></header>
        <div class="body">{prose(4)}</div></article>"""
    )
    assert article.text.startswith("Nobody knows any longer")
    assert "Ann Vale" not in article.text
    assert article.authors == ("Ann Vale",)


def test_read_also_boxes_inside_the_text_are_left_out(page):
    article = page(
        f"""<article><h1>The long pier</h1>{prose(3)}
        <p><a href="/other">READ MORE: The short pier is closed for the winter</a></p>
        <p><a href="/third">The ferry company has bought three more boats</a></p>{prose(3, "lighthouse")}</article>"""
    )
    assert "short pier" not in article.text
    assert "three more boats" not in article.text
    assert "lighthouse" in article.text


def test_a_page_that_is_mostly_comments_gives_its_article(page):
    comments = "".join(
        f'<div class="comment"><p>Reader {n} has a lot to say about this, and says it at length, twice.</p></div>'
        for n in range(40)
    )
    article = page(
        f'<div class="post"><h1>The long pier</h1>{prose(6)}</div><div id="comments">{comments}</div>'
    )
    assert "Paragraph 6 says" in article.text
    assert "Reader 3 has" not in article.text


def test_a_teaser_in_an_article_element_does_not_beat_the_text_under_the_title(page):
    teasers = "".join(
        f'<article class="card"><h3><a href="/{n}">Teaser {n}</a></h3><p>Teaser text number {n}, with a comma, '
        f"a full stop, and enough words to look like prose to anybody who only counts.</p></article>"
        for n in range(6)
    )
    article = page(
        f'<div class="content"><h1>The long pier</h1>{prose(5)}</div><div class="list">{teasers}</div>'
    )
    assert "Paragraph 5 says" in article.text
    assert "Teaser" not in article.text


def test_text_kept_for_readers_without_scripts_is_found(page):
    article = page(
        f"<div id=app></div><script>app()</script><noscript><h1>The long pier</h1>{prose(5)}</noscript>"
    )
    assert "Paragraph 5 says" in article.text


def test_text_that_is_only_in_structured_data_is_found(page):
    body = " ".join(f"Sentence {n} of the article, which scripts would show." for n in range(30))
    article = page(
        '<div id="app">Loading</div>',
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"The long pier",'
        f'"articleBody":"{body}"}}</script>',
    )
    assert "Sentence 29 of the article" in article.text


def test_menus_alone_are_no_article(page):
    with pytest.raises(EmptyPageError, match="no article on this page, only menus and links"):
        page(f"{MENU}<footer><a href='/imprint'>Imprint</a></footer>")


def test_links_that_are_all_a_page_has_are_kept_and_said_to_be_no_article(page):
    links = "".join(f'<li><a href="/{n}">Link {n}</a></li>' for n in range(60))
    article = page(f"{MENU}<ul>{links}</ul>")
    assert "Link 59" in article.text
    assert "Politics" not in article.text
    assert article.kind == "listing"
    assert "This page has no article; what it shows beside its menus was kept." in article.warnings


def test_a_page_that_needs_scripts_says_so(page):
    with pytest.raises(EmptyPageError, match="JavaScript"):
        page(
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script>x()</script>"
        )


@pytest.mark.parametrize(
    "markup", ["", "   \n ", "<html></html>", "<!-- only a comment -->", "<p>&nbsp;</p>"]
)
def test_an_empty_page_is_refused_in_a_sentence(clean, markup):
    with pytest.raises(EmptyPageError):
        clean(markup)


def test_a_list_of_headlines_is_kept_with_a_warning(page):
    links = "".join(f'<li><a href="/{n}">Headline number {n} about the long pier</a></li>' for n in range(30))
    article = page(f"{MENU}<main><ul>{links}</ul></main>")
    assert "Headline number 29" in article.text
    assert "This page is mostly a list of links." in article.warnings


def test_a_very_short_text_is_kept_with_a_warning(page):
    article = page("<main><h1>The long pier</h1><p>Closed until spring, says the harbour master.</p></main>")
    assert article.text == "Closed until spring, says the harbour master."
    assert article.warnings == ("Very little text was found on this page.",)


def test_a_wall_instead_of_an_article_is_warned_about(page):
    article = page(
        "<main><h1>The long pier</h1><p>Subscribe to continue reading this story, and all the others that we "
        "have.</p><p>Already a subscriber? You know where to click, we hope, and thank you.</p></main>"
    )
    assert any("for subscribers" in warning for warning in article.warnings)


def test_the_words_of_page_and_article_are_counted(page):
    article = page(f"{MENU}<article><h1>The long pier</h1>{prose(4)}</article>")
    assert article.word_count == sum(len(line.split()) for line in article.text.split("\n"))
    assert article.page_word_count == article.word_count + len(
        ["Politics", "Sport", "Weather", "The", "long", "pier"]
    )


def test_a_page_without_a_body_tag_is_read_to_its_end(clean):
    paragraph = (
        "<p>The harbour master opened the log at six and wrote down what the glass said, as every day.</p>"
    )
    for container in ("article", "main", "section"):
        said = clean(f"<!doctype html><title>A log</title><{container}>{paragraph * 3}</{container}>")
        assert said.title == "A log"
        assert said.text.count("harbour master") == 3


def test_a_page_of_two_words_is_kept_with_a_warning(clean):
    said = clean("<p>Hello there</p>")
    assert said.html == "<p>Hello there</p>"
    assert said.warnings


def test_a_page_of_nothing_but_a_footer_is_no_article(clean):
    with pytest.raises(EmptyPageError, match="only menus and links"):
        clean('<body><footer><a href="/a">Imprint</a> © 2024 All rights reserved</footer></body>')


@pytest.mark.parametrize(
    "window",
    [
        "<div id='consent-window' class='cookie-consent'>{}</div>",
        "<footer><div role='dialog' aria-modal='true' aria-label='Terms'><h1>Terms</h1>{}</div></footer>",
    ],
)
def test_a_window_that_opens_over_the_page_is_not_the_article_however_much_it_says(page, window):
    terms = prose(30).replace("Paragraph", "Clause")
    article = page(f"{MENU}<main><h1>The long pier</h1>{prose(3)}</main>{window.format(terms)}")
    assert "Paragraph 3 says" in article.text
    assert "Clause" not in article.text
    assert any("Clause 30 says" in removal.text for removal in article.removed)


def test_a_page_that_is_all_window_is_read(page):
    article = page(f"{MENU}<div role='dialog' aria-modal='true'><h1>The long pier</h1>{prose(3)}</div>")
    assert "Paragraph 3 says" in article.text


def test_a_page_of_few_blocks_is_judged_as_well(page):
    article = page(
        "<main><article><h1>Tide tables</h1><section><h2>Calls</h2><p>Ask for the tide with these calls.</p>"
        "<dl><dt><a href='/high'>high()</a></dt><dd><p>Gives the hour of high water.</p></dd>"
        "<dt><a href='/low'>low()</a></dt><dd><p>Gives the hour of low water.</p></dd></dl></section></article></main>"
    )
    assert "hour of high water" in article.text
    assert "hour of low water" in article.text


def test_a_recipe_for_cookies_is_no_cookie_notice(page):
    article = page(
        f"{MENU}<article class='post category-cookies tag-consent'><h2>Oat cookies</h2>{prose(4)}</article>"
        f"<div class='cmp-container'><div class='cmp-text'>{prose(2).replace('Paragraph', 'Afterword')}</div></div>"
    )
    assert "Paragraph 4 says" in article.text
    assert not any(removal.reason == "cookie notice" for removal in article.removed)
