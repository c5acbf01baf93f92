"""Which route is open to whom; a route that is not named here is refused when the application starts."""

from collections.abc import Mapping

from flask import Flask

from forms.choices import DECIDING, Role

Audience = frozenset[Role] | None

NOBODY_NEEDED: Audience = None  # open without log-in
ALL = frozenset(Role)
READERS = frozenset(Role) - {Role.SYSTEM_ADMINISTRATOR}  # administrators do no casework
OFFICERS = READERS - {Role.AUDITOR}  # auditors read, and do nothing
CREDIT = frozenset({Role.CREDIT_SECTION})
SUPERVISORS = frozenset({Role.UNIT_HEAD, Role.APPROVER, Role.CHIEF})
LEADERS = frozenset({Role.APPROVER, Role.CHIEF, Role.PANEL})
RECEIVING = frozenset({Role.WINDOW, Role.CASE_OFFICER})
INVITING = RECEIVING | CREDIT
WATCHING = frozenset({Role.AUDITOR, Role.CHIEF})
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR})

BEFORE_PASSWORD = frozenset({"session.account", "session.change_password", "session.log_out"})
"""What is open to somebody who has to change the password that an administrator gave."""

MATRIX: Mapping[str, Audience] = {
    "static": NOBODY_NEEDED,
    "health": NOBODY_NEEDED,
    "session.log_in": NOBODY_NEEDED,
    "session.answer_log_in": NOBODY_NEEDED,
    "session.log_out": ALL,
    "session.account": ALL,
    "session.change_password": ALL,
    "session.end_other": ALL,
    "home": ALL,
    "check.ask": NOBODY_NEEDED,
    "check.show": NOBODY_NEEDED,
    "inbox.index": OFFICERS,
    "inbox.claim": OFFICERS,
    "inbox.release": OFFICERS,
    "inbox.show": OFFICERS,
    "inbox.answer": OFFICERS,
    "inbox.preview": OFFICERS,
    "inbox.ask_colleague": OFFICERS,
    "inbox.reassign": frozenset({Role.UNIT_HEAD}),
    "approvals.index": DECIDING,
    "second_officers.index": OFFICERS,
    "second_officers.state": OFFICERS,
    "second_officers.answer": OFFICERS,
    "second_officers.ask_again": OFFICERS,
    "leads.index": READERS,
    "leads.new": OFFICERS,
    "leads.register": OFFICERS,
    "leads.show": READERS,
    "leads.ask": OFFICERS,
    "leads.deal_with": OFFICERS,
    "supervision.index": SUPERVISORS,
    "supervision.answer": SUPERVISORS,
    "attachments.stage_files": OFFICERS,
    "attachments.download": READERS,
    "cases.show": READERS,
    "acts.ask": OFFICERS,
    "acts.send": OFFICERS,
    "acts.show": READERS,
    "acts.decide": DECIDING,
    "acts.drop": OFFICERS,
    "acts.suspended": READERS,
    "cases.recuse": LEADERS | {Role.HEARING_HOST},
    "cases.start": OFFICERS,
    "cases.open_cases": OFFICERS,
    "cases.start_about": OFFICERS,
    "cases.open_case": OFFICERS,
    "entities.search": READERS,
    "entities.new": INVITING,
    "entities.enter": INVITING,
    "entities.show": READERS,
    "entities.known": READERS,
    "entities.ask_withdrawal": CREDIT,
    "entities.withdraw": CREDIT,
    "entities.ask_restoring": CREDIT,
    "entities.restore": CREDIT,
    "entities.ask_change": CREDIT,
    "entities.change": CREDIT,
    "entities.outreach": INVITING,
    "imports.index": CREDIT,
    "imports.upload": CREDIT,
    "imports.show": CREDIT,
    "imports.map_titles": CREDIT,
    "imports.progress": CREDIT,
    "imports.rejects": CREDIT,
    "consultations.index": WATCHING,
    "consultations.state_for_case": OFFICERS,
    "consultations.state_for_entity": OFFICERS,
    "documents.index": READERS,
    "documents.show": READERS,
    "documents.paper": READERS,
    "documents.characters": READERS,
    "documents.enter_character": OFFICERS,
    "documents.correct": frozenset({Role.APPROVER, Role.CHIEF}),
    "troubles.index": ADMINISTRATORS,
    "troubles.retry": ADMINISTRATORS,
    "people.index": ADMINISTRATORS,
    "people.change_post": ADMINISTRATORS,
    "people.delegate": ADMINISTRATORS,
    "people.end_delegation": ADMINISTRATORS,
    "people.answer_appointment": ADMINISTRATORS,
    "people.show": ADMINISTRATORS,
    "people.change_account": ADMINISTRATORS,
    "people.certify": ADMINISTRATORS,
    "people.take_back": ADMINISTRATORS,
    "law.index": ALL,
    "law.show_clocks": ALL,
    "law.show_table": ALL,
    "law.ask": ALL,
    "law.show_parameters": ALL,
    "law.show_parameter": ALL,
    "law.set_parameter": ADMINISTRATORS,
    "law.show_calendar": ALL,
    "law.preview_calendar": ADMINISTRATORS,
    "law.import_calendar": ADMINISTRATORS,
    "law.show_statutes": ALL,
    "law.show_unconfirmed": ALL,
}


class RouteUnguarded(RuntimeError):
    """A route is named in no row of the access matrix, or the matrix names a route that does not exist."""


def demand_complete(app: Flask) -> None:
    """Raise RouteUnguarded unless matrix and routes name each other exactly."""
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    if odd := routes ^ MATRIX.keys():
        raise RouteUnguarded("、".join(sorted(odd)))
