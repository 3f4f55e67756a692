/* 看结果: who is missing, how each item went, before and after side by side. */
(function (ipc) {
  "use strict";
  var ui = ipc.ui, get = ui.get, add = ui.add, page = ipc.page;
  var PHASES = { pre: "前测", post: "后测", practice: "练习" }, FEW = 10, tables = 0;

  function percent(share) { return Math.round(100 * share) + "%"; }

  function quizOf(id) { return ipc.catalogue.quizzes.filter(function (q) { return q.id === id; })[0]; }

  /* ---- Tables ---- */

  function table(parent, caption, heads, rows) {
    var id = "ipc-table-" + tables++, wrap = add(parent, "div", "ip-table ipc-table", "", { role: "region", tabindex: "0", "aria-labelledby": id });
    var made = add(wrap, "table"), head, body;
    add(made, "caption", "ip-sr", caption, { id: id });
    head = add(add(made, "thead"), "tr");
    heads.forEach(function (text) { add(head, "th", "", text, { scope: "col" }); });
    body = add(made, "tbody");
    rows.forEach(function (cells) {
      var row = add(body, "tr");
      /* On a phone each row is a block and its cells say what they are. */
      cells.forEach(function (text, i) { add(row, i ? "td" : "th", "", text, i ? { "data-head": heads[i] } : { scope: "row" }); });
    });
  }

  function wrongMost(line) {
    if (line.votes) return line.votes.map(function (vote) { return vote[0] + " " + vote[1] + " 人"; }).join("；");
    return line.mistake ? line.mistake.value + "（" + line.mistake.times + " 人）" : line.item.kind === "short-answer" ? "自评，不计分" : "没有";
  }

  function rate(line) {
    return line.item.kind === "survey" || line.item.kind === "short-answer" ? "不计分" : percent(line.rate);
  }

  function itemTable(parent, caption, tally) {
    table(parent, caption, ["题目", "得分率", "全对", "没答", "最多的错误答案"], tally.items.map(function (line, i) {
      var scored = rate(line) !== "不计分";
      return [i + 1 + ". " + line.item.stem, rate(line), scored ? line.right + " / " + line.n : "—", String(line.empty), wrongMost(line)];
    }));
  }

  /* ---- One quiz in one phase ---- */

  function seats(list) { return list.join("、") + " 号"; }

  function missing(parent, tally) {
    if (!get("group").value) return;
    var left = ipc.missingSeats(tally.attempts, page.seats, page.nobody), basis = page.group ? "" : "这是按最大座号 " + page.seats + " 算的，可以在第一步改。";
    add(parent, "p", "ipc-missing", (left.length ? "还没交（" + left.length + " 人）：" + seats(left) + "。" : "全班都交了。") + basis);
  }

  function summary(parent, tally) {
    var words = tally.attempts.length + " 人交了" + (tally.mean === null ? "。" : "，平均得分率 " + percent(tally.mean) + "。");
    add(parent, "p", "", words + (tally.attempts.length < FEW ? "人少，只给自己看，不要公布。" : ""));
    missing(parent, tally);
  }

  function one(parent, series) {
    var part = add(parent, "section", "ipc-result"), title = quizOf(series.quiz).title + " · " + PHASES[series.phase];
    add(part, "h3", "", title);
    summary(part, series.tally);
    itemTable(part, title + "：逐题结果", series.tally);
  }

  /* ---- Before and after ---- */

  function sameItem(pre, quizId, item) {
    return pre.tally.items.filter(function (line) {
      return item.pair ? item.pair === pre.quiz + "/" + line.item.id : pre.quiz === quizId && line.item.id === item.id && line.item.rev === item.rev;
    })[0];
  }

  function change(before, after) {
    var points = Math.round(100 * after) - Math.round(100 * before);
    return (points > 0 ? "+" : points < 0 ? "−" : "") + Math.abs(points);
  }

  function pair(parent, title, pre, post) {
    var part = add(parent, "section", "ipc-result"), gain = ipc.gain(pre.tally.attempts, post.tally.attempts), rows = [];
    add(part, "h3", "", title + " · 前测和后测");
    [[pre, "前测"], [post, "后测"]].forEach(function (side) {
      add(part, "h4", "", side[1] + "：" + quizOf(side[0].quiz).title);
      summary(part, side[0].tally);
    });
    if (gain.n) add(part, "p", "ipc-gain", "两次都交了的 " + gain.n + " 人：前测平均 " + percent(gain.before) + "，后测平均 " + percent(gain.after) + "，" + change(gain.before, gain.after) + " 个百分点。");
    post.tally.items.forEach(function (line, i) {
      var before = sameItem(pre, post.quiz, line.item), scored = rate(line) !== "不计分";
      if (scored) rows.push([i + 1 + ". " + line.item.stem, before ? rate(before) : "—", rate(line), before ? change(before.rate, line.rate) : "—", wrongMost(line)]);
    });
    table(part, title + "：前测和后测对照", ["题目（后测）", "前测", "后测", "变化", "后测里最多的错误答案"], rows);
    add(part, "p", "ipc-help", "前后两题只是考同一个目标，说法不同；没有成对的题，前测一栏是“—”。人少时，几个百分点的变化可能只是碰巧。");
    [[pre, "前测"], [post, "后测"]].forEach(function (side) {
      var more = add(part, "details", "ipc-more");
      add(more, "summary", "", "逐题看" + side[1]);
      itemTable(more, title + side[1] + "：逐题结果", side[0].tally);
    });
  }

  /* ---- The whole ---- */

  function groupsOf(handed) {
    var seen = {};
    handed.forEach(function (h) { seen[h.attempt.group] = (seen[h.attempt.group] || 0) + 1; });
    return Object.keys(seen).sort().map(function (code) { return { code: code, n: seen[code] }; });
  }

  /* The choice of class stays where it was; the class made above comes first. */
  function chooseGroup(groups) {
    var select = get("group"), before = select.value, codes = groups.map(function (g) { return g.code; });
    select.textContent = "";
    groups.forEach(function (g) {
      add(select, "option", "", g.code ? g.code + " " + ipc.readClass(g.code).label + "（" + g.n + "）" : "没有班级码（" + g.n + "）", { value: g.code });
    });
    select.value = select.dataset.chosen && codes.indexOf(before) >= 0 ? before : codes.indexOf(page.classNow()) >= 0 ? page.classNow() : codes[0];
    get("which").hidden = groups.length < 2;
    return select.value;
  }

  function seriesOf(handed) {
    var found = {};
    handed.forEach(function (h) {
      var key = h.attempt.quiz + " " + h.attempt.phase;
      (found[key] = found[key] || { quiz: h.attempt.quiz, phase: h.attempt.phase, handed: [] }).handed.push(h);
    });
    return Object.keys(found).sort().map(function (key) {
      found[key].tally = ipc.tally(found[key].handed);
      return found[key];
    });
  }

  /* A lesson's two quizzes, or one quiz taken before and after. */
  function pairsOf(all) {
    function of(quiz, phase) { return all.filter(function (s) { return s.quiz === quiz && s.phase === phase; })[0]; }
    var wanted = ipc.catalogue.pairs.concat(ipc.catalogue.quizzes.map(function (q) { return { title: q.title, pre: q.id, post: q.id }; }));
    return wanted.map(function (w) { return { title: w.title, pre: of(w.pre, "pre"), post: of(w.post, "post") }; })
      .filter(function (w) { return w.pre && w.post; });
  }

  function show() {
    var handed = page.box.handed(), place = get("results"), shown = [], code;
    if (!handed.length) {
      get("which").hidden = true;
      place.textContent = "";
      add(place, "p", "ipc-help", "还没有结果。");
      return;
    }
    code = chooseGroup(groupsOf(handed));
    place.textContent = "";
    tables = 0;
    var all = seriesOf(handed.filter(function (h) { return h.attempt.group === code; }));
    pairsOf(all).forEach(function (w) {
      pair(place, w.title, w.pre, w.post);
      shown.push(w.pre, w.post);
    });
    all.filter(function (s) { return shown.indexOf(s) < 0; }).forEach(function (s) { one(place, s); });
  }

  get("group").addEventListener("change", function () {
    get("group").dataset.chosen = "1";
    show();
  });
  page.listeners.push(show);
})(window.ipc);
