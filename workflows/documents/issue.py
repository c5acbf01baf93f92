"""Issues a document: checks that nothing mandatory is missing, freezes its facts, numbers it, asks for its paper."""

import hashlib
import secrets
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from workflows import clock, jobs
from workflows.documents.addresses import CHECK_ADDRESS, address_of
from workflows.documents.bureau import bureau
from workflows.documents.catalogue import kind_of
from workflows.documents.kind import DocumentKind, Facts
from workflows.documents.numbers import next_number, number_words
from workflows.documents.versions import template_digest
from workflows.documents.writings import writable
from workflows.errors import DocumentIncomplete, DocumentUnprintable
from workflows.fonts import named, unprintable
from workflows.models import Document
from workflows.register.commit import Commit

RENDER = "render_document"


def issue(session: Session, commit: Commit, case_id: UUID, key: str, facts: Facts) -> Document:
    """Issue a document of a kind on these facts and return it; its paper is rendered after the commit.

    Characters that no font has are written as the house has entered it.

    Raises DocumentIncomplete, naming every mandatory element that is missing, and DocumentUnprintable, naming
    every character that no font has, before a number is taken.
    """
    kind, day, facts = kind_of(key), clock.day_of(commit.at), writable(session, facts)
    if missing := kind.missing(facts):
        raise DocumentIncomplete("、".join(missing))
    refuse_unprintable(kind, facts)
    code = verification_code()
    told = {**facts, CHECK_ADDRESS: address_of(code)}
    frozen: dict[str, Any] = orjson.loads(orjson.dumps(told))
    serial = next_number(session, kind.series, day.year)
    document = Document(
        id=uuid4(),
        case_id=case_id,
        kind=key,
        title=kind.title,
        series=kind.series,
        year=day.year,
        serial=serial,
        number=number_words(bureau().short_name, kind.series, day.year, serial),
        code=code,
        facts=frozen,
        facts_digest=hashlib.sha256(orjson.dumps(frozen, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        template_digest=template_digest(kind.template),
        issued_on=day,
        issued_at=commit.at,
        issued_by_id=commit.actor_id,
    )
    commit.write(session, [document])
    jobs.enqueue(session, RENDER, str(document.id), key=f"{RENDER}:{document.id}")
    return document


def refuse_unprintable(kind: DocumentKind, facts: Facts) -> None:
    """Raise DocumentUnprintable when the paper would carry a character that no font has."""
    wrong = {fact: unprintable(value) for fact, value in facts.items() if kind.declares(fact)}
    told = [f"{kind.label(fact)}中的{named(found)}" for fact, found in wrong.items() if found]
    if told:
        raise DocumentUnprintable(f"字库中没有{'、'.join(told)}，请在“文书→生僻字”登记写法后再提交。")


def verification_code() -> str:
    """Return an unguessable code (64 bits) in four groups, as the paper prints it beside its QR code."""
    digits = secrets.token_hex(8).upper()
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))
