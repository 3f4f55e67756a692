/* What every tool that reasons does: reads picks from a form, keeps them in the address, shows the findings that hold.
   A finding's words are copied from the page, where they stand for readers without script. */
(function (ipt) {
  "use strict";
  var found = ipt.findings = {}, add = ipt.result.add;

  found.all = function (selector, scope) { return Array.prototype.slice.call((scope || document).querySelectorAll(selector)); };

  found.picks = function (form, name) {
    return found.all('[name="' + name + '"]', form).filter(function (i) { return i.checked; }).map(function (i) { return i.value; });
  };

  found.pick = function (form, name, values) {
    found.all('[name="' + name + '"]', form).forEach(function (input) { input.checked = values.indexOf(input.value) >= 0; });
  };

  /* {question: [answer]} for the questions of a tool */
  found.answers = function (form, tool) {
    var out = {};
    tool.questions.forEach(function (q) { out[q.id] = found.picks(form, q.id); });
    return out;
  };

  /* Questions that the answers do not raise are hidden; 不清楚 does not go with another answer. */
  found.follow = function (form, tool, answers, judged) {
    tool.questions.forEach(function (q) {
      form.querySelector('[data-field="' + q.id + '"]').hidden = judged.asked(q) !== true;
    });
  };

  found.exclusive = function (event) {
    var input = event.target;
    if (input.type !== "checkbox" || !input.checked) return;
    found.all('[name="' + input.name + '"]', input.form).forEach(function (other) {
      if (other !== input && (input.value === ipt.reason.UNKNOWN || other.value === ipt.reason.UNKNOWN)) other.checked = false;
    });
  };

  /* Only the answers to questions that were asked are kept. */
  found.typed = function (tool, answers, judged) {
    var out = {};
    tool.questions.forEach(function (q) { if (judged.asked(q) === true) out[q.id] = answers[q.id].join(","); });
    return out;
  };

  found.label = function (question, id) {
    return question.answers.filter(function (a) { return a.id === id; }).map(function (a) { return a.label; })[0] || "不清楚";
  };

  /* Fields are {id} as ipt.form wants them. */
  found.named = function (names) { return { fields: names.map(function (n) { return { id: n }; }) }; };

  var mine = "";
  found.keep = function (typed, fields) {
    mine = "#" + ipt.form.toHash(typed, fields);
    try {
      history.replaceState(null, "", mine === "#" ? location.pathname.split("/").pop() : mine);
    } catch (e) { location.hash = mine; } /* file:// in some browsers */
  };

  /* Calls arrive({name: text}) with what the address holds, now and whenever somebody changes it. */
  found.watch = function (fields, arrive) {
    function look() {
      var typed = location.hash === mine ? null : ipt.form.fromHash(location.hash, fields);
      if (typed) arrive(typed);
    }
    window.addEventListener("hashchange", look);
    look();
  };

  /* The nodes of an element of the page, copied without what must be unique or is said elsewhere. */
  found.copy = function (id) {
    var source = document.getElementById(id), out = document.createDocumentFragment();
    if (source) Array.prototype.forEach.call(source.childNodes, function (n) { out.appendChild(n.cloneNode(true)); });
    return out;
  };

  function finding(id) {
    var node = document.getElementById("ipd-finding-" + id).cloneNode(true), when = node.querySelector(".ipd-when"), title = node.querySelector("h3");
    node.removeAttribute("id");
    node.setAttribute("data-finding", id);
    node.removeChild(when);
    var heading = ipt.result.el("h4", "", title.textContent);
    node.replaceChild(heading, title);
    return node;
  }

  /* judged: {holds, open, find_out}; what: how to name something to find out -> {title, node} */
  found.show = function (out, tool, judged, what) {
    tool.groups.forEach(function (group) {
      var held = tool.findings.filter(function (f) { return f.group === group && judged.holds.indexOf(f.id) >= 0; });
      if (!held.length) return;
      add(out, "h3", "ipd-group", group);
      held.forEach(function (f) { out.appendChild(finding(f.id)); });
    });
    if (!judged.open.length) return;
    var box = add(out, "section", "ipd-open"), list;
    add(box, "h3", "ipd-group", "还无法判断");
    add(box, "p", "", "下面几样不清楚，说不准。不要猜，先查：");
    list = add(box, "dl", "ipd-find");
    judged.find_out.forEach(function (id) {
      var told = what(id), pair = add(list, "div");
      add(pair, "dt", "", told.title);
      add(pair, "dd").appendChild(told.node);
    });
    add(box, "p", "ipt-help", "查清以后再来，才能说这些：" + tool.findings.filter(function (f) { return judged.open.indexOf(f.id) >= 0; }).map(function (f) { return f.title; }).join("；") + "。");
  };

  found.begin = function (out) {
    out.textContent = "";
    add(out, "h2", "ipt-result__title", "结果");
  };

  found.reach = function (out) {
    document.getElementById("ipt-end").hidden = false;
    out.focus({ preventScroll: true });
    out.scrollIntoView();
  };

  found.clear = function (out) {
    out.textContent = "";
    document.getElementById("ipt-end").hidden = true;
    found.keep({}, found.named([]));
  };

  /* What went wrong with sending the form, told beside it. */
  found.tell = function (words) {
    var node = document.getElementById("ipd-told");
    node.textContent = "";
    setTimeout(function () { node.textContent = words; }, 50);
  };

  /* Rows of cells -> a table; a cell is text or a node, the first of a row its head. On a phone the cells of a row stand
     below each other (drills.css), where only roles still tell what is a table. */
  found.table = function (label, heads, rows) {
    var frame = ipt.result.el("div", "ip-table ipd-table"), table, line;
    function part(parent, tag, role) {
      var node = add(parent, tag);
      node.setAttribute("role", role);
      return node;
    }
    frame.setAttribute("tabindex", "0");
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "表格：" + label);
    table = part(frame, "table", "table");
    line = part(part(table, "thead", "rowgroup"), "tr", "row");
    heads.forEach(function (h) { part(line, "th", "columnheader").textContent = h; });
    var body = part(table, "tbody", "rowgroup");
    rows.forEach(function (cells) {
      line = part(body, "tr", "row");
      cells.forEach(function (cell, n) {
        var node = part(line, n ? "td" : "th", n ? "cell" : "rowheader");
        node.setAttribute("data-head", heads[n]);
        if (typeof cell === "string") node.textContent = cell;
        else node.appendChild(cell);
      });
    });
    return frame;
  };
})(this.ipt = this.ipt || {});
