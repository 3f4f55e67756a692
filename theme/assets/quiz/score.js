/* (key of an item, response) -> share of its points, 0 to 1. The rules are those of iplearn/scoring/outcome.py. */
(function (ipq) {
  "use strict";
  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /* Which of the accepted answers was typed, -1 when none was. */
  ipq.acceptedIndex = function (accepted, typed) {
    var form = ipq.normalise(typed);
    return form ? accepted.map(ipq.normalise).indexOf(form) : -1;
  };

  function multiple(key, given) {
    var right = 0, wrong = 0;
    LETTERS.slice(0, key.n).split("").forEach(function (letter) {
      if (given.indexOf(letter) < 0) return;
      if (key.key.indexOf(letter) < 0) wrong++;
      else right++;
    });
    return Math.max(0, right - wrong) / key.key.length;
  }

  function neighbours(key, given) {
    var right = 0;
    if (given.split("").sort().join("") !== key) return 0;
    for (var i = 1; i < given.length; i++) if (given.charCodeAt(i) - given.charCodeAt(i - 1) === 1) right++;
    return right / (key.length - 1);
  }

  function places(key, given) {
    var right = 0;
    for (var i = 0; i < key.length; i++) if (key[i] === given[i]) right++;
    return right / key.length;
  }

  ipq.isScored = function (key) { return key.kind !== "short-answer" && key.kind !== "survey"; };

  ipq.share = function (key, response) {
    var given = typeof response === "string" ? response : response.join(""), value;
    switch (key.kind) {
      case "single": case "true-false": return Number(given === key.key);
      case "multiple": return multiple(key, given);
      case "text-entry":
        if (typeof response === "string") response = [response];
        return key.key.filter(function (accepted, i) { return ipq.acceptedIndex(accepted, response[i] || "") >= 0; }).length / key.key.length;
      case "numeric":
        value = ipq.parseNumber(given, key.unit);
        return Number(value !== null && Number(key.low) <= value && value <= Number(key.high));
      case "ordering": return neighbours(key.key, given);
      case "matching": case "categorise": return places(key.key, given);
      default: return 0;
    }
  };
})(window.ipq);
