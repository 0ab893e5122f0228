"""Threads: each post with its author and time, its text alone, in the order of the page."""

from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.kinds import find_posts, write_posts

SENTENCE = "The pier needs new planks before the winter, says everybody who walks on it"


def body_of(markup):
    return tree.parse(f"<body>{markup}</body>").find("body")


def threads():
    """Threads as different software writes them; every one has three posts by three people."""
    names = ("Ada", "Brother Ben", "cleo_77")
    times = ("2024-05-01T10:00:00Z", "2024-05-02T11:30:00Z", "2024-05-03T12:45:00Z")
    rows = list(zip(range(1, 4), names, times, strict=True))
    yield (
        "by microdata",
        "".join(
            f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author"><span '
            f'itemprop="name">{name}</span></span><time itemprop="datePublished" datetime="{time}">May {n}, 2024</time>'
            f'<div itemprop="text"><p>{SENTENCE}, {n}.</p></div></div>'
            for n, name, time in rows
        ),
    )
    yield (
        "by class names",
        "".join(
            f'<div class="post"><div class="author">{name}</div><span class="date">May {n}, 2024</span>'
            f'<div class="content"><p>{SENTENCE}, {n}.</p></div><a class="reply" href="#r">Reply</a></div>'
            for n, name, time in rows
        ),
    )
    yield (
        "by numbered ids in tables",
        "".join(
            f'<table id="post{n}"><tr><td><a class="bigusername" href="/member.php?u={n}">{name}</a></td>'
            f'<td><div class="when">2024-05-0{n}, 10:0{n}</div><div id="post_message_{n}">{SENTENCE}, {n}.</div></td></tr></table>'
            for n, name, time in rows
        ),
    )
    yield (
        "as list items without names for the text",
        "<ol>"
        + "".join(
            f'<li class="comment"><cite><a href="/u/{n}">{name}</a></cite> <time datetime="{time}">May {n}, 2024</time>'
            f"<p>{SENTENCE}, {n}.</p><p>Also the lamp is out.</p></li>"
            for n, name, time in rows
        )
        + "</ol>",
    )


@pytest.mark.parametrize("markup", [markup for _, markup in threads()], ids=[name for name, _ in threads()])
def test_the_posts_of_a_thread_are_found_with_author_time_and_text(markup):
    posts = find_posts(body_of(markup))
    assert [post.author for post in posts] == ["Ada", "Brother Ben", "cleo_77"]
    assert [(post.time or "")[:7] for post in posts] == ["2024-05"] * 3
    for number, post in enumerate(posts, 1):
        said = " ".join(tree.words(part) for part in post.parts)
        assert said.startswith(f"{SENTENCE}, {number}.")
        assert post.author not in said


@pytest.mark.parametrize("markup", [markup for _, markup in threads()], ids=[name for name, _ in threads()])
def test_a_thread_is_written_with_a_line_on_each_author_and_a_rule_between(markup):
    body = body_of(markup)
    write_posts(body, find_posts(body))
    said = tree.words(body)
    assert len(list(body.iter("hr"))) == 2
    assert [tree.text(name) for name in body.iter("strong")] == ["Ada", "Brother Ben", "cleo_77"]
    assert all(said.count(name) == 1 for name in ("Ada", "Brother Ben", "cleo_77"))
    assert said.index(f"{SENTENCE}, 1.") < said.index("Brother Ben") < said.index(f"{SENTENCE}, 2.")
    assert "Reply" not in said
    assert not list(body.iter("li", "td"))


def test_what_was_around_the_texts_is_told():
    body = body_of(dict(threads())["by class names"])
    removed = write_posts(body, find_posts(body))
    assert [one.text for one in removed].count("Reply") == 3


def test_paragraphs_of_an_article_are_no_posts():
    article = "".join(f'<p class="text">{SENTENCE}, {n}.</p>' for n in range(6))
    assert (
        find_posts(body_of(f'<article class="post"><span class="author">Ada</span>{article}</article>')) == []
    )


def test_boxes_called_posts_without_author_or_time_are_none():
    assert find_posts(body_of(f'<div class="post"><h2>A card</h2><p>{SENTENCE}.</p></div>' * 5)) == []


def test_replies_inside_a_post_are_posts_of_their_own():
    reply = f'<div class="comment"><b class="author">Ben</b><time datetime="2024-05-02">2 May 2024</time><p>No. {SENTENCE}.</p></div>'
    other = f'<div class="comment"><b class="author">Cleo</b><time datetime="2024-05-03">3 May 2024</time><p>Yes. {SENTENCE}.</p></div>'
    top = f'<div class="comment"><b class="author">Ada</b><time datetime="2024-05-01">1 May 2024</time><p>Hm. {SENTENCE}.</p>{reply}</div>'
    posts = find_posts(body_of(top + other))
    assert [post.author for post in posts] == ["Ada", "Ben", "Cleo"]
    assert [tree.words(post.parts[0])[:3] for post in posts] == ["Hm.", "No.", "Yes"]


def test_a_question_and_its_accepted_answer_are_known_and_remarks_are_not_posts():
    def post(kind, name, more=""):
        return (
            f'<div itemscope itemtype="https://schema.org/{kind}" class="{more}"><div itemprop="text"><p>{kind}: {SENTENCE}.'
            f'</p></div><span itemprop="author">{name}</span><time datetime="2024-05-01">1 May 2024</time>'
            f'<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Zed</span> <p>Short.</p></div></div>'
        )

    body = body_of(
        post("Question", "Ada") + post("Answer", "Ben", "answer accepted-answer") + post("Answer", "Cleo")
    )
    posts = find_posts(body)
    assert [(post.author, post.role) for post in posts] == [
        ("Ada", "question"),
        ("Ben", "accepted"),
        ("Cleo", ""),
    ]
    write_posts(body, posts, "de")
    assert "✓ akzeptierte Antwort" in tree.words(body)
    assert "Short." not in tree.words(body)


def test_a_time_that_is_only_relative_is_written_as_a_date():
    post = '<div class="post"><b class="author">{}</b><time datetime="2024-05-01T10:00:00Z">3 days ago</time><p>{}.</p></div>'
    body = body_of(post.format("Ada", SENTENCE) + post.format("Ben", SENTENCE))
    write_posts(body, find_posts(body))
    assert "3 days ago" not in tree.words(body)
    assert "2024-05-01 10:00" in tree.words(body)


def test_a_thread_of_which_one_post_is_kept_is_left_as_it_is():
    body = body_of(dict(threads())["by class names"])
    posts = find_posts(body)
    for post in posts[1:]:
        tree.drop(post.holder)
    assert write_posts(body, posts) == []
    assert body.find(".//strong") is None


@pytest.mark.parametrize("tag", ["article", "div"])
def test_a_short_post_with_a_quotation_and_code_is_no_byline(clean, tag):
    said = (
        f"<p>{SENTENCE}, and I have asked three carpenters, who all say the same of it.</p>",
        "<blockquote>three carpenters</blockquote><p>With us it was one.</p><pre><code>plank, nail</code></pre>",
        f"<p>{SENTENCE}, and the nails are of the wrong kind too. I will go and look.</p>",
    )
    posts = "".join(
        f'<{tag} class="topic-post" id="post_{n}"><div class="post-author"><a class="username" href="/u/{n}">user_{n}'
        f'</a> <time datetime="2024-05-0{n}T10:00:00Z">2024-05-0{n}</time></div><div class="post-body">{text}</div>'
        f"</{tag}>"
        for n, text in enumerate(said, 1)
    )
    article = clean(f"<title>The pier</title><h1>The pier</h1><div class='topic'>{posts}</div>")
    assert "plank, nail" in article.text
    assert "With us it was one." in article.text
