/* The certificate: filled in from the kept result of the course's test, printed by the browser. Names are not kept. */
(function (ipc, ipl) {
  "use strict";
  const ui = ipc.ui, get = (id) => document.getElementById("ipk-" + id), id = document.querySelector("[data-test]").getAttribute("data-test");
  const title = document.querySelector("[data-test]").getAttribute("data-title");

  function text(node, words) { get(node).textContent = words; }

  function names() {
    text("out-name", get("name").value.trim());
    text("out-unit", get("unit").value.trim());
  }

  function show() {
    const proof = ipl.course.read().proofs[id];
    get("none").hidden = Boolean(proof);
    get("have").hidden = !proof;
    if (!proof) return;
    const day = ipl.dateOf(ipl.dayOf(proof.ended)).split("-").map(Number), picture = ipc.qr(proof.code, "结果码的二维码");
    text("out-test", title + "，题库版本 " + proof.rev);
    text("out-score", proof.scored + " 题对 " + proof.right + " 题，" + Math.floor(100 * proof.score / proof.max + 1e-9) + "%（" + proof.need + "% 及格）");
    text("out-day", day[0] + " 年 " + day[1] + " 月 " + day[2] + " 日");
    text("out-code", proof.code);
    get("code").value = proof.code;
    get("out-qr").textContent = "";
    if (picture) get("out-qr").appendChild(picture);
    names();
  }

  get("form").addEventListener("input", names);
  get("form").addEventListener("submit", (event) => {
    event.preventDefault();
    names();
    window.print();
  });
  get("copy").addEventListener("click", () => ui.copy(get("code")).then((done) => {
    ui.say(get("said"), done ? "已复制，发给培训负责人就行。" : "结果码已经选中，请按 Ctrl+C，手机上长按再选“复制”。");
  }));
  show();
  window.addEventListener("storage", show);
})(window.ipc, window.ipl);
