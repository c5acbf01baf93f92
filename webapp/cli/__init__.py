"""The commands of the product, each loaded when it is asked for, with what it works with and no more."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

COMMANDS = {
    "audit": "audit.audit_group",
    "definitions": "definitions.definitions_group",
    "demo": "demo.demo_command",
    "import": "importing.import_group",
    "law": "law.law_group",
    "procedures": "procedures.procedures_group",
    "seed": "seed.seed_command",
    "upgrade": "upgrade.upgrade_command",
    "user": "accounts.user_group",
    "work": "work.work_command",
}
"""Where each stands: the module of this folder, and its name there."""


class Commands(AppGroup):
    """Our commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all."""
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(".")
        found: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return found


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli = Commands(app.name)
