/* What a reader typed -> values: the steps of iplearn/dates/answers.py. A value is text (a day, an option), a list of
   options, or {missing: "empty" | "unknown" | "unreadable"}; nothing is guessed. */
(function (ipt) {
  "use strict";
  var answers = ipt.answers = {}, FIRST = 1800, LAST = 2200;

  answers.date = function (text) {
    var m = /^(\d{4})(\d\d)(\d\d)$/.exec(text = text.normalize("NFKC").trim()) ||
      /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text);
    if (!m) return null;
    var y = Number(m[1]), mo = Number(m[2]), d = Number(m[3]);
    if (y < FIRST || y > LAST || mo < 1 || mo > 12 || d < 1 || d > ipt.dates.length(y, mo)) return null;
    return ipt.dates.make(y, mo, d);
  };

  answers.years = function (text) {
    var words = text.normalize("NFKC").split(/[\s,;、年]+/).filter(Boolean);
    var fine = words.length && words.every(function (w) { return /^\d{4}$/.test(w) && w >= FIRST && w <= LAST; });
    return fine ? words.map(Number) : null;
  };

  function missing(why) { return { missing: why }; }
  answers.isMissing = function (value) { return !!(value && value.missing); };

  answers.read = function (field, text) {
    text = (text || "").trim();
    if (!text) return missing("empty");
    if (field.type === "日期") return answers.date(text) || missing("unreadable");
    if (field.type === "年份" || field.type === "多个年份") {
      var years = answers.years(text);
      if (!years || (field.type === "年份" && years.length !== 1)) return missing("unreadable");
      return ipt.dates.make(Math.max.apply(null, years), 1, 1);
    }
    function option(id) { return field.options.filter(function (o) { return o.id === id; })[0]; }
    if (field.type === "选择") {
      var chosen = option(text);
      if (!chosen) return missing("unreadable");
      return chosen.unknown ? missing("unknown") : text;
    }
    if (field.type === "多选") {
      var all = text.split(",");
      return all.every(option) ? all : missing("unreadable");
    }
    return text;
  };
})(this.ipt = this.ipt || {});
