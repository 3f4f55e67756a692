/* A course's page: what is done, what is left and where to go on, from this browser's memory. */
(function (ipc, ipl) {
  "use strict";
  const ui = ipc.ui, course = ipl.course, known = JSON.parse(document.getElementById("ipk-data").textContent);
  const get = (id) => document.getElementById("ipk-" + id);
  const all = (root, selector) => Array.prototype.slice.call(root.querySelectorAll(selector));

  function rowOf(id) { return document.querySelector('[data-module="' + id + '"]'); }

  function plain(row) {
    const node = row.querySelector("[data-state]");
    if (!node.hasAttribute("data-plain")) node.setAttribute("data-plain", node.textContent);
    return node;
  }

  function mark(line, done) {
    const old = line.querySelector(".ipk-done");
    if (old) line.removeChild(old);
    line.classList.toggle("is-done", done);
    if (done) ui.add(line, "span", "ipk-done", "已学完");
  }

  function showModule(m, state, record) {
    const row = rowOf(m.id), node = plain(row), begun = state.done > 0, kept = course.module(record, m.id);
    node.textContent = node.getAttribute("data-plain") + (
      state.left === 0 ? "。学完了" : !begun && !kept.seen ? "" : "。学了 " + state.done + " 节，共 " + state.of + " 节，" +
        (state.done === state.of ? "测验还没过" : "还剩约 " + state.left + " 分钟"));
    row.classList.toggle("is-done", state.left === 0);
    all(row, "[data-section]").forEach((line) => {
      const id = line.getAttribute("data-section");
      mark(line, id === "test" ? state.passed : Boolean(kept.done[id]));
    });
  }

  function go(standing, record) {
    const link = get("go"), next = standing.next, begun = Object.keys(record.modules).length > 0;
    if (!next) {
      link.textContent = known.test ? "看结业证明" : "都学完了";
      link.href = known.test ? "#course-proof" : "#course-modules";
      return;
    }
    const row = next.module ? rowOf(next.module) : null;
    const from = row ? row.querySelector('[data-section="' + CSS.escape(next.section) + '"] a') : document.querySelector('[aria-labelledby="course-test"] a.ip-button');
    link.textContent = (begun ? "接着学：" : "开始学：") + (row ? next.module + " " : "") + from.textContent;
    link.href = from.getAttribute("href");
  }

  function showProof(record) {
    const node = get("proof"), proof = known.test && record.proofs[known.test.id];
    if (!node) return;
    node.textContent = proof ? "已经通过：" + ipl.dateOf(ipl.dayOf(proof.ended)) + "，" + proof.scored + " 题对 " + proof.right + " 题，" + Math.floor(100 * proof.score / proof.max + 1e-9) + "%。" : "这个浏览器里还没有通过的记录。";
  }

  function show() {
    const record = course.read(), standing = course.standing(known, record, ipl.read());
    const share = standing.total ? (standing.total - standing.left) / standing.total : 0, over = standing.modules.filter((m) => m.left === 0).length;
    known.modules.forEach((m, n) => showModule(m, standing.modules[n], record));
    get("words").textContent = standing.left ? "还剩约 " + standing.left + " 分钟，全部约 " + standing.total + " 分钟；学完 " + over + " 个模块，共 " + known.modules.length + " 个。" : "全部学完了。";
    get("bar").style.width = Math.round(100 * share) + "%";
    go(standing, record);
    showProof(record);
    get("now").hidden = false;
    get("blocked").hidden = ipl.keeps();
  }

  show();
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", (event) => { if (event.persisted) show(); });
})(window.ipc, window.ipl);
