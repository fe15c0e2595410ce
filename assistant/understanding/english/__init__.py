"""English questions as Chinese search words."""

from assistant.understanding.english.asking import Asked, asked
from assistant.understanding.english.exclusions import find_exclusions
from assistant.understanding.english.model import Translation
from assistant.understanding.english.translator import translate

__all__ = ["Asked", "Translation", "asked", "find_exclusions", "translate"]
