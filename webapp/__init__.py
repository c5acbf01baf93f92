"""The doors of the house: pages for browsers, commands for the terminal."""

import click
from flask import Flask
from flask.cli import FlaskGroup

from config import Settings
from webapp.house import furnished


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, ready to serve; where `flask` looks for a command of ours, without the pages.

    Raises SettingsRefused, and, where pages are served, RouteUnguarded, CatalogueFault, DiagramRefused, FontsUnknown
    or ReleaseStrands, when it would not be safe to start.
    """
    if _looked_through_for_commands():
        return furnished(Flask(__name__), settings)
    from webapp.pages import with_pages  # noqa: PLC0415  # half of what is loaded, of which no command has any use

    return with_pages(settings)


def _looked_through_for_commands() -> bool:
    """Say whether `flask` asks for our commands; one of its own that asks, such as `run`, means the pages."""
    context = click.get_current_context(silent=True)
    return context is not None and isinstance(context.command, FlaskGroup)
