"""`flask user …`: disables and enables accounts, resets passwords, ends log-ins, enters certificates."""

from datetime import datetime

import click
from flask.cli import with_appcontext

from webapp.cli.people import DAY, id_of, refuse, told, user_group
from webapp.db import transaction
from webapp.session import passwords
from workflows.casework import accounts
from workflows.casework.accounts import Certificate, Order

__all__ = ["user_group"]

REASON = click.option("--reason", required=True, help="事由，留在变更记录中")


@user_group.command("disable")
@click.argument("username")
@REASON
@with_appcontext
def disable(username: str, reason: str) -> None:
    """停用账号：立即不能登录，领取的待办退回科室。"""
    with told(), transaction() as session:
        accounts.disable(session, id_of(session, username), Order(None, reason))
    click.echo(f"已停用 {username}。")


@user_group.command("enable")
@click.argument("username")
@REASON
@with_appcontext
def enable(username: str, reason: str) -> None:
    """恢复停用的账号，岗位与停用以前相同。"""
    with told(), transaction() as session:
        accounts.enable(session, id_of(session, username), Order(None, reason))
    click.echo(f"已恢复 {username}。")


@user_group.command("end-logins")
@click.argument("username")
@REASON
@with_appcontext
def end_logins(username: str, reason: str) -> None:
    """结束一个账号的全部登录。"""
    with told(), transaction() as session:
        accounts.end_logins(session, id_of(session, username), Order(None, reason))
    click.echo(f"已结束 {username} 的全部登录。")


@user_group.command("reset-password")
@click.argument("username")
@REASON
@click.password_option(prompt="新密码", confirmation_prompt="再输入一次")
@with_appcontext
def reset_password(username: str, reason: str, password: str) -> None:
    """重置密码：本人登录后须先更改。"""
    refuse(passwords.faults(password, username))
    with told(), transaction() as session:
        kept = passwords.hashed(password)
        accounts.reset_password(session, id_of(session, username), kept, Order(None, reason))
    click.echo(f"已重置 {username} 的密码，本人登录后须先更改。")


@user_group.command("certify")
@click.argument("username")
@click.option("--number", required=True, help="执法证号")
@click.option("--until", required=True, type=DAY, help="有效期至")
@with_appcontext
def certify(username: str, number: str, until: datetime) -> None:
    """登记或者换发执法证；没有有效执法证的人员不能参加调查、送达。"""
    with told(), transaction() as session:
        certificate = Certificate(number, until.date())
        accounts.certify(session, id_of(session, username), certificate, Order(None))
    click.echo(f"已登记 {username} 的执法证。")
