/* Periods and working days: the steps of iplearn/dates/periods.py, which explains them. A day is text, "2026-11-29", so
   days compare as they stand. tests/cases/dates.json holds both sides to the same results. */
(function (ipt) {
  "use strict";
  var dates = ipt.dates = {}, DAY = 24 * 3600 * 1000, UNITS = { "年": 1, "个月": 1, "日": 1, "个工作日": 1 };

  function two(n) { return (n < 10 ? "0" : "") + n; }
  dates.make = function (year, month, day) { return ("000" + year).slice(-4) + "-" + two(month) + "-" + two(day); };
  dates.parts = function (day) { return day.split("-").map(Number); };
  dates.length = function (year, month) { return new Date(Date.UTC(year, month, 0)).getUTCDate(); };
  dates.plus = function (day, n) { return new Date(Date.parse(day + "T00:00:00Z") + n * DAY).toISOString().slice(0, 10); };
  dates.weekday = function (day) { return new Date(day + "T00:00:00Z").getUTCDay(); };
  /* China keeps one time all year, UTC+8. */
  dates.today = function () { return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10); };
  dates.words = function (day) { var p = dates.parts(day); return p[0] + " 年 " + p[1] + " 月 " + p[2] + " 日"; };

  /* "6 个月" -> {n: 6, unit: "个月"} */
  dates.span = function (text) {
    var m = /^(-?\d+)\s*(年|个月|日|个工作日)$/.exec((text || "0 日").trim());
    return m && UNITS[m[2]] ? { n: Number(m[1]), unit: m[2] } : null;
  };

  dates.addMonths = function (day, months) {
    var p = dates.parts(day), at = p[0] * 12 + p[1] - 1 + months, year = Math.floor(at / 12), month = at - year * 12 + 1;
    var length = dates.length(year, month);
    return { day: dates.make(year, month, Math.min(p[2], length)), exact: p[2] <= length };
  };

  dates.addSpan = function (day, span, ends) {
    var end = span.unit === "日" ? { day: dates.plus(day, span.n), exact: true } : dates.addMonths(day, span.n * (span.unit === "年" ? 12 : 1));
    if (ends === "年末") return end.day.slice(0, 4) + "-12-31";
    if (ends === "前一日") return end.exact ? dates.plus(end.day, -1) : end.day;
    return ends === "次日" ? dates.plus(end.day, 1) : end.day;
  };

  function end(day, plain, missing) { return { day: day, plain: plain, missing: missing || [] }; }

  /* holidays: {years, off, work}, from data/holidays. */
  dates.calendar = function (holidays) {
    function has(list, what) { return list.indexOf(what) >= 0; }
    var self = {
      works: function (day) {
        if (has(holidays.work, day)) return true;
        return !has(holidays.off, day) && dates.weekday(day) % 6 !== 0;
      },
      unknownYear: function (day) {
        var year = Number(day.slice(0, 4));
        if (!has(holidays.years, year)) return year;
        return day.slice(5) >= "12-29" && !has(holidays.years, year + 1) ? year + 1 : null;
      },
      nextWorking: function (day) {
        for (var at = day; ; at = dates.plus(at, 1)) {
          var year = self.unknownYear(at);
          if (year !== null) return end(day, day, [year]);
          if (self.works(at)) return end(at, day);
        }
      },
      workingDays: function (start, n) {
        var at = start, missing = [];
        while (n > 0) {
          at = dates.plus(at, 1);
          var year = self.unknownYear(at);
          if (year !== null && !has(missing, year)) missing.push(year);
          if (self.works(at)) n -= 1;
        }
        return end(at, at, missing.sort());
      }
    };
    return self;
  };

  dates.periodEnd = function (day, span, ends, rest, work) {
    if (span.unit === "个工作日") return work.workingDays(day, span.n);
    var last = dates.addSpan(day, span, ends);
    return rest ? work.nextWorking(last) : end(last, last);
  };
})(this.ipt = this.ipt || {});
