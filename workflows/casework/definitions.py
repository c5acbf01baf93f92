"""Which open cases run under which diagrams, where they wait, and what this release lacks for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows.catalog import catalog, lacking, title_of
from workflows.engine import process_from_source
from workflows.errors import DiagramRefused, NotFound, ReleaseStrands
from workflows.models import Case, Definition, Task

MOST_NAMED = 20
"""Cases that a refusal names one by one; of more it says the number."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """The open cases under one definition."""

    process_key: str
    title: str
    digest: str
    since: datetime
    cases: int
    waiting: Mapping[str, int]
    """How many open tasks there are, by title and name."""
    current: bool
    lacks: Sequence[str]


def running(session: Session) -> list[Running]:
    """Return every definition under which a case is open, by procedure, the oldest first."""
    counted = select(Definition.digest, Definition.process_key, Definition.stored_at, func.count(Case.id))
    open_cases = counted.join(Case, Case.definition_digest == Definition.digest).where(_OPEN)
    grouped = open_cases.group_by(Definition.digest, Definition.process_key, Definition.stored_at)
    rows = session.execute(grouped.order_by(Definition.process_key, Definition.stored_at)).all()
    waiting = _waiting(session)
    return [
        Running(
            process_key=key,
            title=title_of(key),
            digest=digest,
            since=since,
            cases=cases,
            waiting=waiting.get(digest, {}),
            current=_is_current(key, digest),
            lacks=_lacks(session, key, digest),
        )
        for digest, key, since, cases in rows
    ]


def refuse_stranding(session: Session) -> None:
    """Raise ReleaseStrands when an open case may come to need what this release does not have.

    The error names the cases, where they wait, what is missing, and what can be done.
    """
    stranded = [one for one in running(session) if one.lacks]
    if stranded:
        raise ReleaseStrands("\n" + "\n".join(line for one in stranded for line in _told(session, one)))


_OPEN = Case.closed_at.is_(None)


def _waiting(session: Session) -> Mapping[str, dict[str, int]]:
    place = Case.definition_digest, Task.process_key, Task.name
    tasks = select(*place, func.min(Task.title), func.count(Task.id)).join(Task, Task.case_id == Case.id)
    found: dict[str, dict[str, int]] = {}
    for digest, key, name, title, number in session.execute(tasks.group_by(*place)):
        found.setdefault(digest, {})[f"{title.partition('：')[0]}（{key}/{name}）"] = number
    return found


def _is_current(key: str, digest: str) -> bool:
    today = catalog().get(key)
    return today is not None and today.process.digest == digest


def _lacks(session: Session, key: str, digest: str) -> list[str]:
    """Return what is missing for a definition; today's was looked at when the catalogue was read."""
    if _is_current(key, digest):
        return []
    try:
        source = session.get_one(Definition, digest).source
        return list(dict.fromkeys(lacking(process_from_source(source))))
    except DiagramRefused as refused:
        return [str(refused)]


def _told(session: Session, one: Running) -> Iterator[str]:
    yield f"{one.title}（{one.process_key}）流程图 {one.digest[:12]}，在办 {one.cases} 件："
    yield from (f"  {words}" for words in _named(session, one.digest))
    if one.cases > MOST_NAMED:
        yield f"  等共 {one.cases} 件"
    yield from (f"  缺少：{lack}" for lack in one.lacks)
    place = f"workflows/processes/{one.process_key}/earlier/<名称>/"
    yield f"  办法：flask definitions diagram {one.digest[:12]} > {place}process.bpmn，旧的表单、步骤放在旁边；"
    yield "  或者 flask definitions move 案号 --try 试着移到新流程图。见 docs/decisions/013。"


def _named(session: Session, digest: str) -> Iterator[str]:
    """Yield the cases under a definition with the tasks that wait in them."""
    chosen = select(Case.id, Case.number).where(_OPEN, Case.definition_digest == digest)
    cases = session.execute(chosen.order_by(Case.opened_at).limit(MOST_NAMED)).all()
    tasks = select(Task.case_id, Task.title, Task.name).where(Task.case_id.in_([one.id for one in cases]))
    waits: dict[object, list[str]] = {}
    for case_id, title, name in session.execute(tasks):
        waits.setdefault(case_id, []).append(f"“{title}”（{name}）")
    for case_id, number in cases:
        yield f"{number}  等待{'、'.join(waits.get(case_id, ['期限或消息']))}"


def diagram_of(session: Session, digest: str, key: str = "") -> str:
    """Return a kept diagram by the first digits of its definition's digest: its own, or of a procedure it calls.

    Raises NotFound when there is not exactly one such definition, or it does not call that procedure.
    """
    found = session.scalars(
        select(Definition).where(Definition.digest.startswith(digest, autoescape=True)).limit(2)
    )
    try:
        [definition] = found
        return process_from_source(definition.source).diagrams[key or definition.process_key].canonical
    except (ValueError, KeyError) as missing:
        raise NotFound from missing
