"""The printing child: reads pages from its input, writes PDFs to its output, under limits, fetching nothing.

Run as `python -m workflows.documents.rendering`; the press is the only one that starts it.
A page that breaks the renderer ends this process; the press takes that as its answer.
"""

import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

STYLE = Path(__file__).with_name("templates") / "style.css"
_NO_GLYPH = ".notdef"
# With a base, a relative address too reaches the fetcher and is refused instead of being dropped.
_BASE = "https://nowhere.invalid/"


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # the library ships no types
    """Refuses every address and remembers that it was asked: a paper never needs anything from outside."""

    def __init__(self) -> None:
        """Begin with no refusals."""
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> None:
        """Refuse. Raises FatalURLFetchingError, which the renderer does not swallow."""
        self.refused.append(url)
        raise FatalURLFetchingError(url)


class Warnings(logging.Handler):
    """Keeps what the renderer complains about, so that nothing is lost without a word."""

    def __init__(self) -> None:
        """Begin with no complaints."""
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.unprintable: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint, and the character it is about when no font has it."""
        self.messages.append(record.getMessage())
        if _NO_GLYPH in str(record.msg) and isinstance(record.args, tuple):
            self.unprintable.append(str(record.args[0]))

    def clear(self) -> None:
        """Forget the complaints about the page before."""
        self.messages, self.unprintable = [], []


class Renderer:
    """One font configuration and one parsed style sheet, used for every page this process prints."""

    def __init__(self) -> None:
        """Parse the style and listen to the library."""
        self._fonts = FontConfiguration()
        self._style = CSS(
            string=STYLE.read_text("utf-8"), font_config=self._fonts, url_fetcher=ClosedFetcher()
        )
        self._warnings = Warnings()
        logger = logging.getLogger("weasyprint")
        logger.handlers[:] = [self._warnings]

    def render(self, html: str) -> tuple[dict[str, Any], bytes]:
        """Return the PDF, if any, and a report: its size, refused addresses, missing characters, warnings."""
        fetcher = ClosedFetcher()
        self._warnings.clear()
        try:
            pdf = self._write(html, fetcher)
        except FatalURLFetchingError:
            pdf = b""
        unprintable = sorted(set(self._warnings.unprintable))
        pdf = b"" if fetcher.refused or unprintable else pdf
        report = {"refused": fetcher.refused, "unprintable": unprintable, "warnings": self._warnings.messages}
        return {"size": len(pdf), **report}, pdf

    def _write(self, html: str, fetcher: ClosedFetcher) -> bytes:
        document = HTML(string=html, base_url=_BASE, url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/a-3u"
        )
        return pdf


def limit(memory: int, seconds: int) -> None:
    """Cap our address space (bytes) and, from now on, our CPU time (seconds); leave no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def work(requests: BinaryIO, answers: BinaryIO) -> None:
    """Print page after page until the press closes our input."""
    renderer = Renderer()
    for line in requests:
        request = json.loads(line)
        limit(request["memory"], request["cpu_seconds"])
        report, pdf = renderer.render(request["html"])
        answers.write(json.dumps(report).encode() + b"\n" + pdf)
        answers.flush()


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
