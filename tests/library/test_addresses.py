from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library.addresses import address_key, canonical_address, is_believable, keys_of_page, site_of

STORY = "https://reef.example/2026/corals-at-night"

SAME = [
    ("http://reef.example/2026/corals-at-night", STORY),
    ("https://www.reef.example/2026/corals-at-night", STORY),
    ("https://reef.example/2026/corals-at-night/", STORY),
    ("https://reef.example:443/2026/corals-at-night", STORY),
    ("http://reef.example:80/2026/corals-at-night", STORY),
    ("HTTPS://Reef.Example/2026/corals-at-night", STORY),
    ("https://reef.example./2026/corals-at-night", STORY),
    ("https://mara@reef.example/2026/corals-at-night", STORY),
    ("  https://reef.example/2026/corals-at-night\n", STORY),
    ("https://reef.example//2026/./x/../corals-at-night", STORY),
    ("https://reef.example/2026/corals-at-night?", STORY),
    ("https://reef.example/2026/corals-at-night#comments", STORY),
    ("https://reef.example/2026/corals-at-night#:~:text=they%20grow", STORY),
    ("https://reef.example/2026/corals-at-night?utm_source=a&utm_medium=b&UTM_Campaign=c", STORY),
    ("https://reef.example/2026/corals-at-night?fbclid=IwAR0abc", STORY),
    ("https://reef.example/2026/corals-at-night?gclid=1&mc_eid=2&mc_cid=3&_ga=4&msclkid=5", STORY),
    ("https://reef.example/2026/corals-at-night?ref=newsletter", STORY),
    ("https://reef.example/2026/corals-at-night?ref_src=twsrc%5Etfw", STORY),
    ("https://reef.example/2026/corals-at-night?source=rss", STORY),
    ("https://reef.example/2026/corals-at-night?source=---------8-----------------------", STORY),
    ("https://reef.example/2026/corals-at-night?from=whatsapp&share=twitter", STORY),
    ("https://reef.example/2026/corals-at-night?cid=social.facebook.post", STORY),
    ("https://reef.example/2026/corals-at-night;jsessionid=0A1B2C", STORY),
    ("https://reef.example/2026/corals-at-night?PHPSESSID=0a1b2c", STORY),
    ("https://m.reef.example/2026/corals-at-night", STORY),
    ("https://mobile.reef.example/2026/corals-at-night", STORY),
    ("https://amp.reef.example/2026/corals-at-night", STORY),
    ("https://www.m.reef.example/2026/corals-at-night", STORY),
    ("https://reef.example/2026/corals-at-night/amp", STORY),
    ("https://reef.example/2026/corals-at-night/amp/", STORY),
    ("https://reef.example/amp/2026/corals-at-night", STORY),
    ("https://reef.example/2026/corals-at-night.amp", STORY),
    ("https://reef.example/2026/corals-at-night?amp=1", STORY),
    ("https://reef.example/2026/corals-at-night?amp", STORY),
    ("https://reef.example/2026/corals-at-night?outputType=amp", STORY),
    ("https://reef-example.cdn.ampproject.org/c/s/reef.example/2026/corals-at-night", STORY),
    (
        "https://reef-example.cdn.ampproject.org/v/s/reef.example/2026/corals-at-night?amp_js_v=0.1&usqp=mq3",
        STORY,
    ),
    ("https://www.google.com/amp/s/reef.example/2026/corals-at-night", STORY),
    ("https://www.google.de/amp/s/amp.reef.example/2026/corals-at-night", STORY),
    ("https://reef.example/2026/corals-at-night/print", STORY),
    ("https://reef.example/2026/corals-at-night?print=1", STORY),
    ("https://reef.example/2026/corals-at-night?view=print", STORY),
    ("https://www.google.com/url?sa=t&url=https%3A%2F%2Freef.example%2F2026%2Fcorals-at-night&ved=2a", STORY),
    (
        "https://l.facebook.com/l.php?u=https%3A%2F%2Freef.example%2F2026%2Fcorals-at-night%3Ffbclid%3DI&h=A",
        STORY,
    ),
    (
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Freef.example%2F2026%2Fcorals-at-night",
        STORY,
    ),
    ("about:reader?url=https%3A%2F%2Freef.example%2F2026%2Fcorals-at-night", STORY),
    ("view-source:https://reef.example/2026/corals-at-night", STORY),
    ("https://reef.example", "http://www.reef.example/index.html"),
    ("https://reef.example/#", "https://reef.example/default.aspx"),
    ("https://reef.example/story.amp.html", "https://reef.example/story.html"),
    ("https://reef.example/wiki/index.php?title=Coral", "https://reef.example/wiki/?title=Coral"),
    ("https://reef.example/?b=2&a=1", "https://reef.example/?a=1&b=2"),
    ("https://reef.example/?q=sea+water", "https://reef.example/?q=sea%20water"),
    ("https://reef.example/?q=", "https://reef.example/?q"),
    ("https://reef.example/%7emara/caf%c3%a9", "https://reef.example/~mara/café"),
    ("https://riff.example/%E6%B5%B7", "https://riff.example/海"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://BÜCHER.example/a", "https://bücher.example/a"),
    ("https://en.m.wikipedia.org/wiki/Coral", "https://en.wikipedia.org/wiki/Coral"),
    ("https://youtu.be/a1B2c3?si=x", "https://www.youtube.com/watch?v=a1B2c3&feature=share&t=30"),
    ("https://twitter.com/mara/status/1?s=20", "https://x.com/mara/status/1"),
    ("https://reef.example/?id=3&utm_id=9", "https://reef.example/?id=3"),
    ("https://reef.example/#!/story/1", "http://reef.example#!/story/1"),
    ("http://[2001:db8::1]:80/a", "https://[2001:db8::1]/a"),
]

DIFFERENT = [
    ("https://reef.example/?id=3", "https://reef.example/?id=4"),
    ("https://reef.example/?p=12", "https://reef.example/"),
    ("https://reef.example/?p=12", "https://reef.example/?p=13"),
    ("https://reef.example/?q=coral", "https://reef.example/?q=kelp"),
    ("https://reef.example/a?page=1", "https://reef.example/a?page=2"),
    ("https://reef.example/watch?v=abc", "https://reef.example/watch?v=abd"),
    ("https://reef.example/a?lang=de", "https://reef.example/a?lang=en"),
    ("https://reef.example/forum.php?mod=viewthread&tid=1", "https://reef.example/forum.php?mod=list&tid=1"),
    ("https://reef.example/a?ref=48213", "https://reef.example/a?ref=48214"),
    ("https://reef.example/a?source=water", "https://reef.example/a?source=air"),
    ("https://reef.example/a?from=20", "https://reef.example/a?from=40"),
    ("https://reef.example/a?type=print", "https://reef.example/a?type=canvas"),
    ("https://reef.example/a?print=482", "https://reef.example/a?print=483"),
    ("https://reef.example/talks?sessionid=18", "https://reef.example/talks?sessionid=19"),
    ("https://reef.example/ad?adid=18", "https://reef.example/ad?adid=19"),
    ("https://reef.example/a?x=1&x=2", "https://reef.example/a?x=2&x=1"),
    ("https://reef.example/a/b", "https://reef.example/a/b/c"),
    ("https://reef.example/a", "https://reef.example/A"),
    ("https://reef.example/a%2Fb", "https://reef.example/a/b"),
    ("https://reef.example/?q=a%26b", "https://reef.example/?q=a&b"),
    ("https://reef.example/?q=a%2Bb", "https://reef.example/?q=a+b"),
    ("https://reef.example:8080/a", "https://reef.example/a"),
    ("https://reef.example/#!/story/1", "https://reef.example/#!/story/2"),
    ("https://reef.example/#/story/1", "https://reef.example/"),
    ("https://blog.reef.example/a", "https://reef.example/a"),
    ("https://de.reef.example/a", "https://en.reef.example/a"),
    ("https://m.example/a", "https://www.example/a"),
    ("https://amp.dev/a", "https://reef.dev/a"),
    ("https://m.github.io/a", "https://mobile.github.io/a"),
    ("https://reef.example/amp", "https://reef.example/"),
    ("https://reef.example/magazine/print", "https://reef.example/magazine"),
    ("https://reef.example/camp/fire", "https://reef.example/c/fire"),
    ("https://reef.example/index.html.gz", "https://reef.example/"),
    ("https://www.google.com/search?q=https://reef.example/", "https://reef.example/"),
    ("https://www.google.com/url?q=coral", "https://www.google.com/url?q=kelp"),
    ("https://web.archive.org/web/2020/https://reef.example/a", "https://reef.example/a"),
    ("https://youtu.be/a1B2c3", "https://youtu.be/a1b2c3"),
    ("https://reef.co.uk/a", "https://kelp.co.uk/a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_page_are_the_same(one, other):
    assert canonical_address(one) == canonical_address(other)
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_of_two_pages_stay_apart(one, other):
    assert canonical_address(one) != canonical_address(other)
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "text", [None, "", "reef", "file:///home/mara/a.html", "mailto:mara@reef.example", "https://"]
)
def test_what_is_no_web_address_has_no_key(text):
    assert address_key(text) is None


@pytest.mark.parametrize(
    "text", ["https://reef.example:99999/", "http://[::1", "https://\ud800.example/%zz?%=%&=%"]
)
def test_a_broken_address_is_no_error(text):
    key = address_key(text)
    assert key is None or -(2**63) <= key < 2**63


def test_a_key_stays_the_same_from_one_version_of_the_program_to_the_next():
    assert address_key("https://reef.example/corals") == -1195993381724169686


@given(
    st.from_regex(
        r"https?://[a-z.]{1,12}(/[a-zA-Z0-9.%~é-]{0,6}){0,3}(\?[a-z=&%+0-9]{0,12})?", fullmatch=True
    )
)
def test_the_form_of_an_address_is_its_own_form(url):
    assert canonical_address(canonical_address(url)) == canonical_address(url)


def test_a_declared_address_counts_on_the_same_site_only():
    assert is_believable("https://www.reef.example/?p=12", STORY)
    assert is_believable("https://news.reef.example/a?id=3", STORY)
    assert not is_believable("https://kelp.example/a", STORY)
    assert not is_believable("https://mara.github.io/a", "https://joost.github.io/a")
    assert not is_believable("https://mara.co.uk/a", "https://joost.co.uk/a")


@pytest.mark.parametrize(
    "home", ["https://reef.example/", "https://reef.example/en/", "https://reef.example/pt-br"]
)
def test_a_page_that_declares_the_home_page_is_not_believed(home):
    assert not is_believable(STORY, home)
    assert is_believable("https://reef.example/?utm_source=x", "https://reef.example/en")


def test_a_later_part_that_declares_the_first_is_not_believed():
    assert not is_believable(STORY + "?page=2", STORY)
    assert not is_believable(STORY + "/page/2", STORY)
    assert not is_believable(STORY + "/2", STORY)
    assert is_believable(STORY + "?page=2", STORY + "/page/2")
    assert is_believable(STORY + "?page=1", STORY)


def test_a_page_is_known_by_each_address_it_has_shown():
    keys = keys_of_page(["https://short.example/x1"], STORY + "?utm_source=short", STORY + "-slowly")
    assert keys == {
        address_key("https://short.example/x1"),
        address_key(STORY),
        address_key(STORY + "-slowly"),
    }


@pytest.mark.parametrize(
    "reached",
    ["https://reef.example/", "https://reef.example/login?next=a", "https://consent.example/collect/consent"],
)
def test_a_wall_or_home_page_that_was_reached_instead_is_not_the_page(reached):
    assert keys_of_page([STORY], reached) == {address_key(STORY)}


def test_a_page_about_signing_in_may_lead_on_to_one():
    assert address_key("https://reef.example/en/login") in keys_of_page(
        ["https://reef.example/login"], "https://reef.example/en/login"
    )


def test_a_page_of_unknown_origin_is_known_by_what_it_declares():
    assert keys_of_page([None], None, STORY) == {address_key(STORY)}
    assert keys_of_page([None, "file:///a.html"], None, None) == set()


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.reef.example", "reef.example"),
        ("a.b.reef.co.uk", "reef.co.uk"),
        ("reef.com.br", "reef.com.br"),
        ("mara.substack.com", "mara.substack.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
        ("[2001:db8::1]", "[2001:db8::1]"),
    ],
)
def test_a_site_is_what_one_owner_has_registered(host, site):
    assert site_of(host) == site
