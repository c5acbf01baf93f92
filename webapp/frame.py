"""The frame of every request: one transaction, and inside it first the question who asks."""

from contextlib import AbstractContextManager

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webapp.db import snapshot, transaction
from webapp.session.visitor import admit, note_seen

SAFE = {"GET", "HEAD", "OPTIONS"}
# These open their own transactions: files need none, the log-in must not hold one while it hashes.
UNFRAMED = {"static", "health", "session.log_in", "session.answer_log_in"}


class Webapp(Flask):
    """A view that returns commits; a view that raises (abort included) leaves no trace."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer inside one transaction: reading for GET, writing for all else."""
        if request.endpoint in UNFRAMED:
            g.may_be_kept = request.endpoint == "static"
            return super().dispatch_request()
        with _span():
            admit(request.endpoint)
            answer = super().dispatch_request()
        note_seen()
        return answer


def _span() -> AbstractContextManager[Session]:
    return snapshot() if request.method in SAFE else transaction()
