"""The demo as `make demo` starts it, on a port and a database of its own, and a real Chromium."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the demo, yield its address, and see that Ctrl-C stops it cleanly."""
    folder, port = tmp_path_factory.mktemp("demo"), free_port()
    environment = {
        **os.environ,
        "CASEWORK_PROFILE": "demo",
        "CASEWORK_DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "CASEWORK_EXCHANGE_FOLDER": str(folder / "exchange"),
    }
    command = [sys.executable, "-m", "flask", "--app", "webapp", "demo", "--port", str(port)]
    with (folder / "demo.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, folder / "demo.log")
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        ended = process.wait(60)
    assert ended == 0, (folder / "demo.log").read_text()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=1):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
    pytest.fail(f"the demo did not come up:\n{log.read_text()}")


@pytest.fixture(scope="package")  # its event loop may not outlive these tests
def chromium() -> Iterator[Browser]:
    options = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-gpu",
        "--disable-component-update",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        yield browser
        browser.close()
