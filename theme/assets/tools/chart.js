/* A claim chart: one row a feature, out of an example or out of the reader's own lines. */
(function (ipt) {
  "use strict";
  var data = document.getElementById("ipd-data"), form = document.getElementById("ipd-form"), out = document.getElementById("ipt-result");
  if (!data || !form) return;
  var tool = JSON.parse(data.textContent), found = ipt.findings, add = ipt.result.add, rows = document.getElementById("ipd-rows");
  var features = form.querySelector('[name="features"]'), MOST = 20, now = [];
  var fields = found.named(["case", "features", "others", "picks"]);
  var choices = tool.answers.concat([{ id: ipt.reason.UNKNOWN, label: "不清楚" }]);

  function chosen() { return found.picks(form, "case")[0] || ""; }
  function example() { return tool.examples.filter(function (e) { return e.id === chosen(); })[0]; }
  function name(n) { return "row-" + n; }
  function other(n) { return form.querySelector('[name="other-' + n + '"]'); }
  function picks() { return now.map(function (f, n) { return found.picks(form, name(n))[0] || ""; }); }
  function others() { return now.map(function (f, n) { return f.other === undefined ? other(n).value.replace(/\s+/g, " ").trim() : f.other; }); }

  function option(n, answer) {
    var label = ipt.result.el("label", "ipt-option"), input = add(label, "input");
    input.type = "radio";
    input.name = name(n);
    input.value = answer.id;
    add(label, "span", "", answer.label);
    return label;
  }

  function row(feature, n) {
    var box = add(rows, "div", "ipt-field ipd-row"), set = add(box, "fieldset"), legend = add(set, "legend");
    add(legend, "span", "ipd-part", "第 " + (n + 1) + " 项");
    legend.appendChild(document.createTextNode(feature.text));
    if (feature.other !== undefined) add(set, "p", "ipd-other", tool.sides[1] + "：" + feature.other);
    else {
      var label = add(set, "label", "ipd-other", tool.sides[1] + "（可以不填）"), input = add(set, "input");
      input.type = "text";
      input.name = "other-" + n;
      input.id = "ipd-other-" + n;
      input.autocomplete = "off";
      label.htmlFor = input.id;
    }
    var line = add(set, "div", "ipd-choices");
    choices.forEach(function (answer) { line.appendChild(option(n, answer)); });
  }

  function list(wanted) {
    now = wanted;
    rows.textContent = "";
    now.forEach(row);
  }

  function own() {
    return features.value.split(/\n/).map(function (l) { return l.replace(/\s+/g, " ").trim(); }).filter(Boolean).slice(0, MOST).map(function (text) { return { text: text }; });
  }

  function follow() {
    var which = chosen();
    found.all(".ipd-case", form).forEach(function (node) { node.hidden = node.getAttribute("data-case") !== which; });
  }

  function refill() { list(chosen() === "own" ? own() : example() ? example().features : []); }

  function show() {
    var picked = picks(), given = others(), of = example(), judged = ipt.reason.rows(tool, picked);
    found.begin(out);
    out.appendChild(found.table("对照表", tool.sides.concat(["您选的"], of ? ["参考"] : [], ["理由"]), now.map(function (feature, n) {
      var cell = document.createDocumentFragment();
      if (picked[n] && picked[n] !== ipt.reason.UNKNOWN) add(cell, "p").appendChild(found.copy("ipd-says-" + picked[n]));
      if (of) {
        var p = add(cell, "p", "ipd-why");
        add(p, "strong", "", "参考理由");
        p.appendChild(found.copy("ipd-key-" + of.id + "-" + (n + 1)));
      }
      var label = picked[n] ? found.label({ answers: choices }, picked[n]) : "（没有选）";
      return [(n + 1) + "．" + feature.text, given[n] || "（没有填）", label].concat(of ? [found.label({ answers: choices }, feature.answer)] : [], [cell]);
    })));
    found.show(out, tool, judged, function (n) {
      return { title: "第 " + n + " 项：" + now[n - 1].text, node: found.copy("ipd-find") };
    });
  }

  function typed() {
    var all = { "case": chosen(), picks: picks().join(",") };
    if (chosen() === "own") {
      all.features = now.map(function (f) { return f.text; }).join("\n");
      all.others = others().join("\n");
    }
    return all;
  }

  document.getElementById("ipd-split").addEventListener("click", function () {
    list(own());
    found.tell(now.length ? "列出了 " + now.length + " 项。" : "还没有填。一行写一项。");
    (now.length ? rows.querySelector("input") : features).focus();
  });
  form.addEventListener("change", function (event) {
    if (event.target.name === "case") refill();
    follow();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!now.length && chosen() === "own") list(own());
    if (!now.length) {
      found.tell(chosen() === "own" ? "还没有填。一行写一项。" : "先选一组例子，或者选“我自己的”。");
      (chosen() === "own" ? features : form.querySelector('[name="case"]')).focus();
      return;
    }
    show();
    found.keep(typed(), fields);
    found.reach(out);
  });
  form.addEventListener("reset", function () {
    setTimeout(function () {
      list([]);
      found.clear(out);
      follow();
    });
  });
  follow();
  found.watch(fields, function (values) {
    found.pick(form, "case", [values["case"] || ""]);
    features.value = values.features || "";
    refill();
    follow();
    var picked = (values.picks || "").split(","), given = (values.others || "").split("\n");
    now.forEach(function (f, n) {
      found.pick(form, name(n), [picked[n] || ""]);
      if (f.other === undefined) other(n).value = given[n] || "";
    });
    if (!now.length) return;
    show();
    document.getElementById("ipt-end").hidden = false;
  });
})(this.ipt = this.ipt || {});
