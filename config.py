"""Settings of one installation; the only module that reads the environment."""

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parent
SAMPLE_SECRET = "sample-secret-for-demonstration-only"  # noqa: S105  # refused outside demo and test
SHORTEST_SECRET = 32
LONGEST_MINUTES = 43_200


class SettingsRefused(RuntimeError):
    """The application does not start, because a setting is missing or unsafe."""


class Settings:
    """What every installation states, with the defaults of one office on one machine."""

    PROFILE = "production"
    SECURE = True
    ON_SAMPLE_SECRET = False

    SESSION_IDLE = timedelta(minutes=30)
    SESSION_LENGTH = timedelta(hours=12)
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    WTF_CSRF_TIME_LIMIT = None  # the token lives as long as the log-in, which ends by itself

    LOGIN_WINDOW = timedelta(minutes=15)
    LOGIN_FREE_FAILURES = 3  # of an account from one machine or address; each further one doubles the pause
    LOGIN_FREE_FAILURES_OF_MANY = (
        20  # of an account from all strange machines, of an address for all accounts
    )
    LOGIN_VERIFYING = timedelta(seconds=10)  # how long a try holds its place: far longer than verifying takes
    LOGIN_FIRST_PAUSE = timedelta(seconds=1)
    LOGIN_LONGEST_PAUSE_OF_MANY = timedelta(minutes=1)
    PASSWORD_COST: Mapping[str, int] = {}  # argon2's own defaults
    PASSWORD_SHORTEST = 12

    CHECKS_PER_MINUTE = 60  # a web process and address, on the public check page

    MAX_CONTENT_LENGTH = 64 * 1024 * 1024
    ATTACHMENT_LIMIT = 10 * 1024 * 1024
    TEMPLATES_AUTO_RELOAD = False

    # A connection that the server ended is noticed before it is used; a fault never shows a statement's values.
    SQLALCHEMY_ENGINE_OPTIONS: Mapping[str, bool] = {"pool_pre_ping": True, "hide_parameters": True}

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Read the environment. Raises SettingsRefused when a setting is unsafe for this profile."""
        self.SECRET_KEY = environment.get("CASEWORK_SECRET_KEY", SAMPLE_SECRET)
        self.SQLALCHEMY_DATABASE_URI = environment.get("CASEWORK_DATABASE_URL", _file_database())
        self.BUREAU_CODE = environment.get("CASEWORK_BUREAU_CODE", "230300")
        self.PUBLIC_BASE_URL = environment.get("CASEWORK_PUBLIC_BASE_URL", "http://127.0.0.1:8000").rstrip(
            "/"
        )
        self.EXCHANGE_FOLDER = Path(
            environment.get("CASEWORK_EXCHANGE_FOLDER", str(ROOT / "var" / "exchange"))
        )
        self.PROOF_FOLDER = self._proof_folder(environment)
        self.EXCHANGE_MODE = _mode(environment.get("CASEWORK_EXCHANGE_MODE", "640"))
        self.JOB_LIMIT = _span(environment, "CASEWORK_JOB_LIMIT_MINUTES", "15")
        self.IMPORT_LIMIT = _span(environment, "CASEWORK_IMPORT_LIMIT_MINUTES", "120")
        self.PRINTED_WITHIN = _span(environment, "CASEWORK_PRINTED_WITHIN_MINUTES", "1440")
        self.TRUSTED_PROXIES = int(environment.get("CASEWORK_TRUSTED_PROXIES", "0"))
        self.SESSION_COOKIE_SECURE = self.SECURE
        self.SESSION_COOKIE_NAME = "__Host-casework" if self.SECURE else "casework"
        self._refuse_unsafe_secret()

    def _proof_folder(self, environment: Mapping[str, str]) -> Path | None:
        """Return where it is kept that this release was checked; it may be emptied at any time."""
        return Path(environment.get("CASEWORK_PROOF_FOLDER", str(ROOT / "var" / "proofs")))

    def _refuse_unsafe_secret(self) -> None:
        if self.ON_SAMPLE_SECRET:
            return
        if self.SECRET_KEY == SAMPLE_SECRET or len(self.SECRET_KEY) < SHORTEST_SECRET:
            raise SettingsRefused(
                f"请在环境变量 CASEWORK_SECRET_KEY 中设置至少 {SHORTEST_SECRET} 个字符的密钥；"
                "只是试用时，请运行 make demo。"
            )


class Demo(Settings):
    """Plain http on one machine, with invented data."""

    PROFILE = "demo"
    SECURE = False
    ON_SAMPLE_SECRET = True


class Test(Demo):
    """Cheap passwords; the database is named by the test."""

    __test__ = False
    PROFILE = "test"
    TESTING = True
    PASSWORD_COST = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}

    def _proof_folder(self, environment: Mapping[str, str]) -> Path | None:
        """Return none, unless a test names one: tests change what is checked while they run."""
        named = environment.get("CASEWORK_PROOF_FOLDER")
        return Path(named) if named else None


PROFILES: Mapping[str, type[Settings]] = {profile.PROFILE: profile for profile in (Settings, Demo, Test)}


def chosen(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of the profile named by CASEWORK_PROFILE (production unless named).

    Raises SettingsRefused when there is no such profile.
    """
    name = environment.get("CASEWORK_PROFILE", Settings.PROFILE)
    if name not in PROFILES:
        raise SettingsRefused(f"CASEWORK_PROFILE 只能是 {'、'.join(PROFILES)}，现在是“{name}”。")
    return PROFILES[name](environment)


def _mode(text: str) -> int:
    """Return who may read the messages. Raises SettingsRefused for what no file mode is."""
    if not re.fullmatch("6[04][04]", text):
        raise SettingsRefused(f"CASEWORK_EXCHANGE_MODE 只能是 600、640 或 644，现在是“{text}”。")
    return int(text, 8)


def _span(environment: Mapping[str, str], name: str, usual: str) -> timedelta:
    """Return how long something may take before a person hears of it. Raises SettingsRefused for no such length.

    Below a minute the worker, which looks every few seconds, would cry wolf; beyond a month nobody would hear.
    """
    text = environment.get(name, usual)
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= LONGEST_MINUTES:
        raise SettingsRefused(f"{name} 只能是 1 到 {LONGEST_MINUTES} 的整数（分钟），现在是“{text}”。")
    return timedelta(minutes=int(text))


def _file_database() -> str:
    return f"sqlite:///{ROOT / 'var' / 'casework.sqlite3'}"
