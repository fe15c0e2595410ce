"""Older office formats (doc, wps, rtf, xls, et, odt, ods), converted by LibreOffice where it is installed.

LibreOffice runs as a child of its own with an empty user profile in a temporary folder, so that it neither reads nor
changes the user's settings and several can run at once. In that profile macros, links to other files and the network
are switched off; at the time limit the whole process group is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.readers.formats import DOC, DOCX, ODS, ODT, RTF, XLS, XLSX, Format, format_of
from ingest.readers.linear import LinearText
from ingest.readers.office import docx, xlsx

TIMEOUT = 120.0
"""Seconds that one conversion may take; a thousand pages take about 20."""
_PROGRAMS = ("soffice", "libreoffice")
_TARGETS = {DOC: DOCX, RTF: DOCX, ODT: DOCX, XLS: XLSX, ODS: XLSX}
_SUFFIXES = {DOC: "doc", RTF: "rtf", ODT: "odt", XLS: "xls", ODS: "ods", DOCX: "docx", XLSX: "xlsx"}
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Port 9 of this machine discards: whatever a document wants from the network fails at once."""


def read(data: bytes, name: str) -> LinearText:
    """The text of what LibreOffice makes of the file.

    Raises UnsupportedFormat where LibreOffice is not installed, UnreadableFile where it cannot open the file.
    """
    suffix = Path(name).suffix.lower()
    found = format_of(data, suffix if suffix in (".doc", ".xls", ".rtf", ".odt", ".ods") else ".doc", name)
    target = _TARGETS[found]
    converted = convert(data, found, target, name)
    return docx.read(converted, name) if target is DOCX else xlsx.read(converted, name)


def convert(data: bytes, source: Format, target: Format, name: str, timeout: float = TIMEOUT) -> bytes:
    """The bytes of the file saved in the format `target`; raises as `read`."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnsupportedFormat(
            f"{name}：读取 {source.kind} 文件需要 LibreOffice（命令 soffice），本机没有找到；"
            f"请安装 LibreOffice，或用 Word/WPS 另存为 .{_SUFFIXES[target]} 后再导入"
        )
    with tempfile.TemporaryDirectory(prefix="zhice-office-") as folder:
        work = Path(folder)
        given = work / f"input.{_SUFFIXES[source]}"
        given.write_bytes(data)
        _run(_command(program, work, given, _SUFFIXES[target]), work, name, timeout)
        made = work / "output" / f"input.{_SUFFIXES[target]}"
        if not made.is_file():
            raise UnreadableFile(
                f"{name}：LibreOffice 打不开这个文件（可能已损坏或有密码），"
                f"请用 Word/WPS 另存为 .{_SUFFIXES[target]} 后再导入"
            )
        result = made.read_bytes()
    format_of(result, f".{_SUFFIXES[target]}", name)
    return result


def _command(program: str, work: Path, given: Path, target: str) -> list[str]:
    profile = work / "profile" / "user"
    profile.mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
    return [
        program, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", "--convert-to", target, "--outdir", str(work / "output"), str(given),
    ]  # fmt: skip


def _run(command: list[str], work: Path, name: str, timeout: float) -> None:
    """Runs LibreOffice to its end; its process group is gone afterwards, whatever happens."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(work),
        "LANG": "C.UTF-8",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "no_proxy": "",
    }
    process = subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"{name}：LibreOffice 超过 {timeout:.0f} 秒没有转换完，已中止；请用 Word/WPS 另存为新格式后再导入"
        ) from error
    finally:
        # soffice is a script that starts another program, which outlives it if only the script is killed.
        _kill_group(process)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):  # all of it has ended by itself
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
