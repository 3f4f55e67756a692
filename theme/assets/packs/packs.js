/* 课包下载: the list by stage, right and time to prepare. Without script the whole list stands there. */
(function () {
  "use strict";
  var form = document.querySelector("[data-packs]");
  if (!form) return;
  var items = Array.prototype.slice.call(document.querySelectorAll(".ip-packs__item"));
  var bands = Array.prototype.slice.call(document.querySelectorAll("[data-band]"));
  var found = form.querySelector(".ip-packs__found");

  function fits(item) {
    var stage = form.elements.stage.value, right = form.elements.right.value, most = form.elements.prepare.value;
    return (!stage || item.dataset.stage === stage) &&
      (!right || item.dataset.rights.split(" ").indexOf(right) >= 0) &&
      (!most || Number(item.dataset.prepare) <= Number(most));
  }

  function show() {
    var count = 0;
    items.forEach(function (item) {
      item.hidden = !fits(item);
      if (!item.hidden) count++;
    });
    bands.forEach(function (band) { band.hidden = !band.querySelector(".ip-packs__item:not([hidden])"); });
    found.textContent = count ? "找到 " + count + " 课" : "没有合适的，放宽一个条件试试";
  }

  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  show(); /* a browser that comes back may have kept the choices */
})();
