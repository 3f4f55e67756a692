/* A package of one quiz: reports it when it is finished. Runs after the quiz scripts and scorm-api.js. */
(function (ipq, scorm) {
  "use strict";
  if (scorm) document.addEventListener("ipq:done", function (event) { scorm.report(ipq, event.detail); });
})(window.ipq, window.ipScorm);
