"""告知与陈述申辩 as a procedure: others call it, nobody opens one."""

from workflows.processes.notice_and_defence.papers import PAPERS
from workflows.steps.declared import Declared, NamedBy

PROCEDURE = Declared(
    papers=PAPERS,
    previews={"approve_notice": NamedBy("notice_kind")},
    needs=frozenset({"defence_clock", "hearing_in_scope", "notice_kind"}),
    wants=frozenset({"serving_role"}),
)
