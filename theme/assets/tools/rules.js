/* Rules and answers -> results: the steps of iplearn/dates/rules.py, which explains them. What hangs on something not
   known is 无法判断, never a date. */
(function (ipt) {
  "use strict";
  var rules = ipt.rules = {}, dates = ipt.dates;
  var isMissing = ipt.answers.isMissing;

  rules.condition = function (text) {
    var m = /^\s*([a-z][a-z0-9-]*)\s*(<=|>=|!=|=|<|>)\s*(\S.*?)\s*$/.exec(text);
    var equal = m[2] === "=" || m[2] === "!=";
    return { left: m[1], op: m[2], right: equal ? m[3].split("|").map(function (p) { return p.trim(); }) : [m[3]] };
  };

  function unique(list) { return list.filter(function (x, i) { return list.indexOf(x) === i; }); }
  function own(object, key) { return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : null; }

  /* What was not known of the day reckoned from is not known of the day reckoned. */
  function follow(before, end, span) {
    if (!before) return end;
    if (span.n === 0) return before;
    return { day: end.day, plain: end.plain, missing: unique(before.missing.concat(end.missing)).sort() };
  }

  /* tool: what <script id="ipt-data"> holds; typed: {question: text}; today: the day of the reckoning */
  rules.evaluate = function (tool, typed, today) {
    var work = dates.calendar(tool.holidays), fields = {}, values = {}, needsOf = {}, ends = {}, lines = [], needs = [];

    function missingOf(name) { return own(needsOf, name) || (own(fields, name) ? [name] : []); }

    /* -> [true | false | null, questions missing] */
    function term(c) {
      var left = own(values, c.left), right;
      if (left === null) return [false, []];
      if (isMissing(left)) return [null, missingOf(c.left)];
      if (c.op === "=" || c.op === "!=") {
        var found = [].concat(left).some(function (x) { return c.right.indexOf(x) >= 0; });
        return [found === (c.op === "="), []];
      }
      right = ipt.answers.date(c.right[0]) || own(values, c.right[0]);
      if (right === null) return [false, []];
      if (isMissing(right)) return [null, missingOf(c.right[0])];
      return [{ "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right }[c.op], []];
    }

    function holds(when) {
      var missing = [], undecided = false;
      for (var i = 0; i < when.length; i++) {
        var held = term(rules.condition(when[i]));
        if (held[0] === false) return [false, []];
        if (held[0] === null) { undecided = true; missing = missing.concat(held[1]); }
      }
      return [undecided ? null : true, unique(missing)];
    }

    function skips(name) {
      var field = own(fields, name), value = own(values, name);
      return !!field && !field.needed && isMissing(value) && value.missing === "empty";
    }

    tool.fields.forEach(function (field) {
      fields[field.id] = field;
      values[field.id] = ipt.answers.read(field, typed[field.id]);
    });
    values.today = today;
    tool.fields.forEach(function (field) {
      var asked = holds(field.when);
      if (asked[0] === null) {
        values[field.id] = { missing: "empty" };
        needsOf[field.id] = asked[1];
      } else if (!asked[0]) delete values[field.id];
    });

    function startOf(rule) { return rule.starts.filter(function (n) { return own(values, n) !== null; })[0]; }

    function say(rule) {
      if (rule.unknown) return { rule: rule, state: "unknown", needs: [] };
      var name = startOf(rule);
      if (!name) return { rule: rule, state: "text", needs: [] };
      var start = values[name];
      if (isMissing(start)) {
        needsOf[rule.id] = missingOf(name);
        values[rule.id] = { missing: "unknown" };
        return { rule: rule, state: "unknown", needs: needsOf[rule.id] };
      }
      var span = dates.span(rule.add), end = follow(own(ends, name), dates.periodEnd(start, span, rule.ends, rule.rest, work), span);
      values[rule.id] = end.day;
      ends[rule.id] = end;
      return { rule: rule, state: "date", end: end, from: name, start: start, needs: [] };
    }

    tool.rules.forEach(function (rule) {
      var held = holds(rule.when);
      if (held[0] === null) {
        values[rule.id] = { missing: "unknown" };
        needsOf[rule.id] = held[1];
        needs = needs.concat(held[1].filter(function (m) { return !skips(m); }));
        return;
      }
      var name = startOf(rule);
      if (!held[0] || (rule.starts.length && (!name || skips(name)))) return;
      var line = say(rule);
      if (rule.shown) lines.push(line);
      needs = needs.concat(line.needs);
    });
    return { lines: lines, needs: unique(needs), values: values, work: work };
  };
})(this.ipt = this.ipt || {});
