"""Requests that were answered already: the same key and body again get the stored answer (D3, order 1)."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from workflows.casework.actor import Actor
from workflows.errors import SameKeyOtherBody
from workflows.models import AnsweredRequest
from workflows.register.commit import Commit


def body_digest(what: object, submitted: Mapping[str, Any]) -> str:
    """Return the digest of what was asked for and submitted."""
    body = orjson.dumps([str(what), dict(submitted)], option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.sha256(body).hexdigest()


def stored_answer(session: Session, key: UUID, actor: Actor, digest: str) -> dict[str, Any] | None:
    """Return the answer that a request with this key got, if there was one.

    Raises SameKeyOtherBody when the key came with another body or from another officer.
    """
    known = session.get(AnsweredRequest, key)
    if known is None:
        return None
    if (known.body_digest, known.officer_id) != (digest, actor.officer_id):
        raise SameKeyOtherBody
    return known.answer


def keep_answer(
    session: Session, commit: Commit, key: UUID, digest: str, case_id: UUID, answer: Mapping[str, Any]
) -> None:
    """Keep the answer with the commit that made it."""
    kept = AnsweredRequest(
        key=key,
        officer_id=commit.actor_id,
        body_digest=digest,
        case_id=case_id,
        answer=dict(answer),
        at=commit.at,
    )
    commit.write(session, [kept])
