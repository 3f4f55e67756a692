/* 带走数据: text that can be copied first, because some browsers (WeChat's) drop downloads; then CSV and XLSX. */
(function (ipc) {
  "use strict";
  var ui = ipc.ui, get = ui.get, page = ipc.page, taken = true;
  var XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  function rows() { return ipc.rows(page.box.handed()); }

  function codes() {
    return page.box.handed().map(function (h) { return h.attempt.code; }).join("\n") + "\n";
  }

  function fileName(ending) {
    var groups = page.box.handed().map(function (h) { return h.attempt.group; }).filter(function (g, i, all) { return g && all.indexOf(g) === i; });
    return "responses-" + (groups.length === 1 ? groups[0] : "classes") + ending;
  }

  function workbook() {
    return ipc.xlsx([
      { name: "作答", rows: [ipc.COLUMNS].concat(rows()), widths: [8, 10, 12, 16, 18, 12, 10, 8, 24, 8, 10, 24, 10, 18] },
      { name: "每列的意思", rows: ipc.DICTIONARY, widths: [16, 80] }
    ]);
  }

  function copy(text, what) {
    get("out").value = text;
    ui.copy(get("out")).then(function (done) {
      ui.say(get("take-said"), done ? what + "已复制，可以贴到文件或者邮件里。" : what + "已经选中，请按 Ctrl+C，手机上长按再选“复制”。");
    });
  }

  /* WeChat takes the click and does nothing: say so instead of pretending. */
  function download(name, content, type) {
    if (ui.isWeChat) return ui.say(get("take-said"), "微信里不能下载。请点右上角“…”，选“在浏览器打开”，或者用上面的复制。");
    ui.download(name, content, type);
    ui.say(get("take-said"), "已下载 " + name + "。没有看到文件的话，请用上面的复制。");
  }

  var ACTS = {
    codes: function () { copy(codes(), "结果码"); },
    rows: function () { copy(ipc.csv(rows()).slice(1), "作答表"); },
    csv: function () { download(fileName(".csv"), ipc.csv(rows()), "text/csv;charset=utf-8"); },
    xlsx: function () { download(fileName(".xlsx"), workbook(), XLSX); }
  };

  Array.prototype.forEach.call(document.querySelectorAll("[data-take]"), function (button) {
    button.addEventListener("click", function () {
      taken = true;
      ACTS[button.getAttribute("data-take")]();
    });
  });

  page.listeners.push(function () {
    var any = page.box.handed().length > 0, text = any ? codes() : "";
    get("take").hidden = !any;
    get("take-none").hidden = any;
    if (get("out").value.trim() !== text.trim()) taken = !any;
    get("out").value = text;
  });

  /* Nothing is stored: whoever leaves before taking the results along is asked. */
  window.addEventListener("beforeunload", function (event) {
    if (taken) return;
    event.preventDefault();
    event.returnValue = "";
  });
})(window.ipc);
