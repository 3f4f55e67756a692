/* Answers in their normal form: the steps of iplearn/scoring/normalise.py and numerals.py, which explain them.
   tests/cases/scoring.json holds both sides to the same results. No lookbehind: Safari before 16.4 has none. */
(function (ipq) {
  "use strict";
  var SPACE = " \\t\\n\\r\\f\\v\\u2028\\u2029";
  var EDGE = SPACE + ",、;:!?。…'\"“”‘’()\\[\\]{}<>“”‘’【】·•~—–_*";
  var HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff〇";
  var GONE = /[\u00ad\u200b-\u200f\u2060\ufeff《》〈〉]/g;
  var LEFT = new RegExp("^(?:[" + EDGE + "]|\\.(?![0-9]))+");
  var RIGHT = new RegExp("[" + EDGE + ".]+$");
  var HAN_SPACE = new RegExp("([" + HAN + "])[" + SPACE + "]+|[" + SPACE + "]+(?=[" + HAN + "])", "g");
  var SPACES = new RegExp("[" + SPACE + "]+", "g");
  var ZEROS = { "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12 };
  var NAMES = "零一二三四五六七八九";

  function clean(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\u2212/g, "-").replace(/[\u2044\u2215]/g, "/")
      .replace(GONE, "").replace(LEFT, "").replace(RIGHT, "").replace(HAN_SPACE, "$1").replace(SPACES, " ");
  }

  /* 0 < n < 10000 in full form: 105 is 一百零五, 15 is 十五. */
  function spell(n) {
    var out = "", zero = false;
    ["千", "百", "十", ""].forEach(function (name, i) {
      var unit = Math.pow(10, 3 - i), d = Math.floor(n / unit);
      n %= unit;
      if (d) out += (zero ? "零" : "") + NAMES[d] + name;
      zero = d ? false : out !== "";
    });
    return out.replace(/^一十/, "十");
  }

  /* Four places, or null where the form leaves doubt (三万五). */
  function group(text, leading) {
    var value = 0, digit = 0;
    if (!leading) {
      if (text.length === 1 && NAMES.indexOf(text) > 0) return null;
      text = text.replace(/^零/, "");
    }
    text = text.replace(/^一十/, "十");
    text.split("").forEach(function (c) {
      var d = NAMES.indexOf(c);
      if (d >= 0) digit = d;
      else { value += (digit || 1) * Math.pow(10, ZEROS[c]); digit = 0; }
    });
    value += digit;
    return value && spell(value) === text ? value : null;
  }

  function spelledOut(run) {
    var m, value = 0, above = false;
    run = run.replace(/[1-9]/g, function (d) { return NAMES[d]; }).replace(/两/g, "二").replace(/〇/g, "零");
    m = /^(?:([^万亿]+)亿)?(?:([^万亿]+)万)?([^万亿]*)$/.exec(run);
    if (!m) return null;
    for (var i = 1; i < 4; i++) {
      value *= 10000;
      if (!m[i]) continue;
      var part = group(m[i], !above);
      if (part === null) return null;
      value += part;
      above = true;
    }
    return value;
  }

  function number(run) {
    var m, value;
    if (/^[0-9.]+$/.test(run)) return run;
    if (run === "两") return "2";
    if (/^[零〇一二三四五六七八九]+$/.test(run)) return run.replace(/./g, function (c) { return Math.max(0, NAMES.indexOf(c)); });
    if ((m = /^([0-9]{1,8}(?:\.[0-9]{1,6})?)(万亿|[十百千万亿])$/.exec(run))) return String(Number(m[1] + "e" + ZEROS[m[2]]));
    if ((m = /^([0-9]{1,8})万([0-9]{4})$/.exec(run))) return String(Number(m[1] + m[2]));
    value = spelledOut(run);
    return value === null ? run : String(value);
  }

  function unify(text) {
    return text
      .replace(/(^|[^0-9.,])([0-9]{1,3}(?:,[0-9]{3})+)(?![0-9,])/g, function (all, before, digits) { return before + digits.replace(/,/g, ""); })
      .replace(/[0-9.零〇一二两三四五六七八九十百千万亿]+/g, number)
      .replace(/(百|[0-9]+)分之(百|[0-9]+(?:\.[0-9]+)?)/g, function (all, below, above) {
        above = above.replace("百", "100");
        return below === "百" || below === "100" ? above + "%" : above + "/" + below;
      });
  }

  ipq.normalise = function (text) { return unify(clean(text)); };

  /* The number typed, with or without its unit; null when it is not one number. */
  ipq.parseNumber = function (text, unit) {
    var name = unit ? clean(unit) : "", scale = /^[十百千万亿]*/.exec(name)[0], m, value;
    text = clean(text);
    if (name && text.slice(-name.length) === name) text = text.slice(0, -name.length);
    else if (name === "%" && text.indexOf("百分之") === 0) text = text.slice(3);
    else if (scale && text.slice(-scale.length) === scale) text = text.slice(0, -scale.length);
    text = unify(text.replace(/^ +| +$/g, "").replace(/^负/, "-"));
    m = text.length <= 40 && /^([+-]?)(?:([0-9]+\.?[0-9]*|\.[0-9]+)(%?)|([0-9]+)\/([0-9]+))$/.exec(text);
    if (!m || (m[5] && !Number(m[5]))) return null;
    value = m[4] ? m[4] / m[5] : Number(m[2] + (m[3] ? "e-2" : ""));
    return m[1] === "-" ? -value : value;
  };
})(window.ipq = window.ipq || {});
