/* Brings a tool's page to life: answers in, result out, the same answers in the address.

   A tool with a logic of its own registers before this script runs:
     ipt.own["<tool id>"] = function (found, typed, tool) { return [node, …]; }
   found: what ipt.rules.evaluate returned ({lines, needs, values, work}). The nodes follow the lines of the rules; change
   found.lines to say less. Without an entry the rules alone speak. */
(function (ipt) {
  "use strict";
  var data = document.getElementById("ipt-data"), form = document.getElementById("ipt-form");
  if (!data || !form) return;
  var tool = JSON.parse(data.textContent), out = document.getElementById("ipt-result"), end = document.getElementById("ipt-end");
  var said = document.getElementById("ipt-said"), mine = "";

  function clear() {
    out.textContent = "";
    end.hidden = true;
  }

  function show(typed) {
    var found = ipt.rules.evaluate(tool, typed, ipt.dates.today()), own = (ipt.own || {})[tool.id];
    clear();
    ipt.result.add(out, "h2", "ipt-result__title", "结果");
    out.appendChild(ipt.result.asked(tool, typed, found.values));
    var extra = own ? own(found, typed, tool) : [];
    found.lines.filter(function (l) { return l.rule.lead; }).concat(found.lines.filter(function (l) { return !l.rule.lead; })).forEach(function (line) { out.appendChild(ipt.result.line(tool, line, found.values)); });
    extra.forEach(function (node) { out.appendChild(node); });
    if (found.needs.length || (!found.lines.length && !extra.length)) {
      out.appendChild(ipt.result.unknown(tool, found.needs.length ? found.needs : tool.fields.filter(function (f) { return (found.values[f.id] || {}).missing; }).map(function (f) { return f.id; })));
    }
    end.hidden = false;
  }

  function keep(typed) {
    mine = "#" + ipt.form.toHash(typed, tool);
    if (mine === "#") mine = location.pathname.split("/").pop();
    try {
      history.replaceState(null, "", mine);
    } catch (e) { location.hash = mine; } /* file:// in some browsers */
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var typed = ipt.form.read(form, tool), wrong = ipt.form.show(tool, typed, true);
    keep(typed);
    show(typed);
    if (wrong) wrong.focus();
    else {
      out.focus({ preventScroll: true });
      out.scrollIntoView();
    }
  });
  form.addEventListener("change", function () { ipt.form.show(tool, ipt.form.read(form, tool), false); });
  form.addEventListener("reset", function () {
    setTimeout(function () {
      keep({});
      clear();
      ipt.form.show(tool, {}, false);
    });
  });

  function arrive() {
    var typed = ipt.form.fromHash(location.hash, tool);
    if (!typed || location.hash === mine) return;
    ipt.form.write(form, tool, typed);
    ipt.form.show(tool, typed, true);
    show(typed);
  }
  window.addEventListener("hashchange", arrive);

  /* ---- Taking it along ---- */
  function tell(words) {
    said.textContent = "";
    setTimeout(function () { said.textContent = words; }, 50);
  }

  ipt.copy = function (text, done) {
    function old() {
      var area = document.createElement("textarea"), fine = false;
      area.value = text;
      area.setAttribute("readonly", "");
      area.className = "ip-sr";
      document.body.appendChild(area);
      area.select();
      try {
        fine = document.execCommand("copy");
      } catch (e) { fine = false; }
      document.body.removeChild(area);
      done(fine);
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(function () { done(true); }, old);
    else old();
  };

  /* The words of the result as lines of plain text. */
  ipt.plain = function () {
    var lines = [document.querySelector("h1").textContent];
    function walk(node) {
      if (/^(H2|H3|P|DT|DD|LI|TR)$/.test(node.tagName)) {
        var text = node.tagName === "TR" ? Array.prototype.map.call(node.children, function (c) { return c.textContent.trim(); }).join("　") : node.textContent.replace(/\s+/g, " ").trim();
        if (node.tagName === "DD") lines[lines.length - 1] += "：" + text;
        else if (text) lines.push((node.tagName === "H3" ? "\n" : "") + text);
        return;
      }
      Array.prototype.forEach.call(node.children, walk);
    }
    walk(out);
    lines.push("");
    ["ipt-only", "ipt-official"].forEach(function (name) { lines.push(end.querySelector("." + name).textContent.replace(/\s+/g, " ").trim()); });
    return lines.join("\n");
  };

  document.getElementById("ipt-copy").addEventListener("click", function () {
    ipt.copy(ipt.plain(), function (fine) { tell(fine ? "已经复制。" : "这个浏览器不让复制。请长按或者拖选上面的结果。"); });
  });
  document.getElementById("ipt-link").addEventListener("click", function () {
    ipt.copy(location.href, function (fine) { tell(fine ? "网址已经复制，别人打开就是这个结果。" : "这个浏览器不让复制。请复制地址栏里的网址。"); });
  });

  ipt.form.show(tool, ipt.form.read(form, tool), false);
  arrive();
})(this.ipt = this.ipt || {});
