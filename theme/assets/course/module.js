/* A module's page: marks sections as done (by their quiz, or by hand), remembers the place, offers to go on there. */
(function (ipc, ipl) {
  "use strict";
  const ui = ipc.ui, course = ipl.course, known = JSON.parse(document.getElementById("ipk-module").textContent);
  const prose = document.querySelector(".ip-prose");
  if (!prose || !ipl.keeps()) return;
  const heads = known.sections.map((s) => document.getElementById(s.id)).filter(Boolean);
  const came = course.module(course.read(), known.id), rows = {};

  /* ---- At the end of each section: done or not ---- */

  function ending(head, n) {
    const box = ui.el("div", "ipk-end ip-js"), section = known.sections.filter((s) => s.id === head.id)[0];
    const button = box.appendChild(ui.button("", true, () => {
      course.settle(known.id, head.id, course.module(course.read(), known.id).done[head.id] ? 0 : Date.now());
      show();
    }));
    const words = ui.add(box, "span", "ipk-end__words", "", { role: "status" });
    prose.insertBefore(box, heads[n + 1] || null);
    rows[head.id] = { button: button, words: words, name: section.name };
  }

  function show() {
    const kept = course.module(course.read(), known.id);
    let done = 0;
    Object.keys(rows).forEach((id) => {
      const row = rows[id], is = Boolean(kept.done[id]);
      if (is) done++;
      row.button.textContent = is ? "改回没学完" : "这一节学完了";
      row.button.setAttribute("aria-label", (is ? "改回没学完：" : "学完了：") + row.name);
      row.words.textContent = is ? "这一节已学完。" : "";
    });
    ui.say(top.words, done ? "这个模块学完 " + done + " 节，共 " + heads.length + " 节。" : "");
  }

  /* ---- Where to go on ---- */

  const top = { box: ui.el("div", "ipk-top ip-js") };
  top.words = ui.add(top.box, "p", "ipk-help", "", { role: "status" });
  prose.parentNode.insertBefore(top.box, prose);
  if (came.at && came.at !== heads[0].id && !location.hash && document.getElementById(came.at)) {
    const section = known.sections.filter((s) => s.id === came.at)[0];
    if (section) ui.add(top.box, "a", "ip-button", "接着上次：" + section.name, { href: "#" + came.at });
  }

  heads.forEach(ending);
  show();

  /* The section whose heading was passed last is where the reader is. */
  let at = "";
  function look() {
    const line = window.innerHeight / 3, passed = heads.filter((head) => head.getBoundingClientRect().top < line);
    const now = passed.length ? passed[passed.length - 1].id : "";
    if (now && now !== at) course.see(known.id, at = now, Date.now());
  }

  let waiting = 0;
  window.addEventListener("scroll", () => {
    if (!waiting) waiting = setTimeout(() => { waiting = 0; look(); }, 300);
  }, { passive: true });

  document.addEventListener("ipq:done", (event) => {
    known.sections.forEach((s) => { if (s.quizzes.indexOf(event.detail.key.id) >= 0) course.settle(known.id, s.id, Date.now()); });
    show();
  });
})(window.ipc, window.ipl);
