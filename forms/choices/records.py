"""What the credit record holds, where it stands, who reads it, and what comes in and goes out."""

from forms.choices.choice import Choice


class Tier(Choice):
    """失信信息的档次."""

    MINOR = "minor", "轻微"
    GENERAL = "general", "一般"
    SERIOUS = "serious", "严重"


class RecordKind(Choice):
    """What a credit record is about."""

    PENALTY = "penalty", "行政处罚信息"
    ABNORMAL_LIST = "abnormal_list", "经营异常名录"
    ABNORMAL_MARK = "abnormal_mark", "经营异常状态标记"
    SERIOUS_LIST = "serious_list", "严重违法失信名单"
    SPOT_CHECK = "spot_check", "抽查检查结果负面信息"
    REPAIR_FRAUD = "repair_fraud", "信用修复弄虚作假"
    RECTIFICATION = "rectification", "限期整改"


class RecordState(Choice):
    """Where a record stands (§3.3)."""

    RECORDED = "recorded", "已记录（不公示）"
    PUBLISHED = "published", "公示中"
    MASKED = "masked", "暂时屏蔽"
    REPAIRED = "repaired", "已修复"
    EXPIRED = "expired", "公示期满"
    WITHDRAWN = "withdrawn", "已撤回"

    @property
    def is_shown(self) -> bool:
        """Whether the showing of a record in this state can still be ended; a masked one is hidden for a time."""
        return self in {RecordState.PUBLISHED, RecordState.MASKED}

    @property
    def is_ended(self) -> bool:
        """Whether the public no longer sees a record in this state, for good."""
        return self in {RecordState.REPAIRED, RecordState.EXPIRED, RecordState.WITHDRAWN}


class WithdrawalGround(Choice):
    """Why a record is taken off."""

    ANNULLED = "annulled", "原决定被撤销、变更、确认违法或者无效"
    MISTAKEN = "mistaken", "报送有误"
    DOUBLE = "double", "同一决定重复公示"


class EntryKind(Choice):
    """What a line of the credit record tells of."""

    IMPORT = "import", "归集"
    CASE = "case", "办案"
    DEADLINE = "deadline", "期限"
    LIFE = "life", "公示"
    SERVICE = "service", "送达"


class VersionReason(Choice):
    """Why there is a version of what a record says."""

    PUT_ON_RECORD = "put_on_record", "归集"
    CORRECTED = "corrected", "更正"
    PUBLISHED = "published", "登记实际公示的日期"
    RESTORED = "restored", "恢复"
    KEPT = "kept", "系统升级时保存"


class Visibility(Choice):
    """Who may read a line of the credit record."""

    INTERNAL = "internal", "内部"
    PARTY = "party", "当事人可见"
    PUBLIC = "public", "公开"


class MessageState(Choice):
    """Where a message to another system stands."""

    WAITING = "waiting", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"


class ImportKind(Choice):
    """Which kinds of files are imported."""

    PENALTIES = "penalties", "行政处罚“双公示”文件"
    REGISTRATIONS = "registrations", "登记变更文件"


class ImportState(Choice):
    """Where an import stands."""

    WAITING = "waiting", "排队中"
    MAPPING = "mapping", "待对应列名"
    RUNNING = "running", "导入中"
    DONE = "done", "已完成"
    FAILED = "failed", "未能读取"
