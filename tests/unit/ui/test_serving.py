"""Starting the server: the port is checked first."""

from __future__ import annotations

import re
import socket

import pytest

from ui.ports import PortInUse
from ui.server import require_free_port


def test_a_port_in_use_is_named_together_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortInUse, match=str(port)) as caught:
            require_free_port("127.0.0.1", port)
    message = str(caught.value)
    assert "\n" not in message
    suggested = re.search(r"请改用端口 (\d+)", message)
    if suggested:
        require_free_port("127.0.0.1", int(suggested[1]))
    else:
        assert "另一个端口" in message


def test_a_free_port_passes() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    require_free_port("127.0.0.1", port)
    with socket.socket() as after:  # the check itself gives the port back
        after.bind(("127.0.0.1", port))
        assert after.getsockname()[1] == port


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(PortInUse, match=r"192\.0\.2\.1"):
        require_free_port("192.0.2.1", 7860)
