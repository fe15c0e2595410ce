"""The page of an evaluation in a browser: drawn, readable at every width, and asking for nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from harness import DESKTOP, NARROW, Chat, open_page
from page_samples import many
from test_accessibility import grave_findings

from evals.reporting.page.model import StandingTest
from evals.reporting.page.rendering import render_page, write_page

pytestmark = pytest.mark.browser

LONG = "https://example.org/" + "x" * 300
STANDING = [
    StandingTest("改动检验", ["改动", "次数", "报警", "比例"], [["数值：改一位数字", "261", "261", "100%"]], ["一"])
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages")
    write_page(folder / "one.html", render_page(many(30, 20, hostile=LONG), standing=STANDING))
    write_page(folder / "two.html", render_page(many(8, 4, "甲次"), many(6, 6, "乙次")))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def open_details(chat: Chat) -> None:
    chat.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("name", ["one", "two"])
def test_the_plots_are_drawn_with_letters_inside_their_frames(url: str, chromium: str, name: str) -> None:
    with open_page(chromium, f"{url}/{name}.html", DESKTOP) as chat:
        plots = chat.page.locator(".plot svg")
        assert plots.count() == 4
        for plot in plots.all():
            box, frame = plot.bounding_box(), plot.locator("xpath=ancestor::figure").bounding_box()
            assert box is not None
            assert frame is not None
            assert box["height"] > 100
            assert plot.locator("path, rect").count() > 4
            for letters in plot.locator("text").all():
                inside = letters.bounding_box()
                assert inside is not None
                assert frame["x"] <= inside["x"]
                assert inside["x"] + inside["width"] <= frame["x"] + frame["width"]
        assert (chat.requests, chat.outside) == (1, [])


def test_plots_follow_the_dark_theme(url: str, chromium: str) -> None:
    inks = []
    for dark in (False, True):
        with open_page(chromium, f"{url}/one.html", dark=dark) as chat:
            letters = chat.page.locator(".plot text").first
            inks.append(letters.evaluate("(one) => getComputedStyle(one).fill"))
            assert inks[-1] == chat.page.evaluate("getComputedStyle(document.body).color")
    assert inks[0] != inks[1]


@pytest.mark.parametrize("name", ["one", "two"])
def test_nothing_runs_over_the_edge_of_a_phone(url: str, chromium: str, name: str) -> None:
    with open_page(chromium, f"{url}/{name}.html", NARROW) as chat:
        open_details(chat)
        assert chat.overflow() == 0
        smallest = chat.page.evaluate(
            "Math.min(...[...document.querySelectorAll('.plot text')].map((one) => one.getBoundingClientRect().height))"
        )
        assert smallest >= 11


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (DESKTOP, True), (NARROW, False)])
@pytest.mark.parametrize("name", ["one", "two"])
def test_the_page_has_no_serious_finding(url: str, chromium: str, name: str, size: tuple[int, int], dark: bool) -> None:
    with open_page(chromium, f"{url}/{name}.html", size, dark=dark) as chat:
        open_details(chat)
        assert grave_findings(chat) == []
