"""Whether forms, papers, previews and the declaration of a procedure of this release fit each other."""

from collections.abc import Iterator

from forms import START
from workflows.catalog.lacks import Served, own
from workflows.documents.catalogue import catalogue
from workflows.engine import Process
from workflows.law import clocks
from workflows.models import Lead
from workflows.steps.declared import Either


def forms_without_task(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each form that no task of the diagram asks for."""
    left = own(process, served).forms.keys() - process.user_tasks.keys() - {START}
    yield from (f"表单 {name} 没有对应的环节。" for name in sorted(left))


def steering(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each steering answer that its form does not ask."""
    for name, form in own(process, served).forms.items():
        unasked = sorted(form.steering - form().fields.keys())
        yield from (f"表单 {name} 的 steering 写了没有的项目 {one}。" for one in unasked)


def conditions(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each condition of an answer that names one that its form does not ask."""
    for name, form in own(process, served).forms.items():
        asked, shown = form().fields.keys(), {**form.needed_when, **form.offered_when}
        named = {*shown, *(other for other, _ in shown.values()), *form.prefilled}
        yield from (
            f"表单 {name} 的 needed_when、offered_when 或者 prefilled 写了没有的项目 {one}。"
            for one in sorted(named - asked)
        )


def papers(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each paper whose kind is in no documents.toml."""
    unknown = own(process, served).declared.papers.keys() - catalogue().keys()
    yield from (f"papers 写了 documents.toml 没有的文书 {kind}。" for kind in sorted(unknown))


def previews(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each preview at a task that is not drawn, or of a paper that nobody issues."""
    issued = {kind for one in served for kind in one.papers}
    for task, found in own(process, served).declared.previews.items():
        kinds = (
            found if isinstance(found, tuple) else (found.yes, found.no) if isinstance(found, Either) else ()
        )
        if task not in process.user_tasks:
            yield f"previews 写了流程图没有的环节 {task}。"
        yield from (f"previews 在环节 {task} 写了没有的文书 {kind}。" for kind in kinds if kind not in issued)


def kept_limits(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each limit that messages are said to keep and the law does not have."""
    named = {clock for found in own(process, served).declared.kept_by.values() for clock in found}
    yield from (f"kept_by 写了没有的期限 {clock}。" for clock in sorted(named - clocks().keys()))


def given_by_lead(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each answer said to be given by a lead that form or lead does not have."""
    found = own(process, served)
    asked = found.forms[START]().fields.keys() if START in found.forms else set()
    for answer, word in found.declared.of_lead.items():
        if answer not in asked:
            yield f"of_lead 写了登记表单没有的项目 {answer}。"
        if word not in Lead.__table__.columns:
            yield f"of_lead 写了线索没有的项目 {word}。"
