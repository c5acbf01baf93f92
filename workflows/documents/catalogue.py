"""The catalogue: every kind of document that the bureau and its procedures know, checked when it is read.

Templates are compiled then too: what changes on the disk later counts at the next start.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import TemplateError

from workflows.documents.environment import PROCESSES, TEMPLATES, environment, family, names_used
from workflows.documents.kind import DocumentKind, Facts
from workflows.documents.reading import COMMON, REMEDIES, RESERVED, read_kinds
from workflows.documents.remedies import faults_of_remedies
from workflows.errors import CatalogueFault


@cache
def catalogue() -> Mapping[str, DocumentKind]:
    """Return every kind by its key. Raises CatalogueFault for a malformed entry or an unfit template."""
    files = {TEMPLATES.with_name("documents.toml"): ""}
    files |= {file: f"{file.parent.name}/" for file in sorted(PROCESSES.glob("*/documents.toml"))}
    return collect(files)


def collect(files: Mapping[Path, str]) -> dict[str, DocumentKind]:
    """Return the kinds of some documents.toml files, each with the folder that its templates are in."""
    kinds: dict[str, DocumentKind] = {}
    for file, folder in files.items():
        for kind in read_kinds(file, folder):
            _check_unique(kind, kinds)
            _check_template(kind)
            kinds[kind.key] = kind
    return kinds


def kind_of(key: str) -> DocumentKind:
    """Return one kind. Raises CatalogueFault when there is no such kind."""
    if key not in catalogue():
        raise CatalogueFault(f"没有名为 {key} 的文书。")
    return catalogue()[key]


def missing(key: str, facts: Facts) -> list[str]:
    """Return the Chinese labels of the mandatory elements that the facts of one kind lack or leave blank."""
    return kind_of(key).missing(facts)


def _check_unique(kind: DocumentKind, kinds: Mapping[str, DocumentKind]) -> None:
    if kind.key in kinds:
        raise CatalogueFault(f"文书 {kind.key} 重复登记。")
    for other in kinds.values():
        if other.series == kind.series:
            raise CatalogueFault(f"文书 {kind.key} 与 {other.key} 使用了同一文号代字 {kind.series}。")


def _check_template(kind: DocumentKind) -> None:
    try:
        used = names_used(kind.template)
        for name in family(kind.template):
            environment().get_template(name)
    except TemplateError as fault:
        raise CatalogueFault(f"文书 {kind.key} 的模板 {kind.template} 不可用（{fault}）。") from fault
    declared = kind.required.keys() | kind.optional.keys()
    if undeclared := used - declared - RESERVED:
        raise CatalogueFault(f"模板 {kind.template} 用到未登记的 {'、'.join(sorted(undeclared))}。")
    if unused := declared - used - COMMON.keys() - REMEDIES.keys():
        raise CatalogueFault(f"模板 {kind.template} 没有写出 {'、'.join(sorted(unused))}。")
    if kind.remedies and (wrong := [*faults_of_remedies(kind.template)]):
        raise CatalogueFault(f"模板 {kind.template} {'；'.join(wrong)}。")
