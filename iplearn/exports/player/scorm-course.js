/* A package of a training module or of a course's test: where the reader is (cmi.core.lesson_location), which sections are
   done (cmi.suspend_data), and the best result of the final test, which counts only when taken as a test.
   The page says in #ip-scorm {test: quiz id, draw, sections: [{id, quizzes: [quiz id]}]}. */
(function (ipq, scorm) {
  "use strict";
  if (!scorm) return;
  var known = JSON.parse(document.getElementById("ip-scorm").textContent), at = scorm.get("cmi.core.lesson_location"), waiting = 0;
  var heads = known.sections.map(function (s) { return document.getElementById(s.id); });

  /* {s: numbers of sections done, b: best percentage or -1} */
  function read() {
    try {
      var kept = JSON.parse(scorm.get("cmi.suspend_data"));
      return { s: kept.s.filter(function (n) { return n >= 0 && n < heads.length; }), b: Number(kept.b) };
    } catch (e) { return { s: [], b: -1 }; }
  }

  var state = read();

  function keep() {
    scorm.set("cmi.suspend_data", JSON.stringify(state));
    scorm.set("cmi.core.lesson_location", at);
    scorm.commit();
  }

  function settle(n) {
    if (state.s.indexOf(n) < 0) state.s.push(n);
    show();
  }

  /* Whether the section is done stands beside its heading. */
  function show() {
    state.s.forEach(function (n) {
      if (!heads[n] || heads[n].querySelector(".ip-scorm-done")) return;
      var mark = heads[n].appendChild(document.createElement("span"));
      mark.className = "ip-scorm-done";
      mark.textContent = " ✓ 已学完";
    });
  }

  function look() {
    var line = window.innerHeight / 3, now = -1;
    heads.forEach(function (head, n) { if (head && head.getBoundingClientRect().top < line) now = n; });
    if (now < 0 || known.sections[now].id === at) return;
    at = known.sections[now].id;
    keep();
  }

  document.addEventListener("ipq:done", function (event) {
    var detail = event.detail, key = detail.key, attempt = detail.attempt, r = ipq.result(key, attempt), percent = r.max ? 100 * r.score / r.max : 0;
    known.sections.forEach(function (s, n) { if (s.quizzes.indexOf(key.id) >= 0) settle(n); });
    if (key.id === known.test && attempt.mode === "test" && attempt.plan.length >= Math.min(known.draw, key.items.length) && percent >= state.b) {
      state.b = Math.round(percent * 100) / 100;
      scorm.report(ipq, detail);
    }
    keep();
  });

  window.addEventListener("scroll", function () {
    if (!waiting) waiting = setTimeout(function () { waiting = 0; look(); }, 300);
  });

  /* "suspend" asks the system to keep the place for the next time. */
  scorm.leaving = function () { scorm.set("cmi.core.exit", "suspend"); };

  show();
  var place = at && document.getElementById(at);
  if (place) {
    place.scrollIntoView();
    place.setAttribute("tabindex", "-1");
    place.focus();
  }
})(window.ipq, window.ipScorm);
