/* The form and the address: answers are read from one, kept in the fragment of the other, and written back. */
(function (ipt) {
  "use strict";
  var form = ipt.form = {};

  function all(selector, scope) { return Array.prototype.slice.call((scope || document).querySelectorAll(selector)); }

  function box(field) { return document.querySelector('.ipt-field[data-field="' + field.id + '"]'); }

  /* {question: text}. A date the browser could not read counts as unreadable, not as empty. */
  form.read = function (node, tool) {
    var out = {};
    tool.fields.forEach(function (field) {
      var inputs = all('[name="' + field.id + '"]', node);
      if (field.options.length) {
        out[field.id] = inputs.filter(function (i) { return i.checked; }).map(function (i) { return i.value; }).join(",");
      } else {
        out[field.id] = inputs[0].validity && inputs[0].validity.badInput ? "?" : inputs[0].value;
      }
    });
    return out;
  };

  form.write = function (node, tool, typed) {
    tool.fields.forEach(function (field) {
      var text = typed[field.id] || "", chosen = text.split(",");
      all('[name="' + field.id + '"]', node).forEach(function (input) {
        if (field.options.length) input.checked = chosen.indexOf(input.value) >= 0;
        else input.value = text;
      });
    });
  };

  /* "#kind=invention&filed=2020-01-01" -> {kind: …}; null where the fragment is no set of answers. */
  form.fromHash = function (hash, tool) {
    var out = {}, known = false;
    hash.replace(/^#/, "").split("&").forEach(function (pair) {
      var at = pair.indexOf("="), key = pair.slice(0, at);
      if (at < 1 || !tool.fields.some(function (f) { return f.id === key; })) return;
      known = true;
      try {
        out[key] = decodeURIComponent(pair.slice(at + 1).replace(/\+/g, " "));
      } catch (e) { out[key] = ""; }
    });
    return known ? out : null;
  };

  form.toHash = function (typed, tool) {
    return tool.fields.filter(function (f) { return typed[f.id]; })
      .map(function (f) { return f.id + "=" + encodeURIComponent(typed[f.id]); }).join("&");
  };

  /* Questions that the answers so far do not raise are hidden; when `strict`, what cannot be read is said beside its
     question. Returns the first question with a mistake. */
  form.show = function (tool, typed, strict) {
    var wrong = null;
    tool.fields.forEach(function (field) {
      var node = box(field), asked = ipt.rules.evaluate({ fields: tool.fields, rules: [{ id: "*", when: field.when, starts: [], shown: true }], holidays: tool.holidays }, typed, "");
      var hidden = !asked.lines.length;
      var unreadable = !hidden && strict && ipt.answers.read(field, typed[field.id]).missing === "unreadable";
      var says = node.querySelector(".ipt-wrong"), input = node.querySelector("input, textarea");
      node.hidden = hidden;
      /* A message that went away as the field is left would move the button from under the pointer. */
      if (!strict && !hidden) return;
      says.hidden = !unreadable;
      says.textContent = unreadable ? form.help(field) : "";
      if (unreadable) {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", says.id);
        wrong = wrong || input;
      } else input.removeAttribute("aria-invalid");
    });
    return wrong;
  };

  form.help = function (field) {
    if (field.type === "日期") return "看不懂这个日期。写成 2026-11-29 这样。";
    if (field.type === "年份") return "看不懂这个年份。写四位数字，例如 1976。";
    if (field.type === "多个年份") return "看不懂这些年份。每个写四位数字，中间用顿号隔开，例如 1970、1985。";
    return "没有这个答案，请重新选。";
  };
})(this.ipt = this.ipt || {});
