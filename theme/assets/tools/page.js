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
  var mine = "";

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
    /* What an unknown line already asked for is not asked again. */
    var told = found.lines.reduce(function (all, l) { return all.concat(l.needs); }, []);
    found.needs = found.needs.filter(function (n) { return told.indexOf(n) < 0; });
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
      ipt.form.show(tool, {}, true);
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

  ipt.form.show(tool, ipt.form.read(form, tool), false);
  arrive();
})(this.ipt = this.ipt || {});
