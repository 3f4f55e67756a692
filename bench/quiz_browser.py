"""From answer to feedback, in headless Chromium with its CPU slowed down: `feedback_times(...)`.

The clock starts as the button (or, where choosing submits, the option) is pressed by script and stops when the feedback
can be seen and the frame with it is laid out and handed to the screen. Playwright and Chromium are those of the tests.
"""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SLOWER = 4
"""Times slower: what Chromium's own tools call a mid-range phone."""


@dataclass(frozen=True)
class Times:
    """Milliseconds over `count` items: until the feedback stands in the page, and until its frame is out."""

    count: int
    script: float
    frame: float
    slowest: float


OURS = """async () => {
  const item = document.querySelector('.ipq-item:not(.is-away):not(.is-off)'), check = Array.from(document.querySelectorAll('.ipq-button')).find(b => b.textContent === '检查答案');
  item.querySelector('.ipq-options input').click();
  await new Promise(requestAnimationFrame);
  const times = await measure(() => check.click(), () => item.querySelector('.ipq-feedback:not([hidden])'));
  Array.from(document.querySelectorAll('.ipq-button')).find(b => b.textContent === '下一题').click();
  return times;
}"""

PEER = """async (n) => {
  const quiz = document.querySelectorAll('.quiz')[n], input = quiz.querySelector('input'), button = quiz.querySelector('button[type=submit]');
  quiz.scrollIntoView();
  await new Promise(requestAnimationFrame);
  const feedback = () => Array.from(quiz.querySelectorAll('.quiz-feedback, .content')).some(e => e.offsetParent && e.textContent.trim());
  if (!quiz.hasAttribute('data-auto-submit') || input.type === 'checkbox') { input.checked = true; return measure(() => button.click(), feedback); }
  return measure(() => input.click(), feedback);
}"""

MEASURE = """window.measure = (act, shown) => new Promise((resolve, reject) => {
  const started = performance.now();
  act();
  if (!shown()) return reject(new Error('no feedback'));
  const script = performance.now() - started;
  requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => resolve([script, performance.now() - started]); channel.port2.postMessage(0); });
});"""


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def feedback_times(pages: Sequence[Path], step: str, per_page: int) -> Times:
    """`per_page` items of each of `pages`, answered one after the other by `step` (OURS or PEER)."""
    from playwright.sync_api import sync_playwright

    found: list[tuple[float, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"])
        for path in pages:
            page = browser.new_page(viewport={"width": 360, "height": 740}, locale="zh-CN")
            page.add_init_script(MEASURE)
            page.goto(path.as_uri())
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            found += [tuple(page.evaluate(step, n)) for n in range(per_page)]
            page.close()
        browser.close()
    script, frame = ([f[i] for f in found] for i in (0, 1))
    return Times(len(found), statistics.median(script), statistics.median(frame), max(frame))
