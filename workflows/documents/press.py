"""The PDF press: prints pages in a child process that is limited, watched and replaced when it fails."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any

from workflows.errors import DocumentUnprintable, RenderingFailed
from workflows.fonts import environment

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Limits:
    """What one page may cost: seconds by the clock and of CPU, bytes of memory and of PDF; pages a child."""

    seconds: float = 30
    cpu_seconds: int = 30
    memory: int = 1 << 30
    size: int = 32 << 20
    pages: int = 100


class Press:
    """One child at a time; threads wait for one another, because the renderer gains nothing from threads."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Prepare a press; its child is started with the first page."""
        self.limits = limits or Limits()
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._printed = 0

    def print_pdf(self, html: str) -> bytes:
        """Return the page as PDF/A-3u; the same page gives the same bytes.

        Raises RenderingFailed when a limit is passed or the renderer breaks, and DocumentUnprintable (a kind
        of DocumentIncomplete) when the page asks for something from outside or no font has a character of it.
        """
        with self._lock:
            child = self._ready_child()
            report, pdf = self._exchange(child, html)
        for warning in report["warnings"]:
            _log.warning("%s", warning)
        _check(report)
        return pdf

    def close(self) -> None:
        """Let the child go; the next page starts another."""
        with self._lock:
            self._discard()

    def forget(self) -> None:
        """Leave a child that belongs to the process we were forked from."""
        self._lock = Lock()
        self._child = None

    def _ready_child(self) -> subprocess.Popen[bytes]:
        worn_out = self._printed >= self.limits.pages
        if self._child is None or worn_out or self._child.poll() is not None:
            self._discard()
            self._child = _start_child()
        self._printed += 1
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], html: str) -> tuple[dict[str, Any], bytes]:
        watch = Timer(self.limits.seconds, child.kill)
        watch.start()
        try:
            return self._ask(child, html)
        except (OSError, EOFError) as broken:
            self._discard()
            raise RenderingFailed from broken
        finally:
            watch.cancel()

    def _ask(self, child: subprocess.Popen[bytes], html: str) -> tuple[dict[str, Any], bytes]:
        requests, answers = _pipes(child)
        request = {"html": html, "memory": self.limits.memory, "cpu_seconds": self.limits.cpu_seconds}
        requests.write(json.dumps(request).encode() + b"\n")
        requests.flush()
        line = answers.readline()
        if not line:
            raise EOFError("the printing child ended without an answer")
        report = json.loads(line)
        if report["size"] > self.limits.size:
            raise EOFError("the PDF is larger than a document may be")
        return report, _read(answers, report["size"])

    def _discard(self) -> None:
        child, self._child, self._printed = self._child, None, 0
        if child is not None:
            child.kill()
            for pipe in _pipes(child):
                _close(pipe)
            child.wait()


def _start_child() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "workflows.documents.rendering"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
        env=environment(os.environ),
        start_new_session=True,
    )


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise EOFError("the printing child was started without pipes")
    return child.stdin, child.stdout


def _read(answers: IO[bytes], size: int) -> bytes:
    pdf = answers.read(size)
    if len(pdf) < size:
        raise EOFError("the printing child ended in the middle of its answer")
    return pdf


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        _log.info("the printing child was gone before it had read its page")


def _check(report: Mapping[str, Any]) -> None:
    if report["refused"]:
        raise DocumentUnprintable(f"引用了外部内容{len(report['refused'])}处。")
    if report["unprintable"]:
        raise DocumentUnprintable(f"字库中没有{'、'.join(report['unprintable'])}。")


_press = Press()
os.register_at_fork(after_in_child=_press.forget)


def use(limits: Limits) -> None:
    """Take the installation's limits for printing; called once when the application starts."""
    _press.limits = limits


def print_pdf(html: str) -> bytes:
    """Return a page as PDF/A-3u, printed by this process's one press. Raises as Press.print_pdf does."""
    return _press.print_pdf(html)


def close() -> None:
    """Let this process's printing child go; the next page starts another."""
    _press.close()
