"""What went wrong on the network, in one sentence for people and one stable word for programs."""

from __future__ import annotations

import errno
import socket
import ssl
from http.client import responses

import httpx

from clipper.errors import FetchError

_BY_HAND = "Open it in the browser, copy it and paste it here."

# code: (sentence, whether trying again later may help); {host} is the site's name.
_SENTENCES = {
    "bad_address": ("This is not a web address that Clipper can fetch. Check its spelling.", False),
    "offline": ("This computer seems to be offline. Retry when it is connected.", True),
    "dns": ("The address of {host} could not be found. Check its spelling, or retry later.", True),
    "refused": ("{host} refused the connection. Retry later.", True),
    "unreachable": ("{host} could not be reached. Retry later.", True),
    "timeout": ("{host} did not answer in time. Retry later.", True),
    "tls": (f"The certificate of {{host}} could not be trusted, so the page was not read. {_BY_HAND}", False),
    "proxy": ("The proxy did not let the connection through. Check the network settings, then retry.", True),
    "network_settings": (
        "The network settings of this computer (proxy, certificates) cannot be used. Check them, then retry.",
        True,
    ),
    "connection_lost": ("The connection to {host} was lost on the way. Retry.", True),
    "truncated": ("The page arrived incomplete: its end is missing. Retry.", True),
    "damaged": (
        "The page arrived damaged and could not be unpacked. Retry, or copy it from the browser.",
        True,
    ),
    "protocol": ("{host} did not answer as a web server should. Retry later.", True),
    "too_many_redirects": (f"The page sends visitors round in circles. {_BY_HAND}", False),
    "bad_redirect": (f"The page leads to an address that Clipper does not follow. {_BY_HAND}", False),
    "closed": ("Clipper was closed before the page had come. Retry.", True),
    "empty": ("{host} answered with an empty page. Retry, or copy the page from the browser.", True),
    "http_401": (f"The page asks for a log-in. {_BY_HAND}", False),
    "http_403": (f"{{host}} does not let Clipper read this page (403). {_BY_HAND}", False),
    "http_404": ("There is no page at this address (404). Check its spelling.", False),
    "http_407": ("The proxy asks for a log-in (407). Check the network settings, then retry.", True),
    "http_408": ("{host} did not answer in time (408). Retry later.", True),
    "http_410": ("The page was taken down for good (410).", False),
    "http_429": ("{host} asks for fewer requests (429). Wait a few minutes, then retry.", True),
    "http_451": ("The page is withheld for legal reasons (451).", False),
    "http_503": ("{host} is busy or under maintenance (503). Retry later.", True),
}

_CODES_BY_ERRNO = {
    errno.ECONNREFUSED: "refused",
    errno.ENETUNREACH: "offline",
    errno.ENETDOWN: "offline",
    errno.EHOSTUNREACH: "unreachable",
    errno.EHOSTDOWN: "unreachable",
    errno.ECONNRESET: "connection_lost",
    errno.EPIPE: "connection_lost",
    errno.ETIMEDOUT: "timeout",
}
# Where the reason is only in the words: other transports, and Windows.
_CODES_BY_WORDS = (
    ("name or service not known", "dns"),
    ("nodename nor servname", "dns"),
    ("getaddrinfo failed", "dns"),
    ("name resolution", "dns"),
    ("no address associated", "dns"),
    ("refused", "refused"),
    ("certificate", "tls"),
    ("ssl", "tls"),
    ("tls", "tls"),
    ("unreachable", "unreachable"),
)


def fetch_error(code: str, host: str) -> FetchError:
    """Return the error for one of the codes above."""
    sentence, retryable = _SENTENCES[code]
    return FetchError(_capitalised(sentence.format(host=host or "the site")), code=code, retryable=retryable)


def status_error(status: int, host: str) -> FetchError:
    """Return the error for an HTTP answer that is not a page; its code is "http_" and the number."""
    code = f"http_{status}"
    if code in _SENTENCES:
        return fetch_error(code, host)
    if status >= 500:
        sentence, retryable = f"{host} has a problem of its own ({status}). Retry later.", True
    else:
        name = responses.get(status, "no reason given").lower()
        sentence, retryable = f"{host} answered {status} ({name}) instead of the page. {_BY_HAND}", False
    return FetchError(_capitalised(sentence), code=code, retryable=retryable)


def transport_error(error: Exception, host: str) -> FetchError:
    """Return the error for what httpx raised."""
    return fetch_error(_code(error), host)


def _code(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    if isinstance(error, httpx.ProxyError):
        return "proxy"
    if isinstance(error, httpx.ConnectError):
        return _connect_code(error)
    if isinstance(error, httpx.NetworkError):
        return "connection_lost"
    words = str(error).lower()
    if isinstance(error, httpx.RemoteProtocolError) and (
        "incomplete" in words or "complete message" in words
    ):
        return "truncated"
    if isinstance(error, httpx.RemoteProtocolError) and ("disconnect" in words or "closed" in words):
        return "connection_lost"
    return "protocol"


def _connect_code(error: BaseException) -> str:
    """Find the system's own reason at the end of the chain of causes."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return "dns" if has_network() else "offline"
        if isinstance(cause, ssl.SSLError):
            return "tls"
        if isinstance(cause, OSError) and cause.errno in _CODES_BY_ERRNO:
            return _CODES_BY_ERRNO[cause.errno]
        cause = cause.__cause__ or cause.__context__
    words = str(error).lower()
    return next((code for mark, code in _CODES_BY_WORDS if mark in words), "unreachable")


def has_network() -> bool:
    """Say whether the system knows a way out. A datagram socket is set up for it, nothing is sent."""
    for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                if probe.connect_ex((address, 9)) == 0:
                    return True
        except OSError:  # this system does not know the family
            continue
    return False


def _capitalised(sentence: str) -> str:
    """Start a sentence with a capital, but leave a host's name as it is written."""
    return sentence[:4].capitalize() + sentence[4:] if sentence.startswith("the ") else sentence
