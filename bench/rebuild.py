"""`python -m bench.rebuild PAGE`: in the project of the working directory, two builds in one process as `serve` does them.

Between them one sentence is added to PAGE (below content/). `serve` rebuilds beside the thread of its server, so here
a thread is alive, too: a process with threads cannot fork. Prints the seconds of both as JSON.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main(page: str) -> None:
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    seconds = []
    keeper = None
    over = threading.Event()
    for again in (False, True):
        if again:
            threading.Thread(target=over.wait, daemon=True).start()
            with Path("content", page).open("a", encoding="utf-8") as text:
                text.write("\n这一句是刚加的。\n")
        started = time.perf_counter()
        config = load_config("mkdocs.yml", site_dir="site")
        plugin = config.plugins["iplearn"]
        if keeper is None:
            config.plugins.on_startup(command="serve", dirty=False)
            keeper = plugin
        assert plugin is keeper, "MkDocs no longer keeps a plugin between the builds of `serve`"
        build(config)
        seconds.append(time.perf_counter() - started)
    over.set()
    html = Path("site", page).with_suffix(".html").read_text("utf-8")
    assert "这一句是刚加的。" in html, "the second build did not see the change"
    print(json.dumps({"first": seconds[0], "again": seconds[1]}))


if __name__ == "__main__":
    main(sys.argv[1])
