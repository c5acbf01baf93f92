"""The pages' templates, compiled when the application starts: a faulty one is found then, not by a visitor."""

from flask import Flask
from jinja2 import TemplateError

from workflows.errors import CatalogueFault

_found_sound: set[str] = set()


def demand_sound(app: Flask) -> None:
    """Compile every template, once a process. Raises CatalogueFault that names the faulty one."""
    folder = f"{app.root_path}/{app.template_folder}"
    if folder in _found_sound:
        return
    for name in app.jinja_env.list_templates(extensions=["html"]):
        try:
            app.jinja_env.get_template(name)
        except TemplateError as fault:
            raise CatalogueFault(f"页面模板 {name}：{fault}") from fault
    _found_sound.add(folder)
