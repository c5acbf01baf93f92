"""Runs the checks, each in its turn, over what one session sees."""

from collections.abc import Collection, Iterator, Mapping
from traceback import clear_frames

from sqlalchemy.orm import Session

from workflows.audit import (
    agreements,
    answers,
    calendars,
    called,
    chain,
    clocks,
    commits,
    decisions,
    definitions,
    dependants,
    firings,
    joins,
    leads,
    life,
    links,
    numbers,
    pairs,
    papers,
    parties,
    people,
    queue,
    records,
    reminding,
    roles,
    served,
    services,
    showing,
    states,
    steps,
    suspensions,
    told,
    versions,
    weighing,
    witnessed,
    wordings,
)
from workflows.audit.finding import Check, Finding
from workflows.audit.promises import PROMISES

CHECKS: Mapping[Check, frozenset[str]] = {
    steps.check_entries: frozenset({"B1.1"}),
    commits.check: frozenset({"B1.2"}),
    steps.check_sequence: frozenset({"B1.3"}),
    steps.check_instants: frozenset({"B4.5"}),
    states.check: frozenset({"B1.4", "B1.8", "B8.3"}),
    answers.check: frozenset({"B1.6"}),
    leads.check: frozenset({"B1.9"}),
    links.check: frozenset({"B1.10"}),
    told.check: frozenset({"B1.11"}),
    records.check: frozenset({"B2.1"}),
    weighing.check: frozenset({"B2.2"}),
    showing.check: frozenset({"B2.3"}),
    dependants.check: frozenset({"B2.4"}),
    parties.check: frozenset({"B2.5"}),
    called.check: frozenset({"B2.5"}),
    life.check_rows: frozenset({"B2.6"}),
    joins.check: frozenset({"B2.7"}),
    versions.check: frozenset({"B2.8"}),
    people.check_parts: frozenset({"B3.1"}),
    pairs.check: frozenset({"B3.2"}),
    people.check_recusals: frozenset({"B3.4"}),
    roles.check: frozenset({"B3.5"}),
    agreements.check: frozenset({"B3.6"}),
    firings.check_ends: frozenset({"B4.1"}),
    firings.check_instants: frozenset({"B4.2"}),
    firings.check_order: frozenset({"B4.4"}),
    clocks.check: frozenset({"B4.3"}),
    calendars.check: frozenset({"B4.6"}),
    reminding.check: frozenset({"B4.7"}),
    suspensions.check: frozenset({"B4.8"}),
    numbers.check: frozenset({"B5.1"}),
    papers.check: frozenset({"B5.2"}),
    services.check: frozenset({"B5.4"}),
    queue.check: frozenset({"B5.5"}),
    chain.check: frozenset({"B6.1"}),
    decisions.check: frozenset({"B6.1"}),
    witnessed.check: frozenset({"B6.6"}),
    definitions.check: frozenset({"B8.1"}),
    wordings.check: frozenset({"B8.1"}),
    served.check: frozenset({"B8.4"}),
}


def verify(session: Session, promises: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield every broken promise (of those named, or of all) in what the session sees; nothing is written.

    The session should hold one snapshot of the database, so that work going on meanwhile is not taken
    for a fault. Raises KeyError for a promise that is not checked here; B6.2 needs the folder of the
    exported heads and is checked by `check_heads`.
    """
    wanted = frozenset(PROMISES if promises is None else promises)
    if unknown := wanted - PROMISES.keys():
        raise KeyError(*sorted(unknown))
    for check, checked in CHECKS.items():
        if checked & wanted:
            yield from (finding for finding in fenced(check, checked, session) if finding.promise in wanted)


def fenced(check: Check, checked: frozenset[str], session: Session) -> Iterator[Finding]:
    """Yield what a check finds; that it broke on a row that it cannot read is a finding too, and the others go on."""
    try:
        with session.begin_nested():
            yield from let_go(check(session))
    except Exception as fault:  # whatever breaks a check, the checks after it must be carried out
        named = f"{check.__module__.rpartition('.')[2]}.{check.__name__}"
        words = f"这项核对没有做完，数据中有读不出的内容（{type(fault).__name__}：{fault}）。"
        yield from (Finding(promise, "audit", named, words) for promise in sorted(checked))


def let_go(found: Iterator[Finding]) -> Iterator[Finding]:
    """Yield findings; should the check break, let go of what it was reading before its savepoint is taken back."""
    try:
        yield from found
    except Exception as fault:
        clear_frames(fault.__traceback__)
        raise
