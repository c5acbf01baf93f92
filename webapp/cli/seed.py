"""`flask seed`: the sections of the bureau, and for a demo one officer a role."""

from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import AccountEvent, PostChange
from webapp.db import transaction
from webapp.demonstration import DEMO_PASSWORD, DEPARTMENTS, PEOPLE, Person
from webapp.session.passwords import hashed
from workflows import clock
from workflows.casework import accounts, appointments
from workflows.models import Department, Officer


@click.command("seed")
@with_appcontext
def seed_command() -> None:
    """写入本局科室；演示环境还写入每个岗位的演示人员。已有的不改动。"""
    with transaction() as session:
        departments = add_departments(session)
        people = add_people(session, departments) if current_app.config["ON_SAMPLE_SECRET"] else 0
    click.echo(f"科室 {len(departments)} 个；新增演示人员 {people} 名。")


def add_departments(session: Session) -> dict[str, Department]:
    """Add the sections that are missing; return all by code."""
    known = {department.code: department for department in session.scalars(select(Department))}
    for code, name in DEPARTMENTS.items():
        if code not in known:
            known[code] = Department(code=code, name=name)
            session.add(known[code])
    session.flush()
    return known


def add_people(session: Session, departments: dict[str, Department]) -> int:
    """Add the demo's officers that are missing; return how many."""
    known = set(session.scalars(select(Officer.username)))
    missing = [person for person in PEOPLE if person.username not in known]
    for person in missing:
        _add(session, person, departments[person.department])
    return len(missing)


def _add(session: Session, person: Person, department: Department) -> None:
    number = 1 + [one.username for one in PEOPLE].index(person.username)
    officer = Officer(
        username=person.username,
        employee_number=f"230300{number:04}",
        name=person.name,
        password_hash=hashed(DEMO_PASSWORD),
        department_id=department.id,
        certificate_number=f"08030{number:05}",
        certificate_until=clock.today() + timedelta(days=2 * 366),
        legal_qualification=person.legal_qualification,
    )
    session.add(officer)
    session.flush()
    accounts.note(session, officer.id, AccountEvent.OPENED, accounts.Order(None))
    for role in person.roles:
        wanted = appointments.Wanted(officer_id=officer.id, role=role, change=PostChange.GRANT, reason="演示")
        appointments.ask(session, wanted, None)
