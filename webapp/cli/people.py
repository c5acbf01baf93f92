"""`flask user add`: an account for a real officer."""

from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import Role
from webapp.db import transaction
from webapp.session import passwords
from workflows import clock
from workflows.models import Department, Officer, RoleGrant

ROLES = [str(role) for role in Role]


@click.group("user")
def user_group() -> None:
    """账号。"""


@user_group.command("add")
@click.argument("username")
@click.option("--name", required=True, help="姓名")
@click.option("--employee-number", required=True, help="工号，一人一号")
@click.option("--department", required=True, help="科室代码（见 flask seed）")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="岗位，可重复")
@click.option("--certificate", help="执法证号")
@click.option("--certificate-until", type=click.DateTime(["%Y-%m-%d"]), help="执法证有效期至")
@click.password_option(prompt="密码", confirmation_prompt="再输入一次")
@with_appcontext
def add(username: str, password: str, roles: tuple[str, ...], **facts: object) -> None:
    """新建一个账号，并询问密码。"""
    _refuse(passwords.faults(password, username) + _mixed(roles))
    with transaction() as session:
        _refuse(_taken(session, username))
        officer = _officer(session, username, password, facts)
        session.add(officer)
        session.flush()
        session.add_all(RoleGrant(officer_id=officer.id, role=role, granted_at=clock.now()) for role in roles)
    click.echo(f"已新建账号 {username}。")


def _officer(session: Session, username: str, password: str, facts: dict[str, object]) -> Officer:
    code, until = facts["department"], facts["certificate_until"]
    department = session.scalar(select(Department).where(Department.code == code))
    if department is None:
        known = "、".join(session.scalars(select(Department.code)))
        raise click.ClickException(f"没有代码为 {code} 的科室，现有：{known}。")
    return Officer(
        username=username,
        name=facts["name"],
        employee_number=facts["employee_number"],
        password_hash=passwords.hashed(password),
        department_id=department.id,
        certificate_number=facts["certificate"],
        certificate_until=until.date() if isinstance(until, datetime) else None,
    )


def _taken(session: Session, username: str) -> list[str]:
    found = session.scalar(select(Officer.id).where(Officer.username == username))
    return [f"用户名 {username} 已有人使用。"] if found else []


def _mixed(roles: tuple[str, ...]) -> list[str]:
    """An administrator does no casework: who keeps the system must not decide in it."""
    mixed = Role.SYSTEM_ADMINISTRATOR in roles and len(roles) > 1
    return ["系统管理员不能同时担任办案岗位。"] if mixed else []


def _refuse(faults: list[str]) -> None:
    if faults:
        raise click.ClickException("".join(faults))
