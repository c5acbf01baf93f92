"""The closed vocabularies: each code that is stored, with the words that people read."""

from forms.choices.accounts import AccountDeed, AccountEvent, Verdict
from forms.choices.acts import ActVerdict, CaseActKind
from forms.choices.cases import DeadlineEnd, Opinion, StepKind
from forms.choices.choice import Choice
from forms.choices.consulting import Consulted, Purpose, Relation
from forms.choices.documents import DocumentStanding
from forms.choices.leads import SETTLED, LeadSource, LeadStanding
from forms.choices.links import LinkReason
from forms.choices.parties import (
    EntityKind,
    FirmPost,
    IdentityKind,
    MadeKnown,
    PartyChangeKind,
    PartyStatus,
    SuccessionManner,
)
from forms.choices.people import (
    DECIDING,
    PARTS,
    Part,
    PartThrough,
    PostChange,
    RecusalGround,
    RecusalRequest,
    Role,
    SecondOfficerVerdict,
)
from forms.choices.records import (
    EntryKind,
    ImportKind,
    ImportState,
    MessageState,
    RecordKind,
    RecordState,
    Tier,
    VersionReason,
    Visibility,
    WithdrawalGround,
)
from forms.choices.reminders import ReminderKind
from forms.choices.service import (
    ElectronicMode,
    NoticeCourse,
    NoticePlace,
    NoticeReason,
    Receiver,
    ServiceCourse,
    ServiceMode,
)

__all__ = [
    "DECIDING",
    "PARTS",
    "SETTLED",
    "AccountDeed",
    "AccountEvent",
    "ActVerdict",
    "CaseActKind",
    "Choice",
    "Consulted",
    "DeadlineEnd",
    "DocumentStanding",
    "ElectronicMode",
    "EntityKind",
    "EntryKind",
    "FirmPost",
    "IdentityKind",
    "ImportKind",
    "ImportState",
    "LeadSource",
    "LeadStanding",
    "LinkReason",
    "MadeKnown",
    "MessageState",
    "NoticeCourse",
    "NoticePlace",
    "NoticeReason",
    "Opinion",
    "Part",
    "PartThrough",
    "PartyChangeKind",
    "PartyStatus",
    "PostChange",
    "Purpose",
    "Receiver",
    "RecordKind",
    "RecordState",
    "RecusalGround",
    "RecusalRequest",
    "Relation",
    "ReminderKind",
    "Role",
    "SecondOfficerVerdict",
    "ServiceCourse",
    "ServiceMode",
    "StepKind",
    "SuccessionManner",
    "Tier",
    "Verdict",
    "VersionReason",
    "Visibility",
    "WithdrawalGround",
]
