"""Question understanding, answering, verification, and the command line.

Programs begin with `open_assistant`.
"""

from assistant.opening import open_assistant

__all__ = ["open_assistant"]
