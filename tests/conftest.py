"""Fixtures that every test may use, and the two rules: no network, no user's home."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
IN_CI = os.environ.get("CI") == "true"


def _missing(what: str) -> None:
    """Skips where something optional is missing; in CI that is a failure."""
    if IN_CI:
        pytest.fail(f"{what} is missing, and CI must have it", pytrace=False)
    pytest.skip(f"{what} is missing")


@pytest.fixture(autouse=True)
def _isolated_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    for name in [n for n in os.environ if n.startswith("ZHICE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHICE_HOME", str(home))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "False")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared with real documents and dev questions."""
    if not SHARED.is_dir():
        _missing("../shared")
    return SHARED


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """LibreOffice, which old office files are read with."""
    found = shutil.which("soffice")
    if found is None:
        _missing("LibreOffice")
    return str(found)


@pytest.fixture(scope="session")
def recogniser() -> None:
    """The extra 'ocr'."""
    if importlib.util.find_spec("rapidocr") is None:
        _missing("the extra 'ocr'")


@pytest.fixture(scope="session")
def chinese_font() -> Path:
    """A font to draw Chinese text with."""
    found = sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))
    if not found:
        _missing("a Chinese font")
    return found[0]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium to drive."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        _missing("chromium")
    return str(found)
