/* What this device remembers of courses, under "ipl-course" in localStorage:
   {v: 1,
    modules: {T1: {done: {section id: when}, at: section id seen last, seen: when}},
    proofs: {"track-tech": {code, rev, score, max, right, scored, need, ended}}}   a course's test that was passed, newest
   Times are ms since 1970. Nothing leaves the browser; no name is kept. No page here. */
(function (ipl) {
  "use strict";
  const KEY = "ipl-course", NAME = /^[A-Za-z0-9][A-Za-z0-9-]*$/, CODE = /^[0-9A-Z-]{18,2000}$/, course = ipl.course = {};

  const isObject = (x) => Boolean(x) && typeof x === "object" && !Array.isArray(x);
  const isTime = (x) => typeof x === "number" && x >= 0 && x < 8.64e15;
  const isNumber = (x) => typeof x === "number" && isFinite(x) && x >= 0;
  /* Ids of sections are their words; they are only ever compared. */
  const isPlace = (x) => typeof x === "string" && x.length > 0 && x.length < 200 && x !== "__proto__";

  function each(values, fits, make) {
    const out = {};
    Object.keys(isObject(values) ? values : {}).forEach((key) => { if (fits(key, values[key])) out[key] = make(values[key]); });
    return out;
  }

  function module(value) {
    return {
      done: each(value.done, (key, when) => isPlace(key) && isTime(when), (when) => when),
      at: isPlace(value.at) ? value.at : "", seen: isTime(value.seen) ? value.seen : 0
    };
  }

  function isProof(key, p) {
    return NAME.test(key) && isObject(p) && CODE.test(p.code) && typeof p.rev === "string" && p.rev.length < 20 &&
      [p.score, p.max, p.right, p.scored, p.need].every(isNumber) && isTime(p.ended);
  }

  function proof(p) { return { code: p.code, rev: p.rev, score: p.score, max: p.max, right: p.right, scored: p.scored, need: p.need, ended: p.ended }; }

  /* A record of which every part has its form. What comes from a file is not trusted. */
  course.clean = (value) => ({
    v: 1,
    modules: each(isObject(value) && value.v === 1 ? value.modules : {}, (key, m) => NAME.test(key) && isObject(m), module),
    proofs: each(isObject(value) && value.v === 1 ? value.proofs : {}, isProof, proof)
  });

  course.read = function () {
    try {
      return course.clean(JSON.parse(localStorage.getItem(KEY)));
    } catch (e) { return course.clean(null); }
  };

  /* true when it could be kept */
  course.write = function (record) {
    try {
      localStorage.setItem(KEY, JSON.stringify(record));
      return true;
    } catch (e) { return false; }
  };

  course.module = (record, id) => Object.prototype.hasOwnProperty.call(record.modules, id) ? record.modules[id] : module({});

  /* Both together: what is done in one is done; the place seen last and the newest proof stand. */
  course.merge = function (one, other) {
    const out = course.clean(one);
    Object.keys(other.modules).forEach((id) => {
      const a = course.module(out, id), b = other.modules[id], done = Object.assign({}, b.done, a.done), later = b.seen > a.seen ? b : a;
      out.modules[id] = { done: done, at: later.at, seen: later.seen };
    });
    Object.keys(other.proofs).forEach((id) => {
      if (!out.proofs[id] || out.proofs[id].ended < other.proofs[id].ended) out.proofs[id] = other.proofs[id];
    });
    return out;
  };

  /* Reads, lets `change` change, writes. */
  course.update = function (change) {
    const record = course.read();
    change(record);
    return course.write(record);
  };

  course.see = (id, place, now) => course.update((record) => {
    const m = course.module(record, id);
    record.modules[id] = { done: m.done, at: place, seen: now };
  });

  course.settle = (id, place, now) => course.update((record) => {
    const m = course.module(record, id);
    if (now) m.done[place] = m.done[place] || now;
    else delete m.done[place];
    record.modules[id] = m;
  });

  /* Whether a quiz was ever finished with at least `need` per cent, by the history of my/history.js. */
  course.passed = (history, quiz, need) => history.attempts.some((a) => a.quiz === quiz && a.max > 0 && Math.floor(100 * a.score / a.max + 1e-9) >= (need || 0));

  /* How a course stands. `known` is the page's: {modules: [{id, path, sections: [{id, minutes}], test: {id, path, pass, minutes} | null}], test}.
     {modules: [{id, done: sections done, of, passed, left}], left: minutes, total, next: {module, section | "test"} | null} */
  course.standing = function (known, record, history) {
    const out = { modules: [], left: 0, total: 0, next: null };
    known.modules.forEach((m) => {
      const kept = course.module(record, m.id), open = m.sections.filter((s) => !kept.done[s.id]), passed = !m.test || course.passed(history, m.test.id, m.test.pass);
      const left = open.reduce((sum, s) => sum + s.minutes, 0) + (passed ? 0 : m.test.minutes);
      out.total += m.sections.reduce((sum, s) => sum + s.minutes, 0) + (m.test ? m.test.minutes : 0);
      out.left += left;
      out.modules.push({ id: m.id, done: m.sections.length - open.length, of: m.sections.length, passed: passed, left: left, open: open.map((s) => s.id) });
    });
    if (known.test) {
      out.total += known.test.minutes;
      if (!record.proofs[known.test.id]) out.left += known.test.minutes;
    }
    /* Where the reader was last, if anything is open there; else the first that is open. */
    const begun = known.modules.filter((m, n) => out.modules[n].left > 0).sort((a, b) => course.module(record, b.id).seen - course.module(record, a.id).seen);
    const first = begun.length && course.module(record, begun[0].id).seen ? begun[0] : known.modules.filter((m, n) => out.modules[n].left > 0)[0];
    if (first) {
      const state = out.modules[known.modules.indexOf(first)], at = course.module(record, first.id).at;
      out.next = { module: first.id, section: state.open.indexOf(at) >= 0 ? at : state.open[0] || "test" };
    } else if (known.test && !record.proofs[known.test.id]) out.next = { module: "", section: "test" };
    return out;
  };
})(window.ipl = window.ipl || {});
