/* 核对结业证明: what a result code says of a course's test. The score is computed here from the key of that revision. */
(function (ipc) {
  "use strict";
  var ui = ipc.ui, get = ui.get;

  /* {title, rev, current, day, asked, right, score, max, percent, need, verdict: "pass" | "fail" | "none", why}, or {problem, mended?} */
  ipc.proofOf = function (text, catalogue) {
    var attempt = ipc.decode(text, catalogue), out;
    if (attempt.problem) return { problem: attempt.problem, mended: attempt.mended };
    var quiz = catalogue.quizzes.filter(function (q) { return q.id === attempt.quiz; })[0], items = {};
    attempt.items.forEach(function (item) { items["#" + item.id] = item; });
    out = { title: quiz.title, rev: attempt.revision, current: quiz.revisions[quiz.revisions.length - 1].rev === attempt.revision, minute: attempt.minute, seconds: attempt.seconds, asked: 0, right: 0, score: 0, max: 0, need: quiz.pass || 0 };
    attempt.answers.forEach(function (answer) {
      var outcome = ipc.scoreOf(items["#" + answer.item], answer.response);
      if (!outcome.max) return;
      out.asked++;
      out.score += outcome.score;
      out.max += outcome.max;
      if (outcome.score === outcome.max) out.right++;
    });
    out.percent = out.max ? Math.floor(100 * out.score / out.max + 1e-9) : 0;
    out.why = !out.need ? "这套测验没有及格线。" : attempt.phase === "practice" ? "这是用“练习”做的，看着解析做的不算。" :
      attempt.answers.length < (quiz.draw || attempt.items.length) ? "只做了 " + attempt.answers.length + " 题，没有做完一整套。" : "";
    out.verdict = out.why ? "none" : out.percent >= out.need ? "pass" : "fail";
    return out;
  };

  var WORDS = { pass: "通过", fail: "没有通过", none: "不能算" };

  function line(code) {
    var p = ipc.proofOf(code, ipc.catalogue), node = ui.el("li", "ipc-proof");
    if (p.problem) {
      ui.add(node, "p", "ipc-proof__verdict is-bad", "读不懂：" + p.problem);
      if (p.mended) ui.add(node, "p", "ipc-help", "可能应当是：" + p.mended);
      return node;
    }
    ui.add(node, "p", "ipc-proof__verdict " + (p.verdict === "pass" ? "is-good" : "is-bad"), WORDS[p.verdict] + "：" + p.title);
    ui.add(node, "p", "", p.asked + " 题全对 " + p.right + " 题，得 " + Math.round(p.score * 100) / 100 + " 分，满分 " + p.max + " 分（" + p.percent + "%" + (p.need ? "，" + p.need + "% 及格" : "") + "）。" + p.why);
    ui.add(node, "p", "ipc-help", ipc.timeText(p.minute, 0).slice(0, 16).replace("T", " ") + " 开始做，用了 " + Math.round(p.seconds / 60) + " 分钟。题目版本 " + p.rev + (p.current ? "，是现在这一版。" : "，是以前的一版，按那一版的答案算分。"));
    return node;
  }

  get("proof").addEventListener("submit", function (event) {
    event.preventDefault();
    var list = get("proofs"), codes = [], seen = {};
    ipc.findCodes(get("proof-in").value).forEach(function (found) {
      var clean = ipc.parts.clean(found.text);
      if (!seen[clean]) codes.push(found.text);
      seen[clean] = true;
    });
    list.textContent = "";
    ipc.fetched(codes.join("\n")).then(function () {
      list.textContent = "";
      codes.forEach(function (code) { list.appendChild(line(code)); });
      ui.say(get("proof-said"), codes.length ? "核对了 " + codes.length + " 个结果码。" : "这里面没有找到结果码。");
    }, function () { ui.say(get("proof-said"), ipc.AWAY); });
  });
})(window.ipc);
