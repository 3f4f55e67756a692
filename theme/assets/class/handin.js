/* 交给老师: class code and seat in, result code and QR out. Comes under a quiz's result; nobody has to use it. */
(function (ipc) {
  "use strict";
  var ui = ipc.ui, add = ui.add, made = 0;
  var PHASES = [["pre", "前测"], ["post", "后测"], ["practice", "练习"]];

  /* The record that ipc.encode takes. Practice shows the answer before the next try, so it is never a pre- or post-test. */
  function record(detail, who) {
    var attempt = detail.attempt, items = {}, ms = 0;
    detail.key.items.forEach(function (item) { items[item.id] = item; });
    var answers = detail.route.map(function (id) {
      var response = attempt.responses[id] === undefined ? "" : attempt.responses[id], spent = attempt.ms[id] || 0;
      if (items[id].kind === "short-answer") response = [response, (attempt.met || {})[id] || ""];
      ms += spent;
      return { item: id, response: response, seconds: Math.round(spent / 1000) };
    });
    return { phase: attempt.mode === "test" ? who.phase : "practice", group: who.group, seat: who.seat, started: attempt.started, seconds: Math.round(ms / 1000), answers: answers };
  }

  function field(parent, label, tag, attributes) {
    var box = add(parent, "div", "ipc-field"), id = "ipc-hand-" + made + "-" + parent.childNodes.length;
    add(box, "label", "", label, { "for": id });
    return add(box, tag, "", "", Object.assign({ id: id }, attributes));
  }

  /* The code, what to do with it, and ways to carry it. */
  function show(place, said, detail, who) {
    var taken = record(detail, who), code = ipc.encode(detail.key, taken), go, out, qr;
    place.textContent = "";
    place.hidden = false;
    add(place, "h4", "", "结果码");
    out = add(place, "textarea", "ipc-out", "", { rows: "3", readonly: "", spellcheck: "false", "aria-label": "结果码" });
    out.value = code;
    go = add(place, "div", "ipc-go");
    go.appendChild(ui.button("复制结果码", false, function () {
      ui.copy(out).then(function (done) { ui.say(said, done ? "已复制，发给老师就行。" : "已经选中，请长按再选“复制”，或者按 Ctrl+C。"); });
    }));
    go.appendChild(ui.button("下载结果文件", true, function () {
      if (ui.isWeChat) return ui.say(said, "微信里不能下载。复制结果码就行；要文件，点右上角“…”，选“在浏览器打开”。");
      ui.download("result-" + detail.key.id + "-" + who.seat + ".json", ipc.file(detail.key, taken), "application/json");
      ui.say(said, "已下载。老师要文件的时候才用它。");
    }));
    qr = ipc.qr(code, "结果码的二维码");
    if (qr) add(place, "div", "ipc-hand__qr").appendChild(qr);
    add(place, "p", "ipc-help", "老师也可以扫这个码。码里有班级码、座号、每道题的作答和用时，没有姓名，也没有你打的字。文件里有你打的字。");
    ui.say(said, "结果码做好了，" + (taken.phase === "practice" ? "记作练习。" : "记作" + PHASES.filter(function (p) { return p[0] === taken.phase; })[0][1] + "。"));
  }

  function build(root, detail) {
    var join = ipc.readJoin(location.hash) || { group: "", phase: "practice", problem: "" }, test = detail.attempt.mode === "test";
    var box = ui.el("section", "ipc-hand", "", { "aria-labelledby": "ipc-hand-" + ++made }), form, fields, group, seat, phase, said, place;
    add(box, "h3", "", "交给老师", { id: "ipc-hand-" + made });
    add(box, "p", "ipc-help", "老师给了班级码才用交。自己练习的，不用管这里。");
    form = add(box, "form", "ipc-form", "", { autocomplete: "off", novalidate: "" });
    fields = add(form, "div", "ipc-fields");
    group = field(fields, "班级码", "input", { type: "text", maxlength: "12", autocapitalize: "characters", spellcheck: "false" });
    seat = field(fields, "座号", "input", { type: "number", inputmode: "numeric", min: "1", max: "255" });
    group.value = join.group;
    if (test && !join.group) {
      phase = field(fields, "用作", "select", {});
      PHASES.forEach(function (p) { add(phase, "option", "", p[1], { value: p[0] }); });
      phase.value = "practice";
    }
    if (!test && join.phase !== "practice") add(form, "p", "ipc-help", "这次是“练习”做法，只能记作练习。老师要前测或者后测的，请换成“测验”再做一遍。");
    add(add(form, "div", "ipc-go"), "button", "ip-button", "生成结果码", { type: "submit" });
    said = add(form, "p", "ipc-said", "", { role: "status" });
    place = add(box, "div", "ipc-hand__out", "", { hidden: "" });
    if (join.problem) ui.say(said, join.problem);
    form.addEventListener("submit", function (event) {
      var read = ipc.readClass(group.value), number = ui.whole(seat.value, 1, 255);
      event.preventDefault();
      place.hidden = true;
      if (read.problem || !number) {
        ui.say(said, read.problem || "座号写 1 到 255 的数字。");
        (read.problem ? group : seat).focus();
      } else show(place, said, detail, { group: read.code, seat: number, phase: phase ? phase.value : join.phase });
    });
    return box;
  }

  /* Puts the panel at the end of the quiz `root`; `detail` is that of the event "ipq:done". Another attempt, another panel. */
  ipc.handIn = function (root, detail) {
    var style = "assets/class/class.css", base = document.documentElement.getAttribute("data-root") || "", before = root.querySelector(".ipc-hand");
    if (!document.querySelector('link[href$="' + style + '"]')) add(document.head, "link", "", "", { rel: "stylesheet", href: base + style });
    if (before) root.removeChild(before);
    root.appendChild(build(root, detail));
  };
})(window.ipc);
