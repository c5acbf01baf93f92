"""Whether a procedure's diagram, declaration, steps, forms, law and papers agree; each disagreement has a code."""

from collections.abc import Iterator, Mapping

from workflows.catalog import fit, variables
from workflows.catalog.lacks import LACKS, Check, Served
from workflows.catalog.law_names import law_names
from workflows.catalog.procedure import Procedure
from workflows.documents.catalogue import catalogue
from workflows.engine import Process, faults
from workflows.errors import CatalogueFault


def _drawing(process: Process, _: Served) -> Iterator[str]:
    yield from faults(process)


CHECKS = (
    Check("C01", "按指出的位置改正流程图。", _drawing),
    *LACKS,
    Check(
        "C11",
        "变量由表单的 steering、步骤的 @step(…)、裁量表的输出给出；由调用方给出的写在 needs。",
        variables.variables,
    ),
    Check("C12", "调用之前，由表单或者步骤给出被调用流程 needs 所列的变量。", variables.needs_of_called),
    Check("C13", "属性只有 about、document、officer、role、not_by、section。", variables.properties),
    Check("C14", "删除这一表单，或者在流程图中画出环节。", fit.forms_without_task),
    Check("C15", "steering 只写表单自己的项目，由 steers 算出的写在 computed。", fit.steering),
    Check("C16", "needed_when、offered_when 只写表单自己的项目。", fit.conditions),
    Check("C17", "文书的种类写在 documents.toml。", fit.papers),
    Check("C18", "previews 的环节须在流程图中，文书须在 papers 中。", fit.previews),
    Check("C19", "期限写在 workflows/law/clocks.toml。", fit.kept_limits),
    Check("C20", "期限、参数和裁量表写在 workflows/law/。", law_names),
    Check("C24", "左边写登记表单的项目，右边写线索的项目。", fit.given_by_lead),
)


def disagreements(found: Mapping[str, Procedure]) -> Iterator[str]:
    """Yield a line for each disagreement in these procedures: whose, its code, what is wrong, how it is mended."""
    try:
        catalogue()
    except CatalogueFault as fault:
        yield f"文书目录：[C00] {fault.detail}按指出的位置改正 documents.toml 或者模板。"
        return
    for key, procedure in found.items():
        served = [found[one] for one in procedure.process.diagrams]
        for check in CHECKS:
            for words in check.find(procedure.process, served):
                yield f"{key}：[{check.code}] {words}{check.hint}"
