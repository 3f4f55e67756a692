/* Reports a finished quiz to a SCORM 1.2 system: score out of 100, status, each item right or wrong, time.
   Without such a system the quiz works all the same. Runs after the quiz scripts. */
(function (ipq) {
  "use strict";
  var MAX_STEPS = 10, started = Date.now(), api = null, open = false;

  /* The standard's way: up through the frames, then from the window that opened this one. */
  function above(win) {
    for (var n = 0; win && n < MAX_STEPS; n++) {
      try {
        if (win.API) return win.API;
      } catch (e) { return null; /* a frame of another origin */ }
      if (win.parent === win) return null;
      win = win.parent;
    }
    return null;
  }

  function set(name, value) { api.LMSSetValue(name, String(value)); }

  function two(n) { return (n < 10 ? "0" : "") + n; }

  function clock(seconds) {
    return two(Math.floor(seconds / 3600)) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(Math.floor(seconds % 60));
  }

  function report(event) {
    var key = event.detail.key, attempt = event.detail.attempt, r = ipq.result(key, attempt), items = ipq.byId(key);
    if (!open) return;
    if (r.max) {
      var percent = Math.round(10000 * r.score / r.max) / 100;
      set("cmi.core.score.min", 0);
      set("cmi.core.score.max", 100);
      set("cmi.core.score.raw", percent);
      set("cmi.core.lesson_status", key.pass ? percent >= key.pass ? "passed" : "failed" : "completed");
    } else set("cmi.core.lesson_status", "completed");
    event.detail.route.filter(function (id) { return ipq.isScored(items[id]); }).forEach(function (id, n) {
      var at = "cmi.interactions." + n + ".";
      set(at + "id", id);
      set(at + "weighting", items[id].points);
      set(at + "result", r.wrong.indexOf(id) < 0 ? "correct" : "wrong");
    });
    set("cmi.core.session_time", clock((Date.now() - started) / 1000));
    api.LMSCommit("");
  }

  function close() {
    if (!open) return;
    open = false;
    api.LMSFinish("");
  }

  api = above(window) || (window.opener && above(window.opener));
  if (!api) return;
  open = String(api.LMSInitialize("")) === "true";
  if (open && api.LMSGetValue("cmi.core.lesson_status") === "not attempted") set("cmi.core.lesson_status", "incomplete");
  document.addEventListener("ipq:done", report);
  window.addEventListener("pagehide", close);
  window.addEventListener("unload", close);
})(window.ipq);
