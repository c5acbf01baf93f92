"""`flask user …`: accounts for real officers, their posts, and who acts in whose place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import AccountEvent, PostChange, Role
from webapp.db import transaction
from webapp.session import passwords
from workflows.casework import accounts, appointments, posts
from workflows.errors import CaseworkError
from workflows.models import Department, Officer

ROLES = [str(role) for role in Role]
DAY = click.DateTime(["%Y-%m-%d"])


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
@click.option("--certificate-until", type=DAY, help="执法证有效期至")
@click.option("--legal-qualification", help="法律职业资格证书号，初次从事法制审核的必须有")
@click.option("--legal-reviewer-since", type=DAY, help="何时开始从事法制审核")
@click.password_option(prompt="密码", confirmation_prompt="再输入一次")
@with_appcontext
def add(username: str, password: str, roles: tuple[str, ...], **facts: object) -> None:
    """新建一个账号，并询问密码。"""
    refuse(passwords.faults(password, username) + _mixed(roles))
    with transaction() as session:
        refuse(_taken(session, username))
        officer = _officer(session, username, password, facts)
        session.add(officer)
        session.flush()
        accounts.note(session, officer.id, AccountEvent.OPENED, accounts.Order(None))
        for role in roles:
            _appoint(session, officer.id, Role(role), PostChange.GRANT, "开通账号")
    click.echo(f"已新建账号 {username}。")


@user_group.command("grant")
@click.argument("username")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--reason", required=True, help="事由，如任免文件的文号")
@with_appcontext
def grant(username: str, role: str, reason: str) -> None:
    """担任一个岗位，自现在起。"""
    _change(PostChange.GRANT, username, role, reason)
    click.echo(f"{username} 自现在起担任{Role(role).label}。")


@user_group.command("revoke")
@click.argument("username")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--reason", required=True, help="事由，如任免文件的文号")
@with_appcontext
def revoke(username: str, role: str, reason: str) -> None:
    """不再担任一个岗位，自现在起；在办案件中已担任的职责不变。"""
    _change(PostChange.REVOKE, username, role, reason)
    click.echo(f"{username} 自现在起不再担任{Role(role).label}。")


@user_group.command("qualify")
@click.argument("username")
@click.option("--legal-qualification", required=True, help="法律职业资格证书号")
@click.option("--reason", required=True, help="事由，留在变更记录中")
@with_appcontext
def qualify(username: str, legal_qualification: str, reason: str) -> None:
    """登记法律职业资格，初次从事法制审核的必须有。"""
    with told(), transaction() as session:
        order = accounts.Order(None, reason)
        accounts.qualify(session, id_of(session, username), legal_qualification, order)
    click.echo(f"已登记 {username} 的法律职业资格。")


@user_group.command("delegate")
@click.argument("username")
@click.argument("delegate")
@click.option("--role", required=True, type=click.Choice(ROLES), help="代行的岗位")
@click.option("--from", "from_day", required=True, type=DAY, help="第一日")
@click.option("--until", "until_day", required=True, type=DAY, help="最后一日")
@click.option("--reason", required=True, help="事由")
@with_appcontext
def delegate(username: str, delegate: str, role: str, reason: str, **days: datetime) -> None:
    """由 DELEGATE 在一段时间里代行 USERNAME 的岗位。"""
    with told(), transaction() as session:
        lending = posts.Lending(
            officer_id=id_of(session, username),
            delegate_id=id_of(session, delegate),
            role=Role(role),
            reason=reason,
            **{name: day.date() for name, day in days.items()},
        )
        row = posts.delegate(session, lending, None)
        click.echo(f"已登记第 {row.id} 项代行：{delegate} 代 {username}（{Role(role).label}）。")


@user_group.command("end-delegation")
@click.argument("delegation", type=int)
@click.option("--reason", required=True, help="事由")
@with_appcontext
def end_delegation(delegation: int, reason: str) -> None:
    """提前结束一项代行。"""
    with told(), transaction() as session:
        posts.end_delegation(session, delegation, reason, None)
    click.echo(f"第 {delegation} 项代行已结束。")


def _change(change: PostChange, username: str, role: str, reason: str) -> None:
    with told(), transaction() as session:
        _appoint(session, id_of(session, username), Role(role), change, reason)


def _appoint(session: Session, officer_id: int, role: Role, change: PostChange, reason: str) -> None:
    wanted = appointments.Wanted(officer_id=officer_id, role=role, change=change, reason=reason)
    appointments.ask(session, wanted, None)


def id_of(session: Session, username: str) -> int:
    found = session.scalar(select(Officer.id).where(Officer.username == username))
    if found is None:
        raise click.ClickException(f"没有用户名 {username}。")
    return found


@contextmanager
def told() -> Iterator[None]:
    """Say what stands against a change in a sentence."""
    try:
        yield
    except CaseworkError as refused:
        raise click.ClickException(str(refused)) from refused


def _officer(session: Session, username: str, password: str, facts: dict[str, object]) -> Officer:
    code = facts["department"]
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
        certificate_until=_day(facts["certificate_until"]),
        legal_qualification=facts["legal_qualification"],
        legal_reviewer_since=_day(facts["legal_reviewer_since"]),
    )


def _day(given: object) -> date | None:
    return given.date() if isinstance(given, datetime) else None


def _taken(session: Session, username: str) -> list[str]:
    found = session.scalar(select(Officer.id).where(Officer.username == username))
    return [f"用户名 {username} 已有人使用。"] if found else []


def _mixed(roles: tuple[str, ...]) -> list[str]:
    """Who keeps the system must not decide in it, and who audits must do neither."""
    mixed = posts.APART & {*roles} and len(roles) > 1
    return ["系统管理员和监督审计不能同时担任其他岗位。"] if mixed else []


def refuse(faults: list[str]) -> None:
    if faults:
        raise click.ClickException("".join(faults))
