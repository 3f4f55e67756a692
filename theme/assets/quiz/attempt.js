/* An attempt as a plain value: which items, in which order, what was answered, what it earned. No page here.
   {v, rev, mode: "practice" | "test", started: ms since 1970, seed, plan: [item id], responses: {id: response}, checked: {id: {response, first}},
    ms: {id: milliseconds}, at: item id, done} */
(function (ipq) {
  "use strict";

  /* The day in China, where one time holds all year. */
  ipq.today = function (now) { return new Date(now + 8 * 3600 * 1000).toISOString().slice(0, 10); };

  /* mulberry32: the same seed gives the same numbers in every browser. */
  ipq.random = function (seed) {
    return function () {
      seed = (seed + 0x6d2b79f5) | 0;
      var t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  };

  ipq.shuffled = function (list, random) {
    var out = list.slice();
    for (var i = out.length - 1; i > 0; i--) {
      var j = Math.floor(random() * (i + 1)), kept = out[i];
      out[i] = out[j];
      out[j] = kept;
    }
    return out;
  };

  ipq.inForce = function (item, day) { return !(item.since > day) && !(item.until < day); };

  /* Items in force; `draw` of them where the quiz is a bank (surveys are asked besides), from its parts by turns; then the order.
     Items change places inside their part only, and the items of a case never do: its story has an order. */
  function plan(key, day, random, only) {
    var items = key.items.filter(function (item) { return ipq.inForce(item, day) && (!only || only.indexOf(item.id) >= 0); });
    if (key.draw && !only) {
      var bank = items.filter(function (item) { return item.kind !== "survey"; });
      var turns = {}, drawn = ipq.shuffled(bank, random).map(function (item, n) {
        turns[item.part] = (turns[item.part] || 0) + 1;
        return [turns[item.part] * 1e4 + n, item];
      }).sort(function (a, b) { return a[0] - b[0]; }).slice(0, key.draw).map(function (d) { return d[1]; });
      items = items.filter(function (item) { return item.kind === "survey" || drawn.indexOf(item) >= 0; });
    }
    if (key.shuffle === "items" || key.shuffle === "both") {
      var parts = {};
      items.forEach(function (item) { (parts[item.part] = parts[item.part] || []).push(item); });
      items = [].concat.apply([], Object.keys(parts).map(function (n) { return parts[n][0].story ? parts[n] : ipq.shuffled(parts[n], random); }));
    }
    return items.map(function (item) { return item.id; });
  }

  ipq.newAttempt = function (key, now, seed, mode, only) {
    var day = ipq.today(now);
    return { v: 1, rev: key.rev, mode: mode, started: now, seed: seed, plan: plan(key, day, ipq.random(seed), only), responses: {}, checked: {}, ms: {}, at: "", done: false };
  };

  ipq.byId = function (key) {
    var out = {};
    key.items.forEach(function (item) { out[item.id] = item; });
    return out;
  };

  ipq.isAnswered = function (response) {
    return response !== undefined && (typeof response === "string" ? response : response.join("")).replace(/[\s-]/g, "") !== "";
  };

  /* The ids that this attempt walks through as far as it is answered. A case that branches shows only its path. */
  ipq.route = function (key, attempt) {
    var items = ipq.byId(key), branching = {}, walked = {}, out = [];
    key.items.forEach(function (item) { if (item.goto) branching[item.part] = true; });
    attempt.plan.forEach(function (id) {
      var part = items[id].part;
      if (!branching[part]) out.push(id);
      else if (!walked[part]) walked[part] = Boolean(out.push.apply(out, walk(key, items, attempt, part)));
    });
    return out;
  };

  function walk(key, items, attempt, part) {
    var story = key.items.filter(function (item) { return item.part === part; }), out = [], i = 0;
    for (;;) {
      while (i < story.length && attempt.plan.indexOf(story[i].id) < 0) i++;
      if (i >= story.length) return out;
      var id = story[i].id, checked = attempt.checked[id];
      var response = attempt.mode === "practice" ? checked && checked.response : attempt.responses[id];
      out.push(id);
      if (!ipq.isAnswered(response)) return out;
      var goto = (items[id].goto || {})[response];
      i = goto ? story.indexOf(items[goto]) : i + 1;
    }
  }

  /* {score, max, right, scored, wrong: [id]}. In practice the first try counts. */
  ipq.result = function (key, attempt) {
    var items = ipq.byId(key), out = { score: 0, max: 0, right: 0, scored: 0, wrong: [] };
    ipq.route(key, attempt).forEach(function (id) {
      var item = items[id], checked = attempt.checked[id], share;
      if (!ipq.isScored(item)) return;
      share = attempt.mode === "practice" ? (checked ? checked.first : 0) : ipq.share(item, attempt.responses[id] || "");
      out.score += share * item.points;
      out.max += item.points;
      out.scored++;
      if (share === 1) out.right++;
      else out.wrong.push(id);
    });
    return out;
  };

  /* The items to do again: a case that branches is done again as a whole. */
  ipq.again = function (key, wrong) {
    var items = ipq.byId(key), stories = {};
    key.items.forEach(function (item) { if (item.goto) stories[item.part] = false; });
    wrong.forEach(function (id) { if (items[id].part in stories) stories[items[id].part] = true; });
    return key.items.filter(function (item) { return wrong.indexOf(item.id) >= 0 || stories[item.part]; }).map(function (item) { return item.id; });
  };
})(window.ipq);
