"""English questions as Chinese search words."""

from assistant.understanding.english.exclusions import find_exclusions
from assistant.understanding.english.model import Translation
from assistant.understanding.english.translator import translate

__all__ = ["Translation", "find_exclusions", "translate"]
