"""The Jinja environment of legal documents: everything escaped, nothing undefined, only our own templates."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from workflows.documents import wording
from workflows.documents.drawing import mark_size

TEMPLATES = Path(__file__).with_name("templates")
PROCESSES = Path(__file__).parents[1] / "processes"


@cache
def environment() -> Environment:
    """Return the one environment; a template is named `letterhead.html` or `credit_repair/grant.html`."""
    made = Environment(
        loader=FileSystemLoader([TEMPLATES, PROCESSES]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        chinese_date=wording.chinese_date,
        chinese_moment=wording.chinese_moment,
        chinese_number=wording.chinese_number,
        paragraphs=wording.paragraphs,
        sentence=wording.sentence,
        closed=wording.closed,
        amounts=wording.amounts,
        figures=wording.figures,
        mark_size=mark_size,
    )
    return made


def names_used(template: str) -> set[str]:
    """Return the names that a template and those it extends or includes expect to be given."""
    return set().union(*(_read(name).expected for name in family(template)))


@cache
def family(template: str) -> frozenset[str]:
    """Return the names of a template and of all those it extends, includes or imports from."""
    return frozenset({template}).union(*map(family, _read(template).referenced))


class _Read(NamedTuple):
    """What a template by itself expects to be given, and which others it names."""

    expected: frozenset[str]
    referenced: frozenset[str]


@cache
def _read(template: str) -> _Read:
    tree = tree_of(template)
    # Jinja looks at each block by itself and so takes a macro imported above it for something undeclared.
    imported = {macro for statement in tree.find_all(nodes.FromImport) for macro in statement.names}
    expected = frozenset(find_undeclared_variables(tree) - imported)
    return _Read(expected, frozenset(name for name in find_referenced_templates(tree) if name))


def tree_of(template: str) -> nodes.Template:
    """Return a template as it is read, for whoever looks into it; no tree is kept."""
    return environment().parse(_source(template))


def _source(template: str) -> str:
    loader = environment().loader
    if loader is None:
        raise LookupError("the environment of documents has no loader")
    return loader.get_source(environment(), template)[0]
