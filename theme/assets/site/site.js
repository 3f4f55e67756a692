/* What the frame of a page needs from script: display choices, law by date, printing, pop-ups.
   Everything is readable without it. Plain ES2017, no requests. */
(function () {
  "use strict";
  var root = document.documentElement;

  function all(selector, scope) {
    return Array.prototype.slice.call((scope || document).querySelectorAll(selector));
  }

  /* ---- Display choices: kept in the browser where it lets us ---- */
  function choose(key, value) {
    if (value) root.setAttribute("data-" + key, value);
    else root.removeAttribute("data-" + key);
    try {
      if (value) localStorage.setItem("ip-" + key, value);
      else localStorage.removeItem("ip-" + key);
    } catch (e) { /* private windows and some WebViews refuse: the choice then holds for this page */ }
  }

  function showChoices(buttons) {
    buttons.forEach(function (button) {
      var now = root.getAttribute("data-" + button.dataset.set) || "";
      button.setAttribute("aria-pressed", String(now === button.dataset.value));
    });
  }

  function setUpChoices() {
    var buttons = all("[data-set]");
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        var key = button.dataset.set, value = button.dataset.value;
        /* Colour is one of three; size and contrast are switches. */
        var off = key !== "scheme" && root.getAttribute("data-" + key) === value;
        choose(key, off ? "" : value);
        showChoices(buttons);
      });
    });
    showChoices(buttons);
  }

  /* ---- Law by date. China keeps one time all year, UTC+8, so no time-zone data is needed. ---- */
  function today() {
    return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  }

  function dayBefore(day) {
    return new Date(Date.parse(day + "T00:00:00Z") - 24 * 3600 * 1000).toISOString().slice(0, 10);
  }

  function inWords(day) {
    var p = day.split("-");
    return Number(p[0]) + " 年 " + Number(p[1]) + " 月 " + Number(p[2]) + " 日";
  }

  function setUpDated(day) {
    all("details.ip-dated").forEach(function (block) {
      var from = block.dataset.from, until = block.dataset.until;
      var label = block.querySelector(".ip-dated__label");
      var state = from && day < from ? "soon" : until && day >= until ? "past" : "now";
      block.classList.add("ip-dated--" + state);
      block.open = state === "now";
      if (!label) return;
      if (state === "soon") label.textContent = "即将施行（" + inWords(from) + "起）";
      if (state === "past") label.textContent = "此前发生的事（" + inWords(dayBefore(until)) + "以前）";
      if (state === "now") {
        var when = document.createElement("span");
        when.className = "ip-dated__when";
        when.textContent = "（" + label.textContent + "）";
        label.textContent = "现行规定";
        label.parentNode.insertBefore(when, label.nextSibling);
      }
    });
  }

  /* A citation that names an old version is right for ever, but the reader must know it is old. */
  function labelSuperseded(day) {
    all("a.ip-law[data-valid-to]").forEach(function (link) {
      if (day <= link.dataset.validTo || link.closest(".ip-dated--past")) return;
      var mark = document.createElement("span");
      mark.className = "ip-law__past";
      mark.textContent = "（已失效）";
      link.appendChild(mark);
    });
  }

  /* The status of a version printed at the build, as it is on the reader's day. What is unverified stays so. */
  function setUpStatus(day) {
    all(".ip-status[data-since]").forEach(function (mark) {
      if (mark.classList.contains("ip-status--open") && !mark.dataset.until) return;
      var state = day < mark.dataset.since ? "soon" : mark.dataset.until && day > mark.dataset.until ? "past" : "now";
      if (mark.classList.contains("ip-status--" + state)) return;
      mark.className = "ip-status ip-status--" + state;
      var at = mark.closest(".ip-line__at");
      if (at) at.className = "ip-line__at ip-line__at--" + state;
      mark.textContent = { soon: "尚未施行", past: "已失效", now: "现行有效" }[state];
    });
  }

  /* A link or a search hit may point into a block that is closed. */
  function openTarget() {
    var target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (e) { return; }
    var moved = false;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS" && !node.open) { node.open = true; moved = true; }
    }
    if (moved) target.scrollIntoView();
  }

  /* ---- Paper shows both texts of a dated rule, and folds them back afterwards ---- */
  function setUpPrint() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = all("details.ip-dated").filter(function (d) { return !d.open; });
      opened.forEach(function (d) { d.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (d) { d.open = false; });
      opened = [];
    });
    all("[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { window.print(); });
    });
  }

  /* ---- Pop-ups: one open at a time; Escape or a click elsewhere closes ---- */
  function setUpPops() {
    var pops = all("details.ip-pop");
    function close(except) {
      pops.forEach(function (pop) { if (pop !== except) pop.open = false; });
    }
    document.addEventListener("click", function (event) {
      close(pops.filter(function (pop) { return pop.contains(event.target); })[0]);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" && event.key !== "Esc") return;
      pops.forEach(function (pop) {
        if (!pop.open) return;
        pop.open = false;
        pop.querySelector("summary").focus();
      });
    });
    pops.forEach(function (pop) {
      pop.addEventListener("focusout", function (event) {
        if (event.relatedTarget && !pop.contains(event.relatedTarget)) pop.open = false;
      });
    });
  }

  /* ---- Contents: beside the text on a wide screen, so open there ---- */
  function setUpContents() {
    var toc = document.querySelector(".ip-toc");
    if (!toc || !window.matchMedia) return;
    var wide = window.matchMedia("(min-width: 62.5em)");
    wide.addListener(function () { toc.open = wide.matches; });
  }

  setUpChoices();
  setUpDated(today());
  labelSuperseded(today());
  setUpStatus(today());
  setUpPrint();
  setUpPops();
  setUpContents();
  openTarget();
  window.addEventListener("hashchange", openTarget);
})();
