"""What a user may be called."""

from __future__ import annotations

import re
import unicodedata

from assistant.people.model import RESERVED, BadName

LONGEST = 32
_NAME = re.compile(r"[^\W_][\w.·\-]*")
"""Letters of any script, digits, and . · - _ within; what stands in a log or a file name without quotes."""


def normal_name(name: str) -> str:
    """One form of a name however it was typed: full-width letters are letters, spaces around it are none."""
    return unicodedata.normalize("NFKC", name).strip()


def name_key(name: str) -> str:
    """What two names share that are the same but for capitals."""
    return normal_name(name).casefold()


def checked_name(name: str) -> str:
    """The normal form of a new user's name. Raises BadName."""
    normal = normal_name(name)
    if not normal or len(normal) > LONGEST:
        raise BadName(f"用户名应为 1 至 {LONGEST} 个字，现为 {len(normal)} 个字。")
    if not _NAME.fullmatch(normal):
        raise BadName("用户名只能用汉字、字母、数字和 . · - _，并以汉字、字母或数字开头。")
    if normal in RESERVED:
        raise BadName(f"用户名“{normal}”留作他用，请换一个。")
    return normal
