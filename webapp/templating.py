"""The pages' templates, each compiled once before a release serves: a faulty one is found then, not by a visitor."""

from pathlib import Path

from flask import Flask
from jinja2 import TemplateError

from workflows import proofs
from workflows.errors import CatalogueFault

OUR_OWN = str(Path(__file__).parent / "templates")

_found_sound: set[str] = set()


def demand_sound(app: Flask) -> None:
    """Compile every template, once a process. Raises CatalogueFault that names the faulty one."""
    folder = f"{app.root_path}/{app.template_folder}"
    if folder in _found_sound:
        return
    if folder == OUR_OWN:
        proofs.once("templates", lambda: _compile_all(app))
    else:
        _compile_all(app)
    _found_sound.add(folder)


def _compile_all(app: Flask) -> None:
    for name in app.jinja_env.list_templates(extensions=["html"]):
        try:
            app.jinja_env.get_template(name)
        except TemplateError as fault:
            raise CatalogueFault(f"页面模板 {name}：{fault}") from fault
