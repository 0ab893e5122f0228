"""The fetcher against a real server on this machine, for what a mock cannot do."""

from __future__ import annotations

import gzip
import socket
import time

import brotli
import httpx
import pytest
import zstandard

from clipper.capture import Fetcher, Limits
from clipper.errors import FetchError
from clipper.model import Via

HTML = b"<!doctype html><p>The lamp was lit.</p>" * 500


@pytest.fixture
def fetch():
    # Its own transport, so that no proxy of this machine's comes between.
    with Fetcher(Limits(connect_s=2, read_s=0.25, total_s=0.6), httpx.HTTPTransport(verify=False)) as fetcher:
        yield lambda url: fetcher.page(url, via=Via.TYPED)


def failure(fetch, url):
    with pytest.raises(FetchError) as error:
        fetch(url)
    return error.value


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("gzip", gzip.compress(HTML)),
        ("br", brotli.compress(HTML)),
        ("zstd", zstandard.compress(HTML)),
        ("", HTML),
    ],
)
def test_compressed_pages_arrive_whole(site, fetch, name, body):
    assert fetch(site.page("/x", body, content_encoding=name, content_type="text/html")).data == HTML


def test_a_truncated_gzip_body_is_not_taken_for_a_page(site, fetch):
    body = gzip.compress(HTML)[:-40]
    assert failure(fetch, site.page("/x", body, content_encoding="gzip")).code == "truncated"


def test_a_body_shorter_than_it_said_is_incomplete(site, fetch):
    error = failure(fetch, site.page("/x", b"<p>half", content_length="5000"))
    assert (error.code, error.message) == (
        "truncated",
        "The page arrived incomplete: its end is missing. Retry.",
    )


def test_a_server_that_never_answers_is_given_up(site, fetch):
    site.pages["/x"] = lambda handler: site.ending.wait(5)
    begin = time.perf_counter()
    error = failure(fetch, site.url + "/x")
    assert time.perf_counter() - begin < 2
    assert (error.code, error.message) == ("timeout", "127.0.0.1 did not answer in time. Retry later.")


def test_a_body_that_drips_is_given_up_when_the_time_is_over(site, fetch):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        while not site.ending.wait(0.05):
            handler.wfile.write(b"<p>drip")

    site.pages["/x"] = drip
    begin = time.perf_counter()
    assert failure(fetch, site.url + "/x").code == "timeout"
    assert time.perf_counter() - begin < 2


def test_redirects_lead_to_the_page(site, fetch):
    site.page("/old", status=302, location="/new")
    site.page("/new", HTML)
    assert fetch(site.url + "/old").url == site.url + "/new"


def test_a_page_that_leads_to_itself_is_round_in_circles(site, fetch):
    assert failure(fetch, site.page("/x", status=302, location="/x")).code == "too_many_redirects"
    assert len(site.asked) == 11


def test_nobody_listening_is_a_refused_connection(fetch):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    error = failure(fetch, f"http://127.0.0.1:{port}/x")
    assert (error.code, error.message) == ("refused", "127.0.0.1 refused the connection. Retry later.")


def test_a_server_without_tls_behind_an_https_address_is_a_failure_of_trust(site, fetch):
    site.page("/x", HTML)
    assert failure(fetch, site.url.replace("http:", "https:") + "/x").code == "tls"


def test_a_connection_closed_without_an_answer_is_lost(site, fetch):
    def slam(handler):
        handler.connection.shutdown(socket.SHUT_RDWR)

    site.pages["/x"] = slam
    assert failure(fetch, site.url + "/x").code == "connection_lost"


def test_no_proxy_comes_between_this_machine_and_itself(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Fetcher() as fetcher:
        assert fetcher.page(site.page("/x", HTML), via=Via.TYPED).data == HTML
