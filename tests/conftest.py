"""What holds in every test: no network but this machine, no person's own files, nothing logged unexpectedly."""

from __future__ import annotations

import logging
import os
import socket

import pytest

from clipper import workers
from tests.broken_disk import BrokenDisk
from tests.server import Site

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small sums: more threads only get in each other's way

LOOPBACK = ("127.", "::1", "localhost")


def pytest_addoption(parser):
    parser.addoption("--endurance", action="store_true", help="run the long forms of tests that have one")


def pytest_configure(config):
    config.addinivalue_line("markers", "expects_log: this test expects warnings or errors to be logged")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory, monkeypatch):
    """Data, settings, cache and home are empty folders of this test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.delenv("CLIPPER_LIBRARY", raising=False)
    return home


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch):
    """A connection to anywhere else is refused, as a test must never make one."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def endurance(request):
    """Whether the long form of a test is asked for; the short one takes seconds at most."""
    return request.config.getoption("endurance")


@pytest.fixture
def site():
    """A web server on this machine that answers as the test says."""
    site = Site()
    yield site
    site.close()


@pytest.fixture
def disk():
    """The disk under every library that is opened after this; it fails when the test says so."""
    disk = BrokenDisk()
    yield disk
    disk.close()


class KeptWorker(workers._Worker):
    """A process that the next test goes on with, unless it had to be stopped."""

    stock = []  # noqa: RUF012  (shared by all on purpose)
    is_busy = False

    def do(self, function, job, seconds):
        self.is_busy = True
        try:
            return super().do(function, job, seconds)
        finally:
            self.is_busy = False

    def kill(self):
        if self.is_busy or not self.is_alive():
            super().kill()
        else:
            self.stock.append(self)


@pytest.fixture
def kept_workers(monkeypatch):
    """Pages are cleaned in processes as ever, but these are not started anew for each test."""
    stock = KeptWorker.stock
    monkeypatch.setattr(workers, "_Worker", lambda: stock.pop() if stock else KeptWorker())


@pytest.fixture(scope="session", autouse=True)
def no_worker_left():
    yield
    for worker in KeptWorker.stock:
        worker.is_busy = True
        worker.kill()


@pytest.fixture(autouse=True)
def nothing_logged(request, caplog):
    """A warning or error that is logged fails the test, unless it says that it expects one."""
    caplog.set_level(logging.WARNING)
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    for when in ("setup", "call"):
        records = [r for r in caplog.get_records(when) if r.levelno >= logging.WARNING]
        assert not records, f"logged: {records[0].name}: {records[0].getMessage()}"
