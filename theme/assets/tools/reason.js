/* Answers -> findings, rows -> findings, blanks -> letter: the steps of iplearn/reasoning, which explains them. Three values:
   true, false, and null where an answer is missing or 不清楚. tests/cases/reasoning.json holds both sides to the same results. */
(function (ipt) {
  "use strict";
  var reason = ipt.reason = {}, UNKNOWN = reason.UNKNOWN = "unknown";

  /* "a=x|y & b=z or c=w" -> [[{question, answers}]] */
  reason.parse = function (text) {
    return text.split(" or ").map(function (alternative) {
      return alternative.split(" & ").map(function (term) {
        var at = term.indexOf("=");
        return { question: term.slice(0, at).trim(), answers: term.slice(at + 1).split("|").map(function (a) { return a.trim(); }) };
      });
    });
  };

  function has(list, what) { return list.indexOf(what) >= 0; }
  function allOf(values) { return has(values, false) ? false : has(values, null) ? null : true; }
  function either(values) { return has(values, true) ? true : has(values, null) ? null : false; }

  reason.truth = function (condition, value) {
    if (!condition) return true;
    return either(reason.parse(condition).map(function (terms) { return allOf(terms.map(value)); }));
  };

  function sorted(findings, value) {
    var out = { holds: [], undecided: [] };
    findings.forEach(function (finding) {
      var state = reason.truth(finding.when, value);
      if (state !== false) out[state ? "holds" : "undecided"].push(finding);
    });
    return out;
  }

  function ids(list) { return list.map(function (x) { return x.id; }); }

  /* tool: {questions, findings}; answers: {question: [answer]}. .asked(question) tells whether a question is to be asked. */
  reason.judge = function (tool, answers) {
    var questions = {};
    tool.questions.forEach(function (q) { questions[q.id] = q; });

    function asked(question) { return reason.truth(question.only_if, value); }
    function value(term) {
      var state = asked(questions[term.question]), picked = answers[term.question] || [];
      if (state !== true) return state;
      if (!picked.length || has(picked, UNKNOWN)) return null;
      return picked.some(function (a) { return has(term.answers, a); });
    }

    var wanted = {};
    function missing(condition) {
      reason.parse(condition).forEach(function (terms) {
        if (terms.some(function (t) { return value(t) === false; })) return;
        terms.forEach(function (t) {
          if (value(t) !== null) return;
          var question = questions[t.question];
          if (asked(question)) wanted[question.id] = true;
          else missing(question.only_if);
        });
      });
    }
    var found = sorted(tool.findings, value);
    found.undecided.forEach(function (f) { missing(f.when); });
    return {
      holds: ids(found.holds), open: ids(found.undecided), asked: asked, value: value,
      find_out: ids(tool.questions.filter(function (q) { return wanted[q.id]; }))
    };
  };

  /* picks: one answer a row, "" or null where there is none; find_out are row numbers from 1 */
  reason.rows = function (chart, picks) {
    var rows = picks.map(function (p) { return !p || p === UNKNOWN ? null : p; });
    var found = sorted(chart.findings, function (term) {
      var known = rows.map(function (r) { return r === null ? null : has(term.answers, r); }), decisive = term.question === "any";
      if (has(known, decisive)) return decisive;
      return has(known, null) || !known.length ? null : !decisive;
    });
    var unknown = [];
    rows.forEach(function (r, n) { if (r === null) unknown.push(String(n + 1)); });
    return { holds: ids(found.holds), open: ids(found.undecided), find_out: found.undecided.length ? unknown : [] };
  };

  function lines(text) {
    return (text || "").split(/\r\n|[\n\r]/).map(function (l) { return l.split(/\s+/).filter(Boolean).join(" "); }).filter(Boolean);
  }

  /* -> {missing, advised: [field], paragraphs: [[style, text]]} */
  reason.write = function (letter, answers, filled) {
    var judged = reason.judge(letter, answers), fields = {}, filledIn = {}, labels = {}, paragraphs = [];
    var shown = letter.fields.filter(function (f) { return reason.truth(f.only_if, judged.value) === true; });
    letter.fields.forEach(function (f) { fields[f.id] = f; filledIn[f.id] = []; });
    shown.forEach(function (f) { filledIn[f.id] = lines(filled[f.id]); });
    letter.questions.forEach(function (q) {
      var picked = answers[q.id] || [], answer = q.answers.filter(function (a) { return picked.length === 1 && a.id === picked[0]; })[0];
      labels[q.id] = answer ? answer.label : "［待选：" + q.ask + "］";
    });

    function blank(name) { return labels[name] || filledIn[name].join("，") || "［待填：" + fields[name].label + "］"; }
    function empty(need) { return ids(shown.filter(function (f) { return f.need === need && !filledIn[f.id].length; })); }

    letter.paragraphs.forEach(function (p) {
      if (reason.truth(p.only_if, judged.value) !== true) return;
      var names = (p.text.match(/\{[a-z_]+\}/g) || []).map(function (n) { return n.slice(1, -1); }).filter(function (n) { return fields[n]; });
      if (p.optional && names.some(function (n) { return !filledIn[n].length; })) return;
      var list = names.length === 1 && p.text === "{" + names[0] + "}" && fields[names[0]].lines ? filledIn[names[0]] : [];
      if (list.length) list.forEach(function (line, n) { paragraphs.push(["item", (n + 1) + ". " + line]); });
      else paragraphs.push([p.style, p.text.replace(/\{([a-z_]+)\}/g, function (all, name) { return blank(name); })]);
    });
    return { missing: empty("必须"), advised: empty("建议"), paragraphs: paragraphs, shown: ids(shown), judged: judged };
  };
})(this.ipt = this.ipt || {});
