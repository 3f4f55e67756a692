/* Reads result codes and result files: the other half of codes.js. Written for every revision in the catalogue. */
(function (ipc) {
  "use strict";
  var p = ipc.parts;

  /* ---- One slip of the pen: {kind, position from 1, found, expected}; see iplearn/results/checked.py ---- */

  /* For each distance from the end: remainder -> digit that causes it there. */
  function weights(count) {
    var rows = [], now = [], d;
    for (d = 0; d < 32; d++) now.push(d);
    while (rows.length < count) {
      var row = {};
      for (d = 0; d < 32; d++) { row[now[d]] = d; now[d] = p.step(now[d]); }
      rows.push(row);
    }
    return rows;
  }

  function wrong(digits) {
    var off = p.run(p.START, digits) ^ p.BECH32M, n = digits.length, found = [];
    weights(n).forEach(function (row, distance) {
      var i = n - 1 - distance;
      if (off in row) found.push({ kind: "wrong", position: i + 1, found: p.ALPHABET[digits[i]], expected: p.ALPHABET[digits[i] ^ row[off]] });
    });
    return found;
  }

  function spliced(digits, at, remove, insert) {
    return digits.slice(0, at).concat(insert, digits.slice(at + remove));
  }

  function swapped(digits) {
    var found = [];
    for (var i = 0; i + 1 < digits.length; i++) {
      var pair = [digits[i + 1], digits[i]];
      if (pair[0] !== pair[1] && p.isWhole(spliced(digits, i, 2, pair))) {
        found.push({ kind: "swapped", position: i + 1, found: p.toText(pair.slice().reverse()), expected: p.toText(pair) });
      }
    }
    return found;
  }

  function missing(digits) {
    var rows = weights(digits.length + 1), n = digits.length, before = p.START, found = [];
    for (var i = 0; i <= n; i++) {
      var off = p.run(p.step(before), digits.slice(i)) ^ p.BECH32M, row = rows[n - i];
      if (off in row && !(i && row[off] === digits[i - 1])) found.push({ kind: "missing", position: i + 1, found: "", expected: p.ALPHABET[row[off]] });
      if (i < n) before = p.step(before) ^ digits[i];
    }
    return found;
  }

  function extra(digits) {
    var found = [];
    digits.forEach(function (d, i) {
      if ((!i || d !== digits[i - 1]) && p.isWhole(spliced(digits, i, 1, []))) found.push({ kind: "extra", position: i + 1, found: p.ALPHABET[d], expected: "" });
    });
    return found;
  }

  function findSlip(digits) {
    var finders = [wrong, swapped, missing, extra];
    for (var i = 0; i < finders.length; i++) {
      var found = finders[i](digits);
      if (found.length) return found.length === 1 ? found[0] : null;
    }
    return null;
  }

  function mend(digits, slip) {
    var i = slip.position - 1;
    switch (slip.kind) {
      case "wrong": return spliced(digits, i, 1, [p.value(slip.expected)]);
      case "swapped": return spliced(digits, i, 2, [digits[i + 1], digits[i]]);
      case "missing": return spliced(digits, i, 0, [p.value(slip.expected)]);
      default: return spliced(digits, i, 1, []);
    }
  }

  function said(slip) {
    var where = "第 " + slip.position + " 个字符";
    switch (slip.kind) {
      case "wrong": return where + "“" + slip.found + "”抄错了，应当是“" + slip.expected + "”。";
      case "swapped": return "第 " + slip.position + "、" + (slip.position + 1) + " 个字符“" + slip.found + "”写反了，应当是“" + slip.expected + "”。";
      case "missing": return where + "漏了，应当有一个“" + slip.expected + "”。";
      default: return where + "“" + slip.found + "”是多出来的。";
    }
  }

  /* ---- Mixed radix ---- */

  function Reader(digits) { this.rest = digits.slice(); }
  Reader.prototype.take = function (radix) {
    var over = 0;
    for (var i = this.rest.length - 1; i >= 0; i--) {
      over = over * 32 + this.rest[i];
      this.rest[i] = Math.floor(over / radix);
      over %= radix;
    }
    return over;
  };
  Reader.prototype.isDone = function () { return this.rest.every(function (d) { return !d; }); };

  /* ---- Responses ---- */

  function letters(mask) {
    return p.LETTERS.split("").filter(function (letter, i) { return Math.floor(mask / Math.pow(2, i)) % 2; }).join("");
  }

  function letter(index) { return index ? p.LETTERS[index - 1] : ""; }

  function readPlaces(reader, count, n) {
    var out = "";
    while (out.length < count) out += letter(reader.take(n + 1)) || "-";
    return /[^-]/.test(out) ? out : "";
  }

  function readNumber(reader) {
    var text = "", sign;
    while ((sign = reader.take(p.NO_NUMBER + 1)) < p.END && text.length < 40) text += p.SIGNS[sign];
    if (sign === p.NO_NUMBER) return "?";
    var m = /^([^e]*)e(\d{1,2})$/.exec(text);
    return m && m[2] < 40 ? m[1] + new Array(Number(m[2]) + 1).join("0") : text;
  }

  function readOrder(reader, n) {
    var left = reader.take(2) ? p.LETTERS.slice(0, n) : "", out = "";
    while (left) {
      var next = left[reader.take(left.length)];
      out += next;
      left = left.replace(next, "");
    }
    return out;
  }

  function readResponse(item, reader) {
    var value;
    switch (item.kind) {
      case "single": case "survey": return letter(reader.take(item.n + 1));
      case "multiple": return letters(reader.take(Math.pow(2, item.n)));
      case "true-false": return ["", "T", "F"][reader.take(3)];
      case "text-entry": return item.key.map(function (accepted) { return ["", "?"].concat(accepted)[reader.take(accepted.length + 2)]; });
      case "numeric": return readNumber(reader);
      case "ordering": return readOrder(reader, item.key.length);
      case "matching": case "categorise": return readPlaces(reader, item.key.length, item.n);
      default:
        value = reader.take(Math.pow(2, item.n) + 1);
        return [value === 1 ? "?" : "", letters(Math.max(0, value - 1))];
    }
  }

  /* ---- Codes ---- */

  function bad(kind, message, more) { return Object.assign({ kind: kind, problem: message }, more); }

  function broken(digits) {
    var slip = findSlip(digits);
    if (!slip) return bad("check", "不止一处不对：可能没有复制全，也可能抄错了几处。请学生重新复制一次。");
    return bad("slip", said(slip), { position: slip.position, slip: slip, mended: p.grouped(p.toText(mend(digits, slip))) });
  }

  /* The quizzes of a code; that two share an address is rare, not impossible. */
  function quizzesAt(catalogue, address) {
    return catalogue.quizzes.filter(function (q) { return p.address(q.id, "00000")[0] === address; });
  }

  /* The layout of a quiz's revision: {id, rev, items}, or a problem. `catalogue` is that of catalogue.js, with what shelf.js took. */
  function layoutOf(catalogue, address) {
    var quiz = quizzesAt(catalogue, address[0]);
    var found = null;
    quiz.forEach(function (q) {
      (q.revisions || []).forEach(function (r) { if (p.address(q.id, r.rev)[1] === address[1]) found = { quiz: q, revision: r }; });
    });
    if (found) return { id: found.quiz.id, rev: found.revision.rev, items: found.revision.items.map(function (i) { return found.quiz.items[i]; }) };
    if (quiz.length) return bad("revision", "这里没有测验“" + quiz[0].id + "”的这一版。请更新后再试。");
    return bad("quiz", "这个结果码不是这里的测验做出来的。");
  }

  function read(digits, catalogue) {
    var reader = new Reader(digits);
    if (reader.take(8) !== 1) return bad("version", "这个结果码是新版网页做的，这里还读不懂。请更新后再试。");
    var phase = reader.take(4), layout = layoutOf(catalogue, [reader.take(1024), reader.take(1048576)]);
    if (layout.problem) return layout;
    var school = reader.take(1024), inner = reader.take(1024), seat = reader.take(256);
    var minute = reader.take(16777216), seconds = reader.take(4096);
    var drawn = reader.take(2) ? layout.items.map(function () { return reader.take(2); }) : null;
    var answers = layout.items.filter(function (item, i) { return !drawn || drawn[i]; }).map(function (item) {
      return { item: item.id, response: readResponse(item, reader) };
    });
    var group = school || inner ? ipc.readClass(ipc.classCode(school, inner >> 6, inner & 63)) : null;
    var idle = digits.length > p.SHORTEST - p.CHECKS && !digits[digits.length - 1];
    if (phase >= p.PHASES.length || !reader.isDone() || idle || (group && group.problem)) return bad("content", "这个结果码的内容前后不合，不是本站网页做的。");
    return {
      quiz: layout.id, revision: layout.rev, phase: p.PHASES[phase], group: group ? group.code : "", seat: seat, minute: minute, seconds: seconds,
      answers: answers, items: layout.items, code: ""
    };
  }

  /* The quizzes that reading a code, or the code it may have been meant for, asks of the catalogue. */
  ipc.quizzesOf = function (text, catalogue) {
    var made = p.toDigits(p.clean(text)), digits = made.digits, slip;
    if (made.wrong || digits.length < p.SHORTEST) return [];
    slip = p.isWhole(digits) ? null : findSlip(digits);
    if (!slip && !p.isWhole(digits)) return [];
    var reader = new Reader((slip ? mend(digits, slip) : digits).slice(0, -p.CHECKS));
    return reader.take(8) === 1 && reader.take(4) >= 0 ? quizzesAt(catalogue, reader.take(1024)) : [];
  };

  /* An attempt {quiz, revision, phase, group, seat, minute, seconds, answers, items, code}, or
     {kind, problem, position?, slip?, mended?}. */
  ipc.decode = function (text, catalogue) {
    var cleaned = p.clean(text), made = p.toDigits(cleaned), attempt;
    if (made.wrong) return bad("alphabet", "第 " + made.wrong + " 个字符“" + cleaned[made.wrong - 1] + "”不会出现在结果码里。", { position: made.wrong });
    if (made.digits.length < p.SHORTEST) return bad("short", "只有 " + made.digits.length + " 个字符，结果码不会这么短，像是没有复制全。");
    if (!p.isWhole(made.digits)) return broken(made.digits);
    attempt = read(made.digits.slice(0, -p.CHECKS), catalogue);
    attempt.code = p.grouped(p.toText(made.digits));
    return attempt;
  };

  function carried(item, response) { return readResponse(item, new Reader(p.pack(p.fieldsOf(item, response)))); }

  function same(a, b) { return JSON.stringify(a) === JSON.stringify(b); }

  /* The same for the text of a result file: the code decides, the file adds typed words and times. */
  ipc.readFile = function (text, catalogue) {
    var data, extra = {}, attempt, wrong = null;
    try {
      data = JSON.parse(text.replace(/^\ufeff/, ""));
      data.answers.forEach(function (a) {
        var response = typeof a.response === "string" ? a.response : a.response.map(String);
        extra["#" + a.item] = { response: response, seconds: a.seconds === undefined || a.seconds === null ? null : Math.max(0, Math.floor(a.seconds)) };
      });
      attempt = String(data.code);
    } catch (e) {
      return bad("file", "这个结果文件读不懂，可能没有下载完整。");
    }
    if (data["iplearn-result"] !== 1) return bad("version", "这个结果文件是新版网页做的，这里还读不懂。请更新后再试。");
    attempt = ipc.decode(attempt, catalogue);
    if (attempt.problem) return attempt;
    attempt.answers = attempt.answers.map(function (answer) {
      var item = attempt.items.filter(function (i) { return i.id === answer.item; })[0], more = extra["#" + answer.item];
      if (!more) return answer;
      if (!same(carried(item, more.response), answer.response)) wrong = wrong || answer.item;
      return { item: answer.item, response: more.response, seconds: more.seconds };
    });
    return wrong ? bad("changed", "这个结果文件被改过：题目“" + wrong + "”和里面的结果码对不上。") : attempt;
  };
})(window.ipc);
