/* A tool of questions: asks those that matter, then shows what holds. With examples it is a comparison: the picks stand in
   a table beside the reference and its reasons. */
(function (ipt) {
  "use strict";
  var data = document.getElementById("ipd-data"), form = document.getElementById("ipd-form"), out = document.getElementById("ipt-result");
  if (!data || !form) return;
  var tool = JSON.parse(data.textContent), found = ipt.findings, add = ipt.result.add, compares = tool.examples.length > 0;
  var SIDES = ["side-1", "side-2"];
  var fields = found.named((compares ? ["case"] : []).concat(tool.questions.map(function (q) { return q.id; }), compares ? SIDES : []));

  function chosen() { return compares ? found.picks(form, "case")[0] || "" : ""; }
  function side(name) { return form.querySelector('[name="' + name + '"]'); }

  function follow() {
    var answers = found.answers(form, tool), judged = ipt.reason.judge(tool, answers), which = chosen();
    found.follow(form, tool, answers, judged);
    if (!compares) return;
    found.all(".ipd-case", form).forEach(function (node) { node.hidden = node.getAttribute("data-case") !== which; });
    if (!which) tool.questions.forEach(function (q) { form.querySelector('[data-field="' + q.id + '"]').hidden = true; });
  }

  function said(answers, judged) {
    var list = ipt.result.el("dl", "ipd-find");
    tool.questions.forEach(function (q) {
      if (judged.asked(q) !== true || !answers[q.id].length) return;
      var pair = add(list, "div");
      add(pair, "dt", "", (q.part ? q.part + "：" : "") + q.ask);
      add(pair, "dd", "", answers[q.id].map(function (a) { return found.label(q, a); }).join("；"));
    });
    return list;
  }

  function sides() {
    var list = ipt.result.el("dl", "ipd-find");
    SIDES.forEach(function (name, n) {
      if (!side(name).value.trim()) return;
      var pair = add(list, "div");
      add(pair, "dt", "", tool.sides[n]);
      add(pair, "dd", "", side(name).value.trim());
    });
    return list;
  }

  function reasons(q, picked, example) {
    var cell = document.createDocumentFragment();
    picked.forEach(function (a) {
      var says = found.copy("ipd-says-" + q.id + "-" + a);
      if (says.childNodes.length) add(cell, "p").appendChild(says);
    });
    if (example) {
      var p = add(cell, "p", "ipd-why");
      add(p, "strong", "", "参考理由");
      p.appendChild(found.copy("ipd-key-" + example.id + "-" + q.id));
    }
    return cell;
  }

  function comparison(answers, judged) {
    var example = tool.examples.filter(function (e) { return e.id === chosen(); })[0];
    var rows = tool.questions.filter(function (q) { return judged.asked(q) === true; }).map(function (q) {
      var picked = answers[q.id], row = [q.ask, picked.length ? picked.map(function (a) { return found.label(q, a); }).join("；") : "（没有选）"];
      if (example) row.push(found.label(q, example.answers[q.id]));
      return row.concat([reasons(q, picked, example)]);
    });
    return found.table("对照表", ["看什么", "您选的"].concat(example ? ["参考"] : [], ["理由和依据"]), rows);
  }

  function show() {
    var answers = found.answers(form, tool), judged = ipt.reason.judge(tool, answers);
    found.begin(out);
    if (compares) {
      if (chosen() === "own") out.appendChild(sides());
      out.appendChild(comparison(answers, judged));
    }
    found.show(out, tool, judged, function (id) {
      var question = tool.questions.filter(function (q) { return q.id === id; })[0];
      return { title: question.ask, node: found.copy("ipd-find-" + id) };
    });
    if (!judged.holds.length && !judged.open.length) add(out, "p", "", "照这些回答，这里没有可说的结论。");
    if (!compares) {
      add(out, "h3", "ipd-group", "您的回答");
      out.appendChild(said(answers, judged));
    }
    return { answers: answers, judged: judged };
  }

  function typed(now) {
    var all = found.typed(tool, now.answers, now.judged);
    if (!compares) return all;
    all["case"] = chosen();
    if (chosen() === "own") SIDES.forEach(function (name) { all[name] = side(name).value; });
    return all;
  }

  form.addEventListener("change", function (event) {
    found.exclusive(event);
    follow();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (compares && !chosen()) {
      found.tell("先选一组例子，或者选“我自己的”。");
      form.querySelector('[name="case"]').focus();
      return;
    }
    found.keep(typed(show()), fields);
    found.reach(out);
  });
  form.addEventListener("reset", function () {
    setTimeout(function () {
      found.clear(out);
      follow();
    });
  });
  follow();
  found.watch(fields, function (values) {
    tool.questions.forEach(function (q) { found.pick(form, q.id, (values[q.id] || "").split(",")); });
    if (compares) {
      found.pick(form, "case", [values["case"] || ""]);
      SIDES.forEach(function (name) { side(name).value = values[name] || ""; });
    }
    follow();
    if (!compares || chosen()) {
      show();
      document.getElementById("ipt-end").hidden = false;
    }
  });
})(this.ipt = this.ipt || {});
