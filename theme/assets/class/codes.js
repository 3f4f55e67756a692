/* Writes result codes and class codes. Loaded by a quiz when it is handed in, and by the class page.

   The format is that of iplearn/results (codes.py, answers.py, checked.py, classes.py), which explains it;
   tests/cases/codes.json holds both sides to the same codes. An item is described by its entry in the quiz's key
   (iplearn/render/quiz_key.py). Needs assets/quiz/normalise.js and score.js. Whole numbers stay below 2^53. */
(function (ipc, ipq) {
  "use strict";
  var ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  var BETWEEN = /[\s\-_.·•\u00ad\u2010-\u2015\u2043\u2212\u200b-\u200f\u2060\ufeff]/g;
  var GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3], BECH32M = 0x2bc830a3;
  var CHECKS = 6, SHORTEST = 18, SIGNS = "0123456789.-e", END = 13, NO_NUMBER = 14;
  var EPOCH = Date.UTC(2025, 11, 31, 16), LAST_MINUTE = 16777215, LONGEST_TIME = 4095;
  var PHASES = ["pre", "post", "practice"];
  var GRADES = ["其他", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "高一", "高二", "高三"];

  /* ---- Characters and their check ---- */

  function clean(text) { return text.normalize("NFKC").replace(BETWEEN, "").toUpperCase(); }

  function value(char) {
    var i = "ILOU".indexOf(char);
    return i < 0 ? ALPHABET.indexOf(char) : [1, 1, 0, 27][i];
  }

  /* {digits} or {wrong: position from 1} */
  function toDigits(cleaned) {
    var digits = cleaned.split("").map(value), wrong = digits.indexOf(-1);
    return wrong < 0 ? { digits: digits } : { wrong: wrong + 1 };
  }

  function toText(digits) { return digits.map(function (d) { return ALPHABET[d]; }).join(""); }

  function grouped(text) { return text.replace(/.{4}(?=.)/g, "$&-"); }

  function step(chk) {
    var top = chk >>> 25;
    chk = (chk & 0x1ffffff) << 5;
    for (var i = 0; i < 5; i++) if (top >>> i & 1) chk ^= GENERATOR[i];
    return chk;
  }

  function run(chk, digits) {
    digits.forEach(function (d) { chk = step(chk) ^ d; });
    return chk;
  }

  function codesOf(text, part) { return text.split("").map(function (c) { return part(c.charCodeAt(0)); }); }

  var START = run(1, codesOf("iplearn", function (c) { return c >> 5; }).concat(0, codesOf("iplearn", function (c) { return c & 31; })));

  function checkDigits(digits) {
    var rest = run(START, digits.concat([0, 0, 0, 0, 0, 0])) ^ BECH32M;
    return [25, 20, 15, 10, 5, 0].map(function (shift) { return rest >>> shift & 31; });
  }

  function isWhole(digits) { return digits.length > CHECKS && run(START, digits) === BECH32M; }

  /* ---- Mixed radix: [value, radix] pairs, the first is read first ---- */

  function pack(fields) {
    var digits = [];
    fields.slice().reverse().forEach(function (field) {
      var carry = field[0];
      for (var i = 0; i < digits.length; i++) {
        carry += digits[i] * field[1];
        digits[i] = carry % 32;
        carry = Math.floor(carry / 32);
      }
      for (; carry; carry = Math.floor(carry / 32)) digits.push(carry % 32);
    });
    return digits;
  }

  /* ---- Responses ---- */

  function mask(given, n) {
    var out = 0;
    for (var i = 0; i < n; i++) if (given.indexOf(LETTERS[i]) >= 0) out += Math.pow(2, i);
    return out;
  }

  function letter(given, n) {
    return [given.length === 1 ? LETTERS.slice(0, n).indexOf(given) + 1 : 0, n + 1];
  }

  function places(given, count, n) {
    var out = [];
    for (var i = 0; i < count; i++) out.push(letter(given[i] || "-", n));
    return out;
  }

  function order(given, n) {
    var left = LETTERS.slice(0, n);
    if (given.split("").sort().join("") !== left) return [[0, 2]];
    return [[1, 2]].concat(given.split("").map(function (c) {
      var field = [left.indexOf(c), left.length];
      left = left.replace(c, "");
      return field;
    }));
  }

  /* The shortest text that is this very number: 20, 5e6, -.05. What 15 digits do not hold (a third) has six. */
  function shortNumber(number) {
    if (Math.abs(number) < 1e-18) return "0";
    var exact = number.toExponential(), pattern = /^(-?)(\d)(?:\.(\d*?)0*)?e([+-]\d+)$/, m = pattern.exec(exact);
    if ((m[3] || "").length > 14) m = pattern.exec(number.toExponential(5));
    var text = m[2] + (m[3] || ""), exponent = Number(m[4]) - (m[3] || "").length;
    if (exponent > 2) return m[1] + text + "e" + exponent;
    if (exponent >= 0) return m[1] + text + "00".slice(0, exponent);
    while (text.length < -exponent) text = "0" + text;
    return m[1] + text.slice(0, exponent) + "." + text.slice(exponent);
  }

  function numberSigns(typed, unit) {
    if (!typed.trim()) return [END];
    var number = ipq.parseNumber(typed, unit);
    if (number === null) return [NO_NUMBER];
    return shortNumber(number).split("").map(function (c) { return SIGNS.indexOf(c); }).concat(END);
  }

  function fieldsOf(item, response) {
    var parts = typeof response === "string" ? [response] : response, given = parts.join("");
    switch (item.kind) {
      case "single": case "survey": return [letter(given, item.n)];
      case "multiple": return [[mask(given, item.n), Math.pow(2, item.n)]];
      case "true-false": return [[Math.max(0, ["", "T", "F"].indexOf(given)), 3]];
      case "text-entry":
        return item.key.map(function (accepted, i) {
          var typed = parts[i] || "";
          return [typed.trim() ? ipq.acceptedIndex(accepted, typed) + 2 : 0, accepted.length + 2];
        });
      case "numeric": return numberSigns(given, item.unit).map(function (sign) { return [sign, NO_NUMBER + 1]; });
      case "ordering": return order(given, item.key.length);
      case "matching": case "categorise": return places(given, item.key.length, item.n);
      default:
        var met = mask(parts[1] || "", item.n);
        return [[met || (parts[0] || "").trim() ? met + 1 : 0, Math.pow(2, item.n) + 1]];
    }
  }

  /* ---- Class codes ---- */

  function checkDigit(digits) {
    return digits.reduceRight(function (out, d) {
      out = (out ^ d) << 1;
      return out > 31 ? out ^ 37 : out;
    }, 0);
  }

  function withCheck(digits) { return digits.concat(checkDigit(digits)); }

  function copied(text, length, what, fits) {
    var cleaned = clean(text), read = toDigits(cleaned);
    if (read.wrong) return { problem: what + "的第 " + read.wrong + " 个字符“" + cleaned[read.wrong - 1] + "”不会出现在代码里。", position: read.wrong };
    if (cleaned.length !== length) return { problem: what + "是 " + length + " 个字符，这里有 " + cleaned.length + " 个。" };
    if (!fits(read.digits)) return { problem: what + "“" + cleaned + "”不对，有字符抄错了。请对照" + (length === 3 ? "市里发的代码" : "老师给的班级码") + "再看一遍。" };
    return read;
  }

  function schoolFits(digits) { return checkDigit(digits.slice(0, 2)) === digits[2]; }

  /* {school: number} or {problem, position?} */
  function readSchool(text) {
    var read = copied(text, 3, "学校代码", schoolFits);
    return read.problem ? read : { school: read.digits[0] + read.digits[1] * 32 };
  }

  /* {school, grade, number, code, label} or {problem, position?} */
  function readClass(text) {
    var read = copied(text, 6, "班级码", function (digits) { return schoolFits(digits) && checkDigit(digits.slice(0, 5)) === digits[5]; });
    if (read.problem) return read;
    var d = read.digits, inner = d[3] + d[4] * 32, grade = inner >> 6, number = inner & 63;
    if (grade >= GRADES.length || !number) return { problem: "班级码“" + clean(text) + "”里没有这样的班。请在班级汇总页重新生成。" };
    return { school: d[0] + d[1] * 32, grade: grade, number: number, code: toText(d), label: GRADES[grade] + " " + number + " 班" };
  }

  function classCode(school, grade, number) {
    var inner = grade * 64 + number;
    return toText(withCheck(withCheck([school & 31, school >> 5]).concat(inner & 31, inner >> 5)));
  }

  /* ---- Result codes ---- */

  function address(quiz, revision) {
    var h = codesOf(quiz, Number).reduce(function (h, byte) { return Math.imul(h ^ byte, 0x01000193); }, 0x811c9dc5 | 0);
    return [(h ^ h >>> 10 ^ h >>> 20) & 1023, parseInt(revision.slice(0, 5), 16)];
  }

  function limited(number, most) { return Math.min(Math.max(Math.floor(number) || 0, 0), most); }

  /* The result code of an attempt.
     key     {id, rev, items} as in the quiz's page
     record  {phase: "pre" | "post" | "practice", group: class code or "", seat: 1 to 255, started: ms since 1970, seconds,
              answers: [{item: id, response, seconds?}] for every item shown, in any order}
     A class code that is not right counts as none: ask readClass first. */
  function encode(key, record) {
    var group = record.group ? readClass(record.group) : { problem: "" }, given = {}, where = address(key.id, key.rev);
    record.answers.forEach(function (answer) { given["#" + answer.item] = answer.response; });
    var shown = key.items.filter(function (item) { return "#" + item.id in given; }), all = shown.length === key.items.length;
    var fields = [
      [1, 8], [Math.max(0, PHASES.indexOf(record.phase)), 4], [where[0], 1024], [where[1], 1048576],
      [group.problem === undefined ? group.school : 0, 1024], [group.problem === undefined ? group.grade * 64 + group.number : 0, 1024],
      [limited(record.seat, 255), 256], [limited((record.started - EPOCH) / 60000, LAST_MINUTE), LAST_MINUTE + 1],
      [limited(record.seconds, LONGEST_TIME), LONGEST_TIME + 1], [Number(!all), 2]
    ];
    if (!all) key.items.forEach(function (item) { fields.push([Number("#" + item.id in given), 2]); });
    shown.forEach(function (item) { fields = fields.concat(fieldsOf(item, given["#" + item.id])); });
    var digits = pack(fields);
    while (digits.length < SHORTEST - CHECKS) digits.push(0);
    return grouped(toText(digits.concat(checkDigits(digits))));
  }

  /* The text of the result file: the code, and what a code has no room for. */
  function file(key, record) {
    return JSON.stringify({ "iplearn-result": 1, code: encode(key, record), answers: record.answers }, null, 1) + "\n";
  }

  /* ---- The link of a join sheet: what follows # never leaves the browser ---- */

  function joinHash(code, phase) { return "#class=" + code + "&phase=" + phase; }

  /* {group, phase, problem} or null where the address carries nothing of the kind */
  function readJoin(hash) {
    var code = /[#&]class=([^&]*)/.exec(hash), phase = /[#&]phase=(\w+)/.exec(hash);
    if (!code) return null;
    var group = readClass(code[1].replace(/%20|\+/g, ""));
    return { group: group.problem ? "" : group.code, problem: group.problem || "", phase: phase && PHASES.indexOf(phase[1]) >= 0 ? phase[1] : "practice" };
  }

  ipc.encode = encode;
  ipc.file = file;
  ipc.readClass = readClass;
  ipc.readSchool = readSchool;
  ipc.classCode = classCode;
  ipc.joinHash = joinHash;
  ipc.readJoin = readJoin;
  ipc.GRADES = GRADES;
  /* For decode.js */
  ipc.parts = {
    ALPHABET: ALPHABET, LETTERS: LETTERS, SIGNS: SIGNS, END: END, NO_NUMBER: NO_NUMBER, CHECKS: CHECKS, SHORTEST: SHORTEST, EPOCH: EPOCH,
    PHASES: PHASES, START: START, BECH32M: BECH32M, clean: clean, value: value, toDigits: toDigits, toText: toText, grouped: grouped,
    step: step, run: run, isWhole: isWhole, fieldsOf: fieldsOf, pack: pack, address: address
  };
})(window.ipc = window.ipc || {}, window.ipq);
