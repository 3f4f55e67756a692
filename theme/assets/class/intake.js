/* Finds result codes in whatever a teacher pastes or drops, and keeps each attempt once. No page here. */
(function (ipc) {
  "use strict";
  var p = ipc.parts, PIECE = 8;

  function length(text) { return p.clean(text).length; }

  /* The candidates of one line: runs of letters, digits and what stands between groups, long enough for a code.
     Names and times beside the code are left out; a piece of a code is a candidate, so that it is told. */
  function candidates(line) {
    var found = [];
    line.normalize("NFKC").split(/[^0-9A-Za-z\s\-_.·•\u00ad\u2010-\u2015\u2043\u2212\u200b-\u200f\u2060\ufeff]+/).forEach(function (run) {
      var words = run.trim().split(/\s+/), whole = words.filter(function (word) { return length(word) >= p.SHORTEST; });
      if (whole.length) found = found.concat(whole);
      else {
        /* Groups may have been parted by spaces: what stands before the first group of four is no part of them. */
        while (words.length && length(words[0]) !== 4) words.shift();
        if (length(words.join("")) >= p.SHORTEST) found.push(words.join("-"));
        else found = found.concat(run.split(/\s+/).filter(function (word) { return length(word) >= PIECE && /^[0-9A-Za-z]{4}-[0-9A-Za-z-]+$/.test(word); }));
      }
    });
    return found;
  }

  /* [{line: from 1, text}] */
  ipc.findCodes = function (text) {
    var found = [];
    text.split(/\r\n|\r|\n/).forEach(function (line, i) {
      candidates(line).forEach(function (candidate) { found.push({ line: i + 1, text: candidate }); });
    });
    return found;
  };

  function isFile(text) { return /^[\ufeff\s]*\{/.test(text) && text.indexOf('"iplearn-result"') >= 0; }

  function isOurTable(text) { return text.replace(/^\ufeff/, "").indexOf(ipc.COLUMNS.slice(0, 5).join(",")) === 0; }

  function knowsTimes(attempt) { return attempt.answers.some(function (a) { return typeof a.seconds === "number"; }); }

  /* A box to put results into. `bad` holds what could not be read: {source, text, file, problem, position?, slip?, mended?}. */
  ipc.newBox = function (catalogue) {
    var kept = {}, order = [], box = { bad: [] };

    function keep(attempt, source) {
      var before = kept[attempt.code];
      if (before) {
        /* The file of an attempt knows more than its code. */
        if (knowsTimes(attempt) && !knowsTimes(before.attempt)) kept[attempt.code] = { attempt: attempt, source: source };
        return "again";
      }
      kept[attempt.code] = { attempt: attempt, source: source };
      order.push(attempt.code);
      return "fresh";
    }

    function take(attempt, text, source, file) {
      if (!attempt.problem) return keep(attempt, source);
      var known = box.bad.some(function (b) { return p.clean(b.text) === p.clean(text) && b.problem === attempt.problem; });
      if (known) return "again";
      box.bad.push({ source: source, text: text, file: Boolean(file), problem: attempt.problem, position: attempt.position, slip: attempt.slip, mended: attempt.mended });
      return "bad";
    }

    /* Reads `text` that came from `name` and says what was in it: {fresh, again, bad}, or {problem}. */
    box.add = function (text, name) {
      var got = { fresh: 0, again: 0, bad: 0 };
      if (isFile(text)) got[take(ipc.readFile(text, catalogue), name, name, true)]++;
      else if (isOurTable(text)) return { problem: name + "是从这一页下载的作答表，里面没有结果码。请贴当时的结果码。" };
      else ipc.findCodes(text).forEach(function (found) { got[take(ipc.decode(found.text, catalogue), found.text, name + ":" + found.line)]++; });
      return got;
    };

    /* The code as it would be with its one slip undone. */
    box.mend = function (bad) {
      box.drop(bad);
      return take(ipc.decode(bad.mended, catalogue), bad.mended, bad.source);
    };

    box.drop = function (bad) { box.bad = box.bad.filter(function (b) { return b !== bad; }); };

    /* [{attempt, source}] in the order they came */
    box.handed = function () { return order.map(function (code) { return kept[code]; }); };

    return box;
  };

  function sameSeat(handed) {
    var seen = {}, out = [];
    ipc.numbered(handed).forEach(function (one) {
      if (!one.attempt.group) return;
      var key = [one.attempt.quiz, one.attempt.phase, ipc.learner(one.attempt)].join(" ");
      (seen[key] = seen[key] || []).push(one);
    });
    Object.keys(seen).forEach(function (key) {
      if (seen[key].length < 2) return;
      var times = seen[key].map(function (one) { return ipc.timeText(one.attempt.minute, 0).slice(5, 16).replace("T", " "); });
      out.push(seen[key][0].attempt.seat + " 号交了 " + times.length + " 次（" + times.join("、") + " 开始）。是一个人重做，还是两个人填了同一个座号？统计只算第一次。");
    });
    return out;
  }

  /* What a teacher ought to look at, in words. `group` is the class made on the page or "", `now` in ms. */
  ipc.oddities = function (handed, group, seats, now) {
    var out = sameSeat(handed), others = {}, none = 0;
    handed.forEach(function (one) {
      var a = one.attempt, who = (a.seat || "没填座号") + (a.seat ? " 号" : "");
      if (!a.group) none++;
      else if (group && a.group !== group) others[a.group] = (others[a.group] || 0) + 1;
      else if (group && (a.seat > seats || !a.seat)) out.push(who + "不在 1 到 " + seats + " 之间（" + one.source + "）。");
      if (p.EPOCH + a.minute * 60000 > now + 86400000) out.push(who + "的开始时间在将来（" + ipc.timeText(a.minute, 0).slice(0, 10) + "），多半是设备的日期不对。");
    });
    Object.keys(others).sort().forEach(function (code) { out.push("有 " + others[code] + " 个结果码是别的班的：" + code + "（" + ipc.readClass(code).label + "）。"); });
    if (none) out.push("有 " + none + " 个结果码没有班级码，不知道是谁的，只计入“没有班级码”。");
    return out;
  };
})(window.ipc);
