"""`flask user …`: disables and enables accounts, resets passwords, ends log-ins, enters certificates."""

from collections.abc import Callable
from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from webapp.cli.people import DAY, id_of, refuse, told, user_group
from webapp.db import transaction
from webapp.session import passwords
from workflows.casework import accounts
from workflows.casework.accounts import Certificate, Order

__all__ = ["user_group"]

REASON = click.option("--reason", required=True, help="事由，留在变更记录中")


DEEDS = (
    ("disable", accounts.disable, "停用账号：立即不能登录，领取的待办退回科室。", "已停用 {}。"),
    ("enable", accounts.enable, "恢复停用的账号，岗位与停用以前相同。", "已恢复 {}。"),
    ("end-logins", accounts.end_logins, "结束一个账号的全部登录。", "已结束 {} 的全部登录。"),
)


def _add_deed(name: str, act: Callable[[Session, int, Order], None], about: str, done: str) -> None:
    @user_group.command(name, help=about)
    @click.argument("username")
    @REASON
    @with_appcontext
    def deed(username: str, reason: str) -> None:
        with told(), transaction() as session:
            act(session, id_of(session, username), Order(None, reason))
        click.echo(done.format(username))


for one in DEEDS:
    _add_deed(*one)


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
