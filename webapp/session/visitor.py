"""Who is asking: the officer behind the log-in, as the pages and the doors know officers."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g
from flask_login import LoginManager, current_user

from forms.choices import Role
from webapp import access
from webapp.db import db, transaction
from webapp.session import logins
from workflows.casework import Actor, actor_of
from workflows.errors import NotAllowed


class LogInFirst(Exception):
    """请先登录。您的登录可能已经结束，或者已在别处退出。"""


class ChangePasswordFirst(Exception):
    """您的密码由系统管理员重置，请先更改密码。"""


@dataclass(frozen=True)
class Visitor:
    """A logged-in officer; Flask-Login keeps the token in the browser's signed cookie."""

    token: str
    token_digest: str
    actor: Actor
    username: str
    department_name: str
    must_change_password: bool = False
    """Whether the password was given by an administrator, and nothing else is open before it is changed."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what the browser keeps."""
        return self.token

    def may(self, endpoint: str) -> bool:
        """Say whether a route is open to this officer."""
        audience = access.MATRIX[endpoint]
        return audience is None or bool(audience & self.actor.roles)

    @property
    def role_words(self) -> str:
        """The officer's roles in words."""
        return "、".join(role.label for role in Role if role in self.actor.roles)


def init_app(app: Flask) -> None:
    """Let Flask-Login find visitors by their token."""
    # No template asks for the user: an error page must not, least of all when the database is away.
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None  # a log-in is bound to its row, not to a changing address
    manager.user_loader(find_visitor)


def find_visitor(token: str) -> Visitor | None:
    """Return the visitor of a token, or None when the log-in does not count any more."""
    session = db.session()
    login = logins.find_login(session, token, current_app.config["SESSION_IDLE"])
    if login is None:
        return None
    if logins.due_to_be_seen(login):
        g.seen = login.token_digest
    officer = login.officer
    actor = actor_of(session, officer.id)
    own = officer.username, officer.department.name, officer.password_temporary
    return Visitor(token, login.token_digest, actor, *own)


def visitor() -> Visitor:
    """Return who is asking. Raises LogInFirst when nobody is logged in."""
    if not current_user.is_authenticated:
        raise LogInFirst
    return cast("Visitor", current_user._get_current_object())


def current_actor() -> Actor:
    """Return the logged-in officer, with the roles held when this request began."""
    return visitor().actor


def admit(endpoint: str | None) -> None:
    """Let the request pass, or raise LogInFirst, ChangePasswordFirst or NotAllowed.

    An unknown address is shown to nobody.
    """
    audience = access.ALL if endpoint is None else access.MATRIX[endpoint]
    if audience is None:
        return
    if visitor().must_change_password and endpoint not in access.BEFORE_PASSWORD:
        raise ChangePasswordFirst
    if not audience & visitor().actor.roles:
        raise NotAllowed


def note_seen() -> None:
    """Note that the log-in is in use, at most once a minute, after the request's own transaction."""
    if digest := g.pop("seen", None):
        with transaction() as session:
            logins.note_seen(session, digest)
