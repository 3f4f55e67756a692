/* Results as nodes. What a rule says is copied from its <template>, so that page and result use the same words. */
(function (ipt) {
  "use strict";
  var result = ipt.result = {}, dates = ipt.dates;
  var WEEK = "日一二三四五六";

  var el = result.el = function (tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };
  function add(parent, tag, className, text) { return parent.appendChild(el(tag, className, text)); }
  result.add = add;

  result.label = function (tool, id) {
    var found = tool.fields.filter(function (f) { return f.id === id; })[0] || tool.rules.filter(function (r) { return r.id === id; })[0];
    return found ? found.label || found.what : id;
  };

  /* How a day came to be, in words. */
  result.how = function (end) {
    var out = "";
    if (end.day !== end.plain) out += dates.words(end.plain) + "是休假日，顺延到休假后的第一个工作日。";
    if (end.missing.length) out += "本站没有 " + end.missing.join("、") + " 年的放假安排，没有按休假日调整。请自己核对。";
    return out;
  };

  result.dayWords = function (day) { return dates.words(day) + "（星期" + WEEK[dates.weekday(day)] + "）"; };

  function span(text) { return text.charAt(0) === "-" ? "往前数 " + text.slice(1) : "数 " + text; }

  /* Of the versions of each law only the one in force on `day` stays. Where none was, the oldest stays and says so: a
     basis must not go missing because the register begins later. */
  function onlyInForce(node, day) {
    var laws = {};
    Array.prototype.slice.call(node.querySelectorAll(".ipt-law li[data-law]")).forEach(function (li) {
      var law = li.getAttribute("data-law");
      (laws[law] = laws[law] || []).push(li);
    });
    Object.keys(laws).forEach(function (law) {
      var kept = laws[law].filter(function (li) {
        var to = li.getAttribute("data-to");
        return li.getAttribute("data-from") <= day && (!to || day <= to);
      });
      if (!kept.length) {
        kept = laws[law].slice(0, 1);
        add(kept[0], "span", "ipt-version", "那一天适用别的版本，本站没有登记，条号可能不同。");
      }
      laws[law].forEach(function (li) { if (kept.indexOf(li) < 0) li.parentNode.removeChild(li); });
    });
  }

  /* The words of a rule: text, note and law. Of several versions of a law only the one in force on `decided` is kept. */
  result.words = function (id, decided) {
    var template = document.getElementById("ipt-rule-" + id);
    if (!template) return null;
    var node = document.importNode(template.content, true).querySelector(".ipt-rule");
    if (decided) onlyInForce(node, decided);
    return node;
  };

  /* One line of a result: heading, answer, how, words of its rule. */
  result.line = function (tool, line, values) {
    var rule = line.rule, node = el("section", "ipt-line ipt-line--" + line.state);
    add(node, "h3", "ipt-line__what", rule.what);
    if (line.state === "date") {
      add(node, "p", "ipt-line__day", result.dayWords(line.end.day));
      var ends = { "前一日": "，到对应日的前一天", "次日": "，到对应日的第二天", "年末": "，到那年 12 月 31 日" }[rule.ends] || "";
      var year = tool.fields.some(function (f) { return f.id === line.from && /年份/.test(f.type); });
      var counted = /^0 /.test(rule.add) ? "" : "从“" + result.label(tool, line.from) + "”（" + (year ? line.start.slice(0, 4) + " 年" : dates.words(line.start)) + "）" + span(rule.add) + ends + "。";
      if (counted + result.how(line.end)) add(node, "p", "ipt-line__how", counted + result.how(line.end));
      if (line.end.day < values.today) add(node, "p", "ipt-line__how", "今天是 " + dates.words(values.today) + "，这一天已经过了。");
    }
    if (line.state === "unknown") {
      add(node, "p", "ipt-line__day", "无法判断");
      if (line.needs.length) add(node, "p", "ipt-line__how", "还要知道：" + line.needs.map(function (n) { return result.label(tool, n); }).join("、") + "。");
    }
    var decided = rule.decides ? values[rule.decides] : null;
    var words = result.words(rule.id, typeof decided === "string" ? decided : null);
    if (words) node.appendChild(words);
    return node;
  };

  result.unknown = function (tool, needs) {
    var node = el("section", "ipt-line ipt-line--unknown");
    add(node, "h3", "ipt-line__what", "还缺什么");
    add(node, "p", "ipt-line__day", "无法判断");
    add(node, "p", "ipt-line__how", "还要知道：" + needs.map(function (n) { return result.label(tool, n); }).join("、") + "。不清楚的先去查，不要猜。");
    return node;
  };

  /* What was answered, so that a printed or copied result says what it rests on. */
  result.asked = function (tool, typed, values) {
    var list = el("dl", "ipt-asked");
    tool.fields.forEach(function (field) {
      if (!typed[field.id] || !values[field.id] || values[field.id].missing === "empty") return;
      var chosen = typed[field.id].split(",");
      var words = field.options.length ? field.options.filter(function (o) { return chosen.indexOf(o.id) >= 0; }).map(function (o) { return o.label; }).join("、") : typed[field.id];
      var div = add(list, "div");
      add(div, "dt", "", field.label);
      add(div, "dd", "", field.type === "日期" && typeof values[field.id] === "string" ? dates.words(values[field.id]) : words);
    });
    return list;
  };
})(this.ipt = this.ipt || {});
