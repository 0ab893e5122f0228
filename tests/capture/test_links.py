from __future__ import annotations

import pytest

from clipper.capture.links import Link, bare_url, batch, clean_url, url_label, urls_in


def urls(text):
    return [link.url for link in urls_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Read https://a.example/x.", ["https://a.example/x"]),
        ("Really? https://a.example/x?!", ["https://a.example/x"]),
        ("(see https://a.example/x)", ["https://a.example/x"]),
        ("https://w.example/wiki/Tower_(light)", ["https://w.example/wiki/Tower_(light)"]),
        ("(https://w.example/wiki/Tower_(light)).", ["https://w.example/wiki/Tower_(light)"]),
        ("[https://a.example/x]", ["https://a.example/x"]),
        ("<https://a.example/x>", ["https://a.example/x"]),
        ("“https://a.example/x”", ["https://a.example/x"]),
        ("'https://a.example/x'", ["https://a.example/x"]),
        ("**https://a.example/x**", ["https://a.example/x"]),
        ("_https://a.example/x_", ["https://a.example/x"]),
        ("https://a.example/x_", ["https://a.example/x_"]),
        ("http://a.example/x,http://b.example/y", ["http://a.example/x", "http://b.example/y"]),
        (
            "https://archive.example/2020/https://a.example/x",
            ["https://archive.example/2020/https://a.example/x"],
        ),
        ("www.a.example/x and www.b.example", ["https://www.a.example/x", "https://www.b.example"]),
        ("https://a.example/x\nhttps://a.example/x", ["https://a.example/x"]),
        ("请看https://a.example/x。谢谢", ["https://a.example/x"]),
        ("https://bücher.example/straße", ["https://bücher.example/straße"]),
        ("http://[::1]:8000/x", ["http://[::1]:8000/x"]),
        ("HTTPS://A.example/X", ["HTTPS://A.example/X"]),
        ("https://a.example/very-long-addr…", []),
        ("ftp://a.example/x mailto:me@www.a.example javascript:alert(1)", []),
        ("https:// and http://. nothing", []),
        ("https://a.example:99999/ and https://a..example/", []),
    ],
)
def test_addresses_are_found_without_what_stands_around_them(text, found):
    assert urls(text) == found


def test_a_markdown_link_gives_its_address_and_its_text_as_title():
    assert urls_in("- [Tower (light)](https://w.example/Tower_(light)) and [two](https://b.example)") == [
        Link("https://w.example/Tower_(light)", "Tower (light)"),
        Link("https://b.example", "two"),
    ]


def test_a_tab_list_gives_the_titles_after_the_bars():
    assert batch("https://a.example/1 | The first page\n\nhttps://a.example/2 | The second") == [
        Link("https://a.example/1", "The first page"),
        Link("https://a.example/2", "The second"),
    ]


def test_the_title_of_a_repeated_address_is_kept_where_one_has_it():
    assert urls_in("https://a.example/1 [One](https://a.example/1)") == [Link("https://a.example/1", "One")]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("example.com", "https://example.com"),
        ("example.com/path?q=1#part", "https://example.com/path?q=1#part"),
        ("news.site.example:8080/x", "https://news.site.example:8080/x"),
        ("bücher.example", "https://bücher.example"),
        ("127.0.0.1:8000/x", "https://127.0.0.1:8000/x"),
        ("localhost:8000", "https://localhost:8000"),
        ("point.md/news", "https://point.md/news"),
        ("notes.txt", None),
        ("README.md", None),
        ("hello", None),
        ("3.14", None),
        ("me@site.example", None),
        ("two words.example", None),
        ("etc.", None),
    ],
)
def test_a_bare_host_is_an_address_and_a_file_name_is_not(text, url):
    assert bare_url(text) == url


def test_lines_that_are_all_addresses_are_a_batch_with_or_without_scheme():
    text = " example.com/one\nhttps://b.example/two\n\nwww.c.example\n"
    assert [link.url for link in batch(text)] == [
        "https://example.com/one",
        "https://b.example/two",
        "https://www.c.example",
    ]


def test_a_short_message_around_an_address_is_about_the_address():
    assert batch("Have you seen this? https://a.example/x It is very good.") == [Link("https://a.example/x")]


def test_a_list_of_addresses_with_titles_and_remarks_is_a_batch():
    lines = [f"{n}. How the lamp was lit in year {n}: https://a.example/{n} (via Anna)" for n in range(1, 30)]
    assert len(batch("Reading for the week\n\n" + "\n".join(lines))) == 29


PROSE = "The keepers wrote the wind and the height of the waves into the log every evening of the year. "


def test_any_number_of_addresses_joined_by_words_in_one_line_is_a_batch():
    text = " and ".join(f"https://site.example/{number}" for number in range(200))
    assert len(batch(text)) == 200


def test_a_bare_address_on_a_line_of_its_own_is_not_lost_among_other_lines():
    found = batch("https://one.example/a\nhttps://two.example/b\n# to read\nthree.example/c\n")
    assert [link.url for link in found] == [
        "https://one.example/a",
        "https://two.example/b",
        "https://three.example/c",
    ]


def test_an_article_that_contains_links_is_not_a_batch():
    assert batch(PROSE * 3 + "More at https://a.example/x. " + PROSE * 2) == []


def test_an_article_of_short_paragraphs_with_a_link_each_is_not_a_batch():
    assert batch("\n\n".join(f"{PROSE}{PROSE}{PROSE} https://a.example/{n}" for n in range(20))) == []


def test_an_article_in_chinese_with_a_link_is_not_a_batch():
    assert batch("灯塔看守人每天晚上都在日志上记录风向和浪高，" * 8 + "https://a.example/x") == []


def test_a_large_article_is_not_searched_to_its_end_and_a_large_list_is():
    assert batch((PROSE * 5 + "\n") * 500 + "https://a.example/x") == []
    assert len(batch("\n".join(f"https://a.example/page/{n}/with/a/long/path" for n in range(3000)))) == 3000


@pytest.mark.parametrize(
    ("candidate", "url"),
    [
        ("view-source:https://a.example/x", "https://a.example/x"),
        ("about:reader?url=https%3A%2F%2Fa.example%2Fx%3Fq%3D1", "https://a.example/x?q=1"),
        ("https://a.example/x#:~:text=lamp", "https://a.example/x"),
        ("https://a.example/x#part:~:text=lamp", "https://a.example/x#part"),
        ("  https://a.example/x\0", "https://a.example/x"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://a.example/a b", None),
        ("http://[::1", None),
    ],
)
def test_what_browsers_wrap_around_an_address_is_taken_off(candidate, url):
    assert clean_url(candidate) == url


def test_a_label_leaves_out_what_says_nothing():
    assert url_label("https://www.a.example/x/") == "a.example/x"
    assert len(url_label("https://a.example/" + "x" * 500)) == 200


@pytest.mark.parametrize(
    "piece", ["[", "(", "https://", "www.a", "<!--", "a.", "**", "http://x.y/[(", "[a](http://b.c/"]
)
def test_hostile_repetition_takes_no_time(piece):
    batch(piece * 10_000)
