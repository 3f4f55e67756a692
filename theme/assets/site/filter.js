/* Narrows a list that is on the page anyway: the glossary, old and new articles, cited articles. A row has data-words,
   and data-n with the articles it is about. Plain ES2017, no requests. */
(function () {
  "use strict";
  var DIGITS = { "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9 };
  var UNITS = { "十": 10, "百": 100, "千": 1000 };

  /* 四十三 -> 43; NaN for what is no numeral. Below ten thousand, as articles are. */
  function numeral(text) {
    if (/^\d+$/.test(text)) return Number(text);
    var sum = 0, digit = -1, seen = false;
    for (var i = 0; i < text.length; i++) {
      if (text[i] in DIGITS) { digit = DIGITS[text[i]]; seen = true; }
      else if (text[i] in UNITS) { sum += (digit < 0 ? 1 : digit) * UNITS[text[i]]; digit = -1; seen = true; }
      else return NaN;
    }
    return seen ? sum + Math.max(digit, 0) : NaN;
  }

  /* The article somebody asks for: 43, 第四十三条, 二百一十九条之一; "" where it is words. */
  function article(text) {
    var match = /^(?:[新旧]法?)?第?([〇零一二两三四五六七八九十百千\d]+)条?(?:(?:之|-)([一二三四五六七八九十\d]+))?$/.exec(text);
    if (!match) return "";
    var number = numeral(match[1]);
    return isNaN(number) ? "" : number + (match[2] ? "-" + numeral(match[2]) : "");
  }

  function fold(text) {
    return (text.normalize ? text.normalize("NFKC") : text).toLowerCase().replace(/\s+/g, "");
  }

  function setUp(form) {
    var list = document.getElementById(form.dataset.filter);
    var input = form.querySelector("input"), kinds = form.querySelector("select"), told = form.querySelector("[role=status]");
    var rows = Array.prototype.slice.call(list.querySelectorAll("[data-words], [data-n]"));
    var texts = rows.map(function (row) { return fold(row.dataset.words || "") + fold(row.textContent); });
    /* A heading without rows below it goes with them. */
    var groups = Array.prototype.slice.call(list.querySelectorAll("section"));

    function fits(row, text, words, number, kind) {
      if (kind && row.dataset.kind !== kind) return false;
      if (number && row.dataset.n) return (" " + row.dataset.n + " ").indexOf(" " + number + " ") >= 0;
      return words.every(function (word) { return text.indexOf(word) >= 0; });
    }

    function apply() {
      var query = input.value.trim(), number = article(query.replace(/\s+/g, "")), kind = kinds ? kinds.value : "";
      var words = query.split(/\s+/).map(fold).filter(Boolean), shown = 0;
      rows.forEach(function (row, n) {
        row.hidden = !fits(row, texts[n], words, number, kind);
        if (!row.hidden) shown++;
      });
      groups.forEach(function (group) { group.hidden = !group.querySelector("[data-words]:not([hidden]), [data-n]:not([hidden])"); });
      told.textContent = !query && !kind ? "" : shown ? "找到 " + shown + " 条" : "没有找到。换个词，或者清空再看全部。";
    }

    /* A link into the list must find its row, whatever was asked before. */
    function reveal() {
      var target = null;
      try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { return; }
      if (!target || !list.contains(target) || !target.hidden && !(target.closest && target.closest("[hidden]"))) return;
      input.value = "";
      if (kinds) kinds.value = "";
      apply();
      target.scrollIntoView();
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
    input.addEventListener("input", apply);
    if (kinds) kinds.addEventListener("change", apply);
    window.addEventListener("hashchange", reveal);
    if (input.value || kinds && kinds.value) apply(); /* kept by the browser over a reload */
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-filter]"), setUp);
})();
