"""What the law says, as tables, terms and parameters that a lawyer can read and change."""

from forms.tables import offer
from workflows.law.asking import answers_in_rows, decide, decide_all, table_of, tables
from workflows.law.case_acts import ActRule, act_rule_of, case_acts, grounds_of
from workflows.law.deadlines import Due, due
from workflows.law.months import add_months
from workflows.law.open_questions import Parameter, parameter, parameters
from workflows.law.penalties import Penalty, weigh_penalty
from workflows.law.periods import Publicity, weigh_record
from workflows.law.repair import decision_clocks, failed_gates
from workflows.law.statutes import Statute, statute
from workflows.law.terms import Clock, clock_of, clocks
from workflows.law.version import Applied, applied, law_version
from workflows.law.wording import values_of
from workflows.law.workdays import add_workdays, is_workday, workdays_between

__all__ = [
    "ActRule",
    "Applied",
    "Clock",
    "Due",
    "Parameter",
    "Penalty",
    "Publicity",
    "Statute",
    "act_rule_of",
    "add_months",
    "add_workdays",
    "answers_in_rows",
    "applied",
    "case_acts",
    "clock_of",
    "clocks",
    "decide",
    "decide_all",
    "decision_clocks",
    "due",
    "failed_gates",
    "grounds_of",
    "is_workday",
    "law_version",
    "parameter",
    "parameters",
    "statute",
    "tables",
    "weigh_penalty",
    "weigh_record",
    "workdays_between",
]

offer(lambda table, fact: values_of(table_of(table), fact))
