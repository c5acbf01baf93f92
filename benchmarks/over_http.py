"""Times the completion of tasks over HTTP, page and answer, through gunicorn on SQLite and PostgreSQL.

Run: .venv/bin/python -m benchmarks.over_http [cases]
"""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from statistics import median
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import select, update

from benchmarks.door import offices
from tests.browser.conftest import free_port
from tests.office import VERIFIED, Office
from workflows import keyring
from workflows.models import Officer, Task

SECRET = "benchmark-secret-of-more-than-32-characters"
PASSWORD = "benchmark-password"
HIDDEN = re.compile(r'name="(csrf_token|key|seen_version)" value="([^"]+)"')
STEPS = (
    ("case_officer", "formal_check", {"materials": "complete"}),
    ("reviewer", "review_acceptance", {"acceptance_opinion": "agree"}),
    ("case_officer", "verify", VERIFIED),
    ("reviewer", "review", {"review_opinion": "agree"}),
    ("approver", "approve", {"approval_opinion": "agree"}),
)


class Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow to the next page, so that only the submission is timed."""

    def redirect_request(self, *_: object) -> None:
        """Follow nowhere."""


class Visitor:
    """Somebody logged in over HTTP."""

    def __init__(self, address: str, username: str) -> None:
        """Log in."""
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), Stay())
        self.post("/login", self.hidden("/login") | {"username": username, "password": PASSWORD})

    def hidden(self, path: str) -> dict[str, str]:
        """Return the hidden fields of a page's last form."""
        with self.opener.open(self.address + path) as page:
            return dict(HIDDEN.findall(page.read().decode()))

    def post(self, path: str, fields: dict[str, str]) -> None:
        """Submit a form; an answer that does not lead to the next page is an error."""
        body = urllib.parse.urlencode(fields).encode()
        try:
            self.opener.open(urllib.request.Request(self.address + path, body)).close()
        except urllib.error.HTTPError as answer:
            if answer.code not in {302, 303}:
                raise


@contextmanager
def serving(office: Office) -> Iterator[str]:
    """Serve the office's database with one gunicorn process of eight threads."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    url = office.engine.url.render_as_string(hide_password=False)
    environment = {
        **os.environ,
        "CASEWORK_PROFILE": "demo",
        "CASEWORK_DATABASE_URL": url,
        "CASEWORK_SECRET_KEY": SECRET,
    }
    options = ["--worker-class=gthread", "--threads=8", "--log-level=error", f"--bind=127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "webapp:create_app()"], env=environment
    )
    while not _answers(f"{address}/health"):
        time.sleep(0.2)
    yield address
    process.terminate()
    process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1):
            return True
    except OSError:
        return False


def measure(office: Office, address: str, cases: int) -> dict[str, list[float]]:
    """Return the seconds of each submission, by task."""
    with office.begin() as session:
        session.execute(update(Officer).values(password_hash=PasswordHasher().hash(PASSWORD)))
    people = {name: Visitor(address, name) for name in ("case_officer", "reviewer", "approver")}
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(cases):
        case = office.apply(office.penalty())
        for username, task, answers in STEPS:
            path = f"/tasks/{_waiting(office, case, task)}"
            fields = people[username].hidden(path) | answers
            began = time.perf_counter()
            people[username].post(path, fields)
            took[task].append(time.perf_counter() - began)
    return took


def _waiting(office: Office, case: UUID, task: str) -> UUID:
    with office.begin() as session:
        return session.scalars(select(Task.id).filter_by(case_id=case, name=task)).one()


def main(cases: int) -> None:
    """Print the medians of the submissions."""
    keyring.use(SECRET)
    with offices() as both:
        for name, office in both.items():
            with serving(office) as address:
                for task, found in measure(office, address, cases).items():
                    print(f"{name:10} {task:20} {median(found) * 1000:6.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
