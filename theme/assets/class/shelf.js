/* Takes the questions of a quiz when the first result of it comes. Script tags, because they load from a folder, too. */
(function (ipc) {
  "use strict";
  var base = document.currentScript ? document.currentScript.src.replace(/[^/]*$/, "") : "", coming = {};

  /* What quizzes/<id>.js calls. */
  ipc.shelve = function (id, known) {
    ipc.catalogue.quizzes.forEach(function (q) { if (q.id === id) Object.assign(q, known); });
  };

  function take(id) {
    return coming[id] = coming[id] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = base + "quizzes/" + id + ".js";
      script.onload = resolve;
      script.onerror = function () {
        delete coming[id];
        script.remove();
        reject(new Error(id));
      };
      document.head.appendChild(script);
    });
  }

  /* Settles when the page knows every quiz that a code in `text` is of; fails where one cannot be had. */
  ipc.fetched = function (text) {
    var ids = {};
    ipc.findCodes(text).forEach(function (found) {
      ipc.quizzesOf(found.text, ipc.catalogue).forEach(function (q) { if (!q.items) ids[q.id] = true; });
    });
    return Promise.all(Object.keys(ids).map(take));
  };

  ipc.AWAY = "题目没有取到。请检查网络，再试一次。";
})(window.ipc);
