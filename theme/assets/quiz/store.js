/* Where an unfinished attempt waits. Browsers may refuse storage (private windows, WebViews) or throw on any touch of it. */
(function (ipq) {
  "use strict";
  var PREFIX = "ip-quiz:";

  /* true when it could be kept */
  ipq.save = function (id, attempt) {
    try {
      localStorage.setItem(PREFIX + id, JSON.stringify(attempt));
      return true;
    } catch (e) { return false; }
  };

  /* An attempt of this revision whose items are all still in force on `day`, else null. */
  ipq.load = function (key, day) {
    try {
      var attempt = JSON.parse(localStorage.getItem(PREFIX + key.id)), items = ipq.byId(key);
      var fits = attempt && attempt.v === 1 && attempt.rev === key.rev && attempt.plan.length &&
        attempt.plan.every(function (id) { return ipq.inForce(items[id], day); });
      return fits ? attempt : null;
    } catch (e) { return null; }
  };
})(window.ipq);
