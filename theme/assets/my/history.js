/* What this device remembers of finished attempts, under "ipl-history" in localStorage:
   {v: 1,
    attempts: [{quiz, title, rev, mode, started, ended, seconds, score, max, right, scored, items: [[id, rev, share]]}], oldest first, the newest 1000,
    items: {"quiz/item": {rev, share, at}}   how each scored item went the last time,
    quizzes: {quiz: {title, first, last}}}   when a quiz was finished first and last
   Times are ms since 1970, shares 0 to 1. `items` and `quizzes` outlive the attempts they came from. No page here. */
(function (ipl) {
  "use strict";
  const KEY = "ipl-history", MOST = 1000, AFTER = [1, 7, 21];
  const NAME = /^[a-z0-9][a-z0-9-]*$/i, FULL = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/i;

  const empty = () => ({ v: 1, attempts: [], items: {}, quizzes: {} });
  const isObject = (x) => Boolean(x) && typeof x === "object" && !Array.isArray(x);
  const isTime = (x) => typeof x === "number" && x >= 0 && x < 8.64e15;
  const isShare = (x) => typeof x === "number" && x >= 0 && x <= 1;
  const isNumber = (x) => typeof x === "number" && isFinite(x) && x >= 0;
  const isText = (x) => typeof x === "string" && x.length < 500;

  function isAttempt(a) {
    return isObject(a) && NAME.test(a.quiz) && isText(a.title) && isText(a.rev) && (a.mode === "practice" || a.mode === "test") &&
      isTime(a.started) && isTime(a.ended) && [a.seconds, a.score, a.max, a.right, a.scored].every(isNumber) && Array.isArray(a.items) &&
      a.items.every((i) => Array.isArray(i) && NAME.test(i[0]) && isText(i[1]) && isShare(i[2]));
  }

  function kept(values, fits) {
    const out = {};
    Object.keys(isObject(values) ? values : {}).forEach((key) => { if (fits(key, values[key])) out[key] = values[key]; });
    return out;
  }

  /* A history of which every part has its form, or null. What comes from a file is not trusted. */
  ipl.clean = function (value) {
    if (!isObject(value) || value.v !== 1 || !Array.isArray(value.attempts)) return null;
    return {
      v: 1,
      attempts: value.attempts.filter(isAttempt),
      items: kept(value.items, (key, i) => FULL.test(key) && isObject(i) && isText(i.rev) && isShare(i.share) && isTime(i.at)),
      quizzes: kept(value.quizzes, (key, q) => NAME.test(key) && isObject(q) && isText(q.title) && isTime(q.first) && isTime(q.last))
    };
  };

  /* Whether this browser keeps anything at all. */
  ipl.keeps = function () {
    try {
      localStorage.setItem(KEY + "-probe", "1");
      localStorage.removeItem(KEY + "-probe");
      return true;
    } catch (e) { return false; }
  };

  ipl.read = function () {
    try {
      return ipl.clean(JSON.parse(localStorage.getItem(KEY))) || empty();
    } catch (e) { return empty(); }
  };

  /* true when it could be kept */
  ipl.write = function (history) {
    try {
      localStorage.setItem(KEY, JSON.stringify(history));
      return true;
    } catch (e) { return false; }
  };

  /* Both together. The same attempt counts once, and of an item the later result stands. */
  ipl.merge = function (one, other) {
    const out = empty(), attempts = {};
    one.attempts.concat(other.attempts).forEach((a) => {
      const key = a.quiz + " " + a.started, have = attempts[key];
      if (!have || have.ended <= a.ended) attempts[key] = a;
    });
    out.attempts = Object.keys(attempts).map((key) => attempts[key]).sort((a, b) => a.started - b.started).slice(-MOST);
    [one, other].forEach((history) => {
      Object.keys(history.items).forEach((key) => {
        if (!out.items[key] || out.items[key].at <= history.items[key].at) out.items[key] = history.items[key];
      });
      Object.keys(history.quizzes).forEach((quiz) => {
        const q = history.quizzes[quiz], have = out.quizzes[quiz] || q;
        out.quizzes[quiz] = { title: have.last > q.last ? have.title : q.title, first: Math.min(have.first, q.first), last: Math.max(have.last, q.last) };
      });
    });
    return out;
  };

  /* The history of one finished attempt. `detail` is that of "ipq:done"; in practice only what was checked is known. */
  ipl.historyOf = function (ipq, detail, title, now) {
    const key = detail.key, attempt = detail.attempt, result = ipq.result(key, attempt), byId = ipq.byId(key), out = empty();
    const done = detail.route.filter((id) => ipq.isScored(byId[id]) && (attempt.mode === "test" || attempt.checked[id]));
    const items = done.map((id) => [id, byId[id].rev, attempt.mode === "test" ? ipq.share(byId[id], attempt.responses[id] || "") : attempt.checked[id].first]);
    out.attempts.push({
      quiz: key.id, title: title, rev: key.rev, mode: attempt.mode, started: attempt.started, ended: now,
      seconds: Math.round(Object.keys(attempt.ms).reduce((sum, id) => sum + attempt.ms[id], 0) / 1000),
      score: result.score, max: result.max, right: result.right, scored: result.scored, items: items
    });
    items.forEach((i) => { out.items[key.id + "/" + i[0]] = { rev: i[1], share: i[2], at: now }; });
    out.quizzes[key.id] = { title: title, first: now, last: now };
    return out;
  };

  /* ---- What follows from it ---- */

  /* Days are those of China, numbered from 1970. */
  ipl.dayOf = (time) => Math.floor((time + 8 * 3600 * 1000) / 86400000);
  ipl.dateOf = (day) => new Date(day * 86400000).toISOString().slice(0, 10);

  /* [{quiz, title, day: when the next review is due, after: 1 | 7 | 21}], soonest first. A quiz is due 1, 7 and 21 days
     after it was first finished; finishing it again on such a day or later settles that day. */
  ipl.reviews = function (history) {
    return Object.keys(history.quizzes).map((quiz) => {
      const q = history.quizzes[quiz], first = ipl.dayOf(q.first), after = AFTER.filter((n) => first + n > ipl.dayOf(q.last))[0];
      return after ? { quiz: quiz, title: q.title, day: first + after, after: after } : null;
    }).filter(Boolean).sort((a, b) => a.day - b.day || (a.quiz < b.quiz ? -1 : 1));
  };

  /* Whether an item is to be done again, now that its revision is `rev`: "wrong", "updated", or "". */
  ipl.again = (item, rev) => !item ? "" : item.rev !== rev ? "updated" : item.share < 1 ? "wrong" : "";

  /* All that this site may have left here besides open attempts; "ipx-queue" is what waits for a Learning Record Store. */
  ipl.KEYS = [KEY, "ipl-class", "ipl-course", "ipx-queue"];
})(window.ipl = window.ipl || {});
