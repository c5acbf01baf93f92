"""What every page is lent: filters for days and instants, the menu of this officer, the bureau's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, g, request

from forms.choices import Choice
from webapp.db import db
from webapp.session.visitor import visitor
from workflows import clock, jobs
from workflows.documents.bureau import bureau

MENU = (
    ("inbox.index", "待办"),
    ("approvals.index", "审核审批"),
    ("leads.index", "线索"),
    ("entities.search", "经营主体"),
    ("entities.outreach", "可申请修复"),
    ("imports.index", "数据导入"),
    ("documents.index", "文书"),
    ("consultations.index", "查阅记录"),
    ("troubles.index", "待处理故障"),
    ("people.index", "人员与岗位"),
    ("law.index", "法规"),
)

# Areas without a line of their own belong to another's.
AREAS = {"acts": "inbox", "cases": "inbox", "second_officers": "inbox", "supervision": "inbox"}


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu."""

    endpoint: str
    title: str
    current: bool


def init_app(app: Flask) -> None:
    """Lend templates the filters and the words."""
    app.jinja_env.filters |= {"day": day, "moment": moment, "sign_number": sign_number, "size": size}
    app.jinja_env.globals |= {
        "bureau_name": bureau().name,
        "demo": app.config["PROFILE"] == "demo",
        "menu": menu,
        "today": clock.today,
        "worker_lives": worker_lives,
        "word": word,
    }
    app.context_processor(_lent)


def day(value: date | None) -> str:
    """Return a day as 2026年11月23日, or a dash."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "—"


def moment(value: datetime | None) -> str:
    """Return an instant as Shanghai time to the minute, or a dash."""
    return value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M") if value else "—"


def sign_number(character: str) -> str:
    """Return a character's number, because who cannot see it must still find it."""
    return f"U+{ord(character):04X}"


def size(octets: int) -> str:
    """Return a file's size in KB or MB."""
    mebibyte = 1024 * 1024
    return f"{octets / mebibyte:.3g} MB" if octets >= mebibyte else f"{max(octets // 1024, 1)} KB"


def word(vocabulary: type[Choice], code: str | None) -> str:
    """Return the label of a code, or a dash."""
    return vocabulary(code).label if code else "—"


def worker_lives() -> bool:
    """Return whether a worker lives, for the pages on which a person waits for what it does; costs a statement."""
    return jobs.workers_alive(db.session()) > 0


def menu() -> Iterator[MenuItem]:
    """Yield what this officer may open."""
    here = _line_of(request.endpoint or "")
    for endpoint, title in MENU:
        if visitor().may(endpoint):
            yield MenuItem(endpoint, title, endpoint == here)


def _line_of(endpoint: str) -> str:
    """Return the line of the menu to which a route belongs: its own, else the first of its area."""
    lines = [line for line, _ in MENU]
    area = AREAS.get(area := endpoint.partition(".")[0], area)
    return (
        endpoint if endpoint in lines else next((line for line in lines if line.startswith(f"{area}.")), "")
    )


def _lent() -> dict[str, Any]:
    return {"visitor": g.get("_login_user")}  # only who has been asked for already: an error page asks nobody
