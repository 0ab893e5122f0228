from __future__ import annotations

import socket
import ssl

import httpx
import pytest

from clipper.capture import http_errors

from .mocked import BY_HAND, failure, raising


@pytest.mark.parametrize(
    ("status", "sentence", "retryable"),
    [
        (401, f"The page asks for a log-in. {BY_HAND}", False),
        (403, f"a.example does not let Clipper read this page (403). {BY_HAND}", False),
        (404, "There is no page at this address (404). Check its spelling.", False),
        (410, "The page was taken down for good (410).", False),
        (418, f"a.example answered 418 (i'm a teapot) instead of the page. {BY_HAND}", False),
        (429, "a.example asks for fewer requests (429). Wait a few minutes, then retry.", True),
        (451, "The page is withheld for legal reasons (451).", False),
        (304, f"a.example answered 304 (not modified) instead of the page. {BY_HAND}", False),
        (499, f"a.example answered 499 (no reason given) instead of the page. {BY_HAND}", False),
        (500, "a.example has a problem of its own (500). Retry later.", True),
        (503, "a.example is busy or under maintenance (503). Retry later.", True),
        (599, "a.example has a problem of its own (599). Retry later.", True),
    ],
)
def test_every_http_error_is_one_sentence(status, sentence, retryable):
    error = failure(lambda request: httpx.Response(status, html="<p>an error page"))
    assert (error.message, error.code, error.retryable) == (sentence, f"http_{status}", retryable)


@pytest.mark.parametrize(
    ("cause", "code", "sentence"),
    [
        (
            socket.gaierror(-2, "Name or service not known"),
            "dns",
            "The address of a.example could not be found. Check its spelling, or retry later.",
        ),
        (ConnectionRefusedError(111, "refused"), "refused", "a.example refused the connection. Retry later."),
        (OSError(113, "No route to host"), "unreachable", "a.example could not be reached. Retry later."),
        (
            OSError(101, "Network is unreachable"),
            "offline",
            "This computer seems to be offline. Retry when it is connected.",
        ),
        (
            ssl.SSLCertVerificationError("certificate verify failed"),
            "tls",
            f"The certificate of a.example could not be trusted, so the page was not read. {BY_HAND}",
        ),
    ],
)
def test_a_connection_that_fails_says_why(monkeypatch, cause, code, sentence):
    monkeypatch.setattr(http_errors, "has_network", lambda: True)
    error = failure(raising(httpx.ConnectError("failed"), cause))
    assert (error.code, error.message) == (code, sentence)
    assert error.retryable is (code != "tls")


def test_a_name_that_cannot_be_looked_up_without_any_network_means_offline(monkeypatch):
    monkeypatch.setattr(http_errors, "has_network", lambda: False)
    error = failure(raising(httpx.ConnectError("failed"), socket.gaierror(-3, "Temporary failure")))
    assert (error.code, error.retryable) == ("offline", True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[Errno -2] Name or service not known", "dns"),
        ("[WinError 10061] actively refused it", "refused"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "tls"),
        ("something else", "unreachable"),
    ],
)
def test_where_the_cause_is_only_in_the_words_they_are_read(words, code):
    assert failure(raising(httpx.ConnectError(words))).code == code


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (httpx.ReadTimeout("x"), "timeout", "a.example did not answer in time. Retry later."),
        (httpx.ConnectTimeout("x"), "timeout", "a.example did not answer in time. Retry later."),
        (httpx.ReadError("x"), "connection_lost", "The connection to a.example was lost on the way. Retry."),
        (
            httpx.RemoteProtocolError("Server disconnected without sending a response."),
            "connection_lost",
            "The connection to a.example was lost on the way. Retry.",
        ),
        (
            httpx.RemoteProtocolError("illegal header line"),
            "protocol",
            "a.example did not answer as a web server should. Retry later.",
        ),
        (
            httpx.ProxyError("x"),
            "proxy",
            "The proxy did not let the connection through. Check the network settings, then retry.",
        ),
    ],
)
def test_trouble_on_the_way_is_one_sentence(error, code, sentence):
    found = failure(raising(error))
    assert (found.code, found.message, found.retryable) == (code, sentence, True)


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "mailto:x@a.example",
        "http://[::1",
        "https://a.example:99999/",
        "",
        "x",
        "https://xn--.example/",
        "https://a.example/\ud800",
    ],
)
def test_what_is_no_web_address_is_said_to_be_none(url):
    error = failure(lambda request: httpx.Response(200), url=url)
    assert error.code == "bad_address"
    assert error.message == "This is not a web address that Clipper can fetch. Check its spelling."


def test_asking_for_a_network_sends_nothing_and_answers_yes_or_no():
    assert http_errors.has_network() in {True, False}
