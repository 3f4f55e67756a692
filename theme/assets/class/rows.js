/* Attempts -> rows of the one responses format, and that as CSV: the rules of iplearn/results/rows.py, which
   explains them. Scores are computed here from the key of the item's revision (assets/quiz/score.js). */
(function (ipc, ipq) {
  "use strict";
  var p = ipc.parts;
  ipc.COLUMNS = ["school", "class", "learner", "quiz", "item", "revision", "phase", "attempt", "response", "score", "max_score", "answered_at", "duration", "source"];
  /* What each column means, for the second sheet of the workbook. */
  ipc.DICTIONARY = [
    ["列", "意思"],
    ["school", "学校代码，市里发给学校的三个字符；000 是试用"],
    ["class", "班级码"],
    ["learner", "班级码加座号，不是姓名；没有班级码的空着"],
    ["quiz", "测验编号"],
    ["item", "题目编号"],
    ["revision", "题目的版本；题干、选项、答案一改就变"],
    ["phase", "pre 前测，post 后测，practice 练习"],
    ["attempt", "同一个人同一阶段第几次做"],
    ["response", "作答：选项字母；填空是写的字或者对上的答案（? 表示写了但对不上，[,] 隔开几个空）；连线、归类里 - 表示没放；空着是没答"],
    ["score", "得分，按这一版题目的答案重新算的"],
    ["max_score", "满分；0 表示不计分（调查、简答）"],
    ["answered_at", "交卷的时间，精确到分，北京时间"],
    ["duration", "这道题用了几秒；只知道总用时的，是平均数"],
    ["source", "来自哪里：文件名和行号"]
  ];

  function two(n) { return (n < 10 ? "0" : "") + n; }

  /* K3F27Q-07 */
  ipc.learner = function (attempt) { return attempt.group ? attempt.group + "-" + two(attempt.seat) : ""; };

  ipc.scoreOf = function (item, response) {
    if (!ipq.isScored(item)) return { score: 0, max: 0 };
    return { score: Math.floor(ipq.share(item, response) * item.points * 1e6 + 0.5) / 1e6, max: item.points };
  };

  ipc.asText = function (item, response) {
    var parts = typeof response === "string" ? [response] : response;
    if (item.kind === "text-entry") return parts.some(function (part) { return part.trim(); }) ? parts.join("[,]") : "";
    if (item.kind === "short-answer") return parts[1] || ((parts[0] || "").trim() ? "?" : "");
    return parts.join("");
  };

  /* 2026-11-22T09:47+08:00 */
  ipc.timeText = function (minute, seconds) {
    return new Date(p.EPOCH + minute * 60000 + seconds * 1000 + 8 * 3600000).toISOString().slice(0, 16) + "+08:00";
  };

  function series(one) { return [one.attempt.quiz, one.attempt.phase, ipc.learner(one.attempt)].join("\u0000"); }

  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

  /* [{attempt, source}] with none twice -> the same with `number` added: which try it is. In the order of the rows. */
  ipc.numbered = function (handed) {
    var last = null, number = 0;
    return handed.slice().sort(function (a, b) {
      return compare(series(a), series(b)) || a.attempt.minute - b.attempt.minute || compare(a.source, b.source);
    }).map(function (one) {
      number = series(one) === last && one.attempt.group ? number + 1 : 1;
      last = series(one);
      return { attempt: one.attempt, source: one.source, number: number };
    });
  };

  /* Rows as lists of texts and numbers, in the order of COLUMNS. */
  ipc.rows = function (handed) {
    var out = [];
    ipc.numbered(handed).forEach(function (one) {
      var a = one.attempt, n = a.answers.length, items = {};
      var share = n ? Math.floor((a.seconds * 20 + n) / (2 * n)) / 10 : 0;
      a.items.forEach(function (item) { items["#" + item.id] = item; });
      a.answers.forEach(function (answer) {
        var item = items["#" + answer.item], outcome = ipc.scoreOf(item, answer.response);
        out.push([
          a.group.slice(0, 3), a.group, ipc.learner(a), a.quiz, item.id, item.rev, a.phase, one.number, ipc.asText(item, answer.response),
          outcome.score, outcome.max, ipc.timeText(a.minute, a.seconds), typeof answer.seconds === "number" ? answer.seconds : share, one.source
        ]);
      });
    });
    return out;
  };

  function csvCell(value) {
    if (typeof value === "number") return String(value);
    /* A spreadsheet runs a cell that begins so; with an apostrophe before it, it is text. */
    if (/^[=+\-@\t\r']/.test(value)) value = "'" + value;
    return /[",\r\n]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value;
  }

  ipc.csv = function (rows) {
    return "\ufeff" + [ipc.COLUMNS].concat(rows).map(function (row) { return row.map(csvCell).join(",") + "\r\n"; }).join("");
  };
})(window.ipc, window.ipq);
