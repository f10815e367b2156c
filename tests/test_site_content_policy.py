"""Under the policy that a server sends with it, every kind of page works, breaks no rule and asks no other host."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.publishing.content_security_policy import site_policy
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

WRITTEN = ["", "about/", "method/", "search/", "sitemap/", "quality/", "changes/", "places/", "data/"]
KINDS = ("notices", "tasks", "agencies", "deadlines", "documents", "topics", "comparisons")


@pytest.fixture(scope="module")
def guarded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address below a folder, served with its own policy."""
    policy = site_policy(built / "site")

    class Guarded(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            self.send_header("X-Content-Type-Options", "nosniff")
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    portal = tmp_path_factory.mktemp("guarded")
    (portal / "zwgk").symlink_to(built / "site")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Guarded, directory=str(portal)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/zwgk/"
    server.shutdown()


@pytest.fixture
def heard(browser: Browser, guarded: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and all that goes wrong on it: requests to another host, failed ones, errors in the console."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((guarded, "data:")) else wrong.append(f"asks {r.url}"))
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    yield page, wrong
    context.close()


def test_pages_obey_content_security_policy(built: Path, guarded: str, heard: tuple[Page, list[str]]) -> None:
    page, wrong = heard
    site = built / "site"
    addresses = list(WRITTEN)
    for kind in KINDS:
        pages = sorted((site / kind).rglob("*/index.html"), key=lambda path: (path.stat().st_size, path.as_posix()))
        addresses += [f"{kind}/", f"{pages[-1].parent.relative_to(site).as_posix()}/"]
    for address in addresses:
        page.goto(guarded + address, wait_until="networkidle")
    assert wrong == []


def test_search_works_under_policy(guarded: str, heard: tuple[Page, list[str]]) -> None:
    page, wrong = heard
    page.goto(f"{guarded}search/")
    page.fill(".tz-search__input", "权力清单")
    page.wait_for_selector(".tz-search__link")
    assert wrong == []


def test_policy_blocks_inline_script(guarded: str, heard: tuple[Page, list[str]]) -> None:
    """The policy is really sent: what it forbids does not run."""
    page, wrong = heard
    page.goto(guarded)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in words for words in wrong)


@pytest.mark.parametrize("sample", ["nginx.conf", "Caddyfile"])
def test_sample_server_configs_send_policy(built: Path, sample: str) -> None:
    assert f'Content-Security-Policy "{site_policy(built / "site")}"' in (ROOT / "deploy" / sample).read_text("utf-8")


@pytest.mark.parametrize(
    ("agent", "lines"), [("Mozilla/5.0 (Linux) MicroMessenger/8.0.50", 1), ("Mozilla/5.0 (Linux)", 0)]
)
def test_browser_of_wechat_is_told_that_it_opens_no_file(
    browser: Browser, guarded: str, agent: str, lines: int
) -> None:
    context = browser.new_context(user_agent=agent)
    page = context.new_page()
    for address in ("data/", "deadlines/", "notices/guangdong-2015-fazhi-shifanqu/"):
        page.goto(guarded + address)
        assert page.locator("#downloads + p", has_text="在浏览器打开").count() == lines, address
    context.close()
