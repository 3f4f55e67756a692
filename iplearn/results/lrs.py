"""Statements from a live Learning Record Store (xAPI 1.0.3), page by page, as JSON lines that `ingest` reads.

User and password come from the environment, so that no list of commands and no file holds them:
IPLEARN_LRS_USER and IPLEARN_LRS_PASSWORD, those of an account that may read.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import Request, urlopen

VERSION = "1.0.3"
PAGE = 500
TIMEOUT = 60  # seconds
USER, PASSWORD = "IPLEARN_LRS_USER", "IPLEARN_LRS_PASSWORD"


class LrsProblem(Exception):
    """Says in Chinese why the store could not be read."""


def fetch(endpoint: str, user: str, password: str, out: Path, tell: Callable[[str], None] = lambda text: None) -> int:
    """Writes every statement of the store into `out`, one a line, oldest first, and says how many.

    What was there before stays until all of it has come.
    """
    making = out.with_name(f".{out.name}-new")
    count = 0
    try:
        with making.open("w", encoding="utf-8") as file:
            for statement in statements(endpoint, user, password):
                file.write(json.dumps(statement, ensure_ascii=False, separators=(",", ":")) + "\n")
                count += 1
                if count % PAGE == 0:
                    tell(str(count))
        making.replace(out)
    finally:
        making.unlink(missing_ok=True)
    return count


def statements(endpoint: str, user: str, password: str) -> Iterator[dict[str, Any]]:
    """All statements; a store hands them out in pages and names the next one in `more`."""
    if not endpoint.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise LrsProblem("学习记录库的地址要以 https:// 开头：作答里有班级码和座号，不能明文传。")
    query = urlencode({"format": "exact", "limit": PAGE, "ascending": "true"})
    address: str | None = f"{endpoint.rstrip('/')}/statements?{query}"
    while address:
        page = _page(address, user, password)
        found = page.get("statements") if isinstance(page, dict) else None
        if not isinstance(found, list):
            raise LrsProblem("学习记录库回的不是 xAPI 记录。看看地址是不是到 xAPI 为止，例如 https://…/xapi。")
        yield from found
        more = page.get("more")
        address = urljoin(address, more) if more else None


def _page(address: str, user: str, password: str) -> Any:
    token = base64.b64encode(f"{user}:{password}".encode()).decode()
    request = Request(address, headers={"Authorization": f"Basic {token}", "X-Experience-API-Version": VERSION, "Accept": "application/json"})
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - only https, or this machine
            return json.loads(answer.read())
    except HTTPError as problem:
        why = "用户名或者密码不对，或者这个账号不能读" if problem.code in (401, 403) else "地址不对" if problem.code == 404 else "它出了错"
        raise LrsProblem(f"学习记录库回答 {problem.code}：{why}。") from problem
    except (URLError, TimeoutError, OSError) as problem:
        raise LrsProblem("连不上学习记录库。看看网络和地址。") from problem
    except ValueError as problem:
        raise LrsProblem("学习记录库回的不是 JSON。看看地址是不是到 xAPI 为止。") from problem
