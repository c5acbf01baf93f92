"""The tables, one module a subject."""

from workflows.models.account import AccountChange, Appointment, AppointmentVerdict, Reassignment
from workflows.models.act import CaseAct, CaseActDecision
from workflows.models.base import AppendOnly, Base, Chained, Outside, Witnessed
from workflows.models.case import AnsweredRequest, Attachment, Case, CaseStep, Deadline, Definition, Task
from workflows.models.consulting import Consultation, PurposeStatement
from workflows.models.document import (
    AddressConfirmation,
    CharacterWriting,
    Document,
    DocumentChange,
    DocumentFile,
    NumberSeries,
    Service,
)
from workflows.models.entity import BusinessEntity, PartyChange
from workflows.models.importing import ImportReject, ImportRun
from workflows.models.job import SharedMessage, Trouble, WorkerLease
from workflows.models.law import DeadlineMove, LawSnapshot, ParameterSetting, WorkCalendar
from workflows.models.lead import Lead, LeadChange
from workflows.models.link import CaseLink
from workflows.models.message import CaseMessage, CaseMessageTaken
from workflows.models.officer import (
    CasePart,
    Delegation,
    DelegationEnd,
    Department,
    LoginAttempt,
    LoginSession,
    LoginTry,
    Officer,
    Recusal,
    RoleGrant,
)
from workflows.models.record import (
    ChainHead,
    ChainLink,
    CreditEntry,
    CreditRecord,
    Erasure,
    PenaltyDecision,
    Witness,
)
from workflows.models.reminder import Reminder
from workflows.models.second_officer import SecondOfficerAnswer, SecondOfficerRequest
from workflows.models.version import RecordVersion
from workflows.models.wording import FormWording, StepWording

__all__ = [
    "AccountChange",
    "AddressConfirmation",
    "AnsweredRequest",
    "AppendOnly",
    "Appointment",
    "AppointmentVerdict",
    "Attachment",
    "Base",
    "BusinessEntity",
    "Case",
    "CaseAct",
    "CaseActDecision",
    "CaseLink",
    "CaseMessage",
    "CaseMessageTaken",
    "CasePart",
    "CaseStep",
    "ChainHead",
    "ChainLink",
    "Chained",
    "CharacterWriting",
    "Consultation",
    "CreditEntry",
    "CreditRecord",
    "Deadline",
    "DeadlineMove",
    "Definition",
    "Delegation",
    "DelegationEnd",
    "Department",
    "Document",
    "DocumentChange",
    "DocumentFile",
    "Erasure",
    "FormWording",
    "ImportReject",
    "ImportRun",
    "LawSnapshot",
    "Lead",
    "LeadChange",
    "LoginAttempt",
    "LoginSession",
    "LoginTry",
    "NumberSeries",
    "Officer",
    "Outside",
    "ParameterSetting",
    "PartyChange",
    "PenaltyDecision",
    "PurposeStatement",
    "Reassignment",
    "RecordVersion",
    "Recusal",
    "Reminder",
    "RoleGrant",
    "SecondOfficerAnswer",
    "SecondOfficerRequest",
    "Service",
    "SharedMessage",
    "StepWording",
    "Task",
    "Trouble",
    "Witness",
    "Witnessed",
    "WorkCalendar",
    "WorkerLease",
]
