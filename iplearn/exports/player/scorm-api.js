/* Finds a SCORM 1.2 system and talks to it; without one everything works all the same. `window.ipScorm` is null then. */
(function () {
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

  function two(n) { return (n < 10 ? "0" : "") + n; }

  function clock(seconds) {
    return two(Math.floor(seconds / 3600)) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(Math.floor(seconds % 60));
  }

  window.ipScorm = null;
  api = above(window) || (window.opener && above(window.opener));
  if (!api) return;
  open = String(api.LMSInitialize("")) === "true";

  var scorm = window.ipScorm = {
    get: function (name) { return open ? String(api.LMSGetValue(name)) : ""; },
    set: function (name, value) { if (open) api.LMSSetValue(name, String(value)); },
    commit: function () {
      scorm.set("cmi.core.session_time", clock((Date.now() - started) / 1000));
      if (open) api.LMSCommit("");
    },
    /* Score out of 100, and each scored item of the route right or wrong. */
    report: function (ipq, detail) {
      var key = detail.key, r = ipq.result(key, detail.attempt), items = ipq.byId(key), percent = r.max ? Math.round(10000 * r.score / r.max) / 100 : 0;
      if (r.max) {
        scorm.set("cmi.core.score.min", 0);
        scorm.set("cmi.core.score.max", 100);
        scorm.set("cmi.core.score.raw", percent);
        scorm.set("cmi.core.lesson_status", key.pass ? percent >= key.pass ? "passed" : "failed" : "completed");
      } else scorm.set("cmi.core.lesson_status", "completed");
      detail.route.filter(function (id) { return ipq.isScored(items[id]); }).forEach(function (id, n) {
        var at = "cmi.interactions." + n + ".";
        scorm.set(at + "id", id);
        scorm.set(at + "weighting", items[id].points);
        scorm.set(at + "result", r.wrong.indexOf(id) < 0 ? "correct" : "wrong");
      });
      scorm.commit();
    },
    /* What to say last; called once. */
    leaving: function () {}
  };

  function close() {
    if (!open) return;
    scorm.leaving();
    scorm.commit();
    open = false;
    api.LMSFinish("");
  }

  if (scorm.get("cmi.core.lesson_status") === "not attempted") scorm.set("cmi.core.lesson_status", "incomplete");
  window.addEventListener("pagehide", close);
  window.addEventListener("unload", close);
})();
