/* 建班级码 and 打印加入单; and what the page as a whole knows. */
(function (ipc) {
  "use strict";
  var ui = ipc.ui, get = ui.get, page;

  /* What the page knows, and who wants to be told when it changes. */
  ipc.page = {
    box: ipc.newBox(ipc.catalogue),
    group: "", seats: 45, nobody: [],
    listeners: [],
    /* The class made here, else the one that most results came from. */
    classNow: function () {
      var times = {}, best = this.group;
      this.box.handed().forEach(function (h) { if (h.attempt.group) times[h.attempt.group] = (times[h.attempt.group] || 0) + 1; });
      if (!best) Object.keys(times).forEach(function (code) { if (!best || times[code] > times[best]) best = code; });
      return best;
    },
    changed: function () { this.listeners.forEach(function (listener) { listener(); }); }
  };
  page = ipc.page;

  function spaced(code) { return code.slice(0, 3) + " " + code.slice(3); }

  function numbers(text) {
    return (text.normalize("NFKC").match(/\d+/g) || []).map(Number);
  }

  function readSeats() {
    page.seats = ui.whole(get("seats").value, 1, 255) || page.seats;
    page.nobody = numbers(get("nobody").value);
  }

  function make(event) {
    event.preventDefault();
    var school = ipc.readSchool(get("school").value || "000"), number = ui.whole(get("number").value, 1, 63), seats = ui.whole(get("seats").value, 1, 255);
    var problem = school.problem || (!number && "班号写 1 到 63 的数字。") || (!seats && "最大座号写 1 到 255 的数字。");
    if (problem) {
      ui.say(get("make-said"), problem);
      get(school.problem ? "school" : number ? "seats" : "number").focus();
      return;
    }
    page.group = ipc.classCode(school.school, Number(get("grade").value), number);
    readSeats();
    var group = ipc.readClass(page.group);
    get("made").hidden = false;
    get("made-label").textContent = group.label;
    get("made-code").textContent = spaced(page.group);
    ui.say(get("make-said"), group.label + "的班级码是 " + spaced(page.group) + (school.school ? "。" : "。这是试用的，不会计入市里的报告。"));
    showSheet();
    page.changed();
  }

  /* ---- The sheet ---- */

  function quiz() { return get("quiz").selectedOptions[0]; }

  /* Where pupils open the site; "" where nobody said it yet (a page from a stick has no address of its own). */
  function site() {
    var text = get("site").value.trim();
    if (!text) return "";
    if (!/^https?:\/\//i.test(text)) text = "https://" + text;
    return text.replace(/[^/]*\.html?([?#].*)?$/i, "").replace(/[?#].*$/, "").replace(/\/*$/, "/");
  }

  function fillSeats() {
    var list = get("sheet-seats");
    list.textContent = "";
    for (var seat = 1; seat <= page.seats; seat++) if (page.nobody.indexOf(seat) < 0) ui.add(list, "li", "", String(seat));
  }

  function showSheet() {
    get("sheet").hidden = !page.group || !quiz();
    if (get("sheet").hidden) return;
    var group = ipc.readClass(page.group), phase = get("phase"), home = site();
    var link = home ? home + quiz().getAttribute("data-path") + ipc.joinHash(page.group, phase.value) : "";
    get("sheet-kicker").textContent = group.label + " · " + phase.selectedOptions[0].textContent;
    get("sheet-title").textContent = quiz().textContent;
    get("sheet-code").textContent = spaced(page.group);
    get("sheet-link").textContent = link || "（请先填网站地址）";
    var qr = link && ipc.qr(link, "打开测验的二维码"), place = get("sheet-qr");
    place.textContent = "";
    if (qr) place.appendChild(qr);
    ui.say(get("join-said"), !link ? "请填学生打开的网站地址，不然加入单上没有二维码。" : qr ? "" : "网址太长，印不成二维码。");
    fillSeats();
  }

  /* What goes on paper: "sheet" with the notice behind it, or "notice" alone. */
  function onPaper(what) {
    document.documentElement.setAttribute("data-ipc-paper", what);
    window.print();
  }

  function print(event) {
    event.preventDefault();
    readSeats();
    showSheet();
    if (!page.group) {
      ui.say(get("join-said"), "先在第一步生成班级码。");
      get("school").focus();
    } else if (site()) onPaper("sheet");
    else get("site").focus();
  }

  /* Somebody who prints the page himself wants the page. */
  window.addEventListener("afterprint", function () { document.documentElement.removeAttribute("data-ipc-paper"); });

  function choosePhase() {
    var option = quiz();
    if (option) get("phase").value = option.getAttribute("data-phase");
    showSheet();
  }

  if (/^https?:$/.test(location.protocol)) get("site").value = location.href.replace(/[^/]*([?#].*)?$/, "");
  else if (get("site").getAttribute("data-domain")) get("site").value = get("site").getAttribute("data-domain");
  get("make").addEventListener("submit", make);
  get("join").addEventListener("submit", print);
  get("quiz").addEventListener("change", choosePhase);
  get("phase").addEventListener("change", showSheet);
  get("site").addEventListener("input", showSheet);
  ["seats", "nobody"].forEach(function (id) {
    get(id).addEventListener("input", function () {
      readSeats();
      showSheet();
      page.changed();
    });
  });
  if (get("print-notice")) get("print-notice").addEventListener("click", function () { onPaper("notice"); });
  get("wechat").hidden = !ui.isWeChat;
  choosePhase();
})(window.ipc);
