"""Messages to other systems (§3.7): a row in the transaction that causes them, delivered after it."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from forms.choices import MessageState
from workflows import jobs
from workflows.models import CreditRecord, SharedMessage
from workflows.register.commit import Commit

DELIVER = "deliver_message"
CREDIT_CHINA = "credit_china"
PLATFORM = "platform"
PUBLICITY_SYSTEM = "publicity_system"
STATUS = "REPAIR_STATUS"
PUBLISH = "PENALTY_PUBLISH"
PUSH_OUT = "PENALTY_PUSH_OUT"
ASSIST = "ASSIST_END_PUBLICITY"
RECTIFICATION_RESULT = "RECTIFICATION_RESULT"


def share(
    session: Session,
    commit: Commit,
    record: CreditRecord,
    kind: str,
    recipient: str,
    payload: Mapping[str, Any],
    case_id: UUID | None = None,
) -> SharedMessage:
    """Write a message about a record to one recipient and ask for its delivery; nothing on the wire is deleted."""
    content = {"kind": kind, "record_key": record_key(record), "title": record.title, **payload}
    plain: dict[str, Any] = orjson.loads(orjson.dumps(content))
    message = SharedMessage(
        id=uuid4(),
        recipient=recipient,
        kind=kind,
        record_id=record.id,
        case_id=case_id,
        payload=plain,
        payload_digest=hashlib.sha256(orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        state=MessageState.WAITING,
        created_at=commit.at,
        commit_id=commit.id,
    )
    session.add(message)
    jobs.enqueue(session, DELIVER, str(message.id), key=f"{DELIVER}:{message.id}")
    return message


def record_key(record: CreditRecord) -> str:
    """Return the key of a record between systems: the document number, the party and the authority (V-8)."""
    penalty = record.penalty
    if penalty is None:
        return f"{record.kind}:{record.id}"
    return f"{penalty.document_number}|{record.entity.party_key}|{penalty.authority_code}"
