"""What happens to the accounts and posts of the bureau's people."""

from forms.choices.choice import Choice


class AccountEvent(Choice):
    """What was done to an account."""

    OPENED = "opened", "开通账号"
    DISABLED = "disabled", "停用账号"
    ENABLED = "enabled", "恢复账号"
    PASSWORD_RESET = "password_reset", "重置密码"  # the code of an event, not a password
    LOGINS_ENDED = "logins_ended", "结束全部登录"
    CERTIFIED = "certified", "登记执法证"
    QUALIFIED = "qualified", "登记法律职业资格"


class AccountDeed(Choice):
    """What an administrator may do to another's account."""

    RESET_PASSWORD = "reset_password", "重置密码"  # the code of a deed, not a password
    END_LOGINS = "end_logins", "结束全部登录"
    DISABLE = "disable", "停用账号"
    ENABLE = "enable", "恢复账号"


class Verdict(Choice):
    """What a second administrator says to a change that another asked for."""

    CONFIRMED = "confirmed", "确认"
    REFUSED = "refused", "不同意"
