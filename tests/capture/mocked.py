"""A fetcher whose answers a test makes up."""

from __future__ import annotations

import httpx
import pytest

from clipper.capture import Fetcher, Limits
from clipper.errors import FetchError
from clipper.model import Via

URL = "https://a.example/lamp"
BY_HAND = "Open it in the browser, copy it and paste it here."


def fetcher(answer, **limits):
    return Fetcher(Limits(**limits), httpx.MockTransport(answer))


def page(*arguments, url=URL, **options):
    with fetcher(lambda request: httpx.Response(*arguments, **options)) as fetch:
        return fetch.page(url, via=Via.TYPED)


def failure(answer, url=URL, **limits):
    with fetcher(answer, **limits) as fetch, pytest.raises(FetchError) as error:
        fetch.page(url, via=Via.TYPED)
    return error.value


def raising(error, cause=None):
    def answer(request):
        raise error from cause

    return answer
