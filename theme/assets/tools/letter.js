/* A letter: choices and blanks make its text, which can be copied or taken along as text or Word file. What is typed into
   the blanks stays in the page: the address keeps the choices only. */
(function (ipt) {
  "use strict";
  var data = document.getElementById("ipd-data"), form = document.getElementById("ipd-form"), out = document.getElementById("ipt-result");
  if (!data || !form) return;
  var tool = JSON.parse(data.textContent), found = ipt.findings, add = ipt.result.add, letter = null;
  var fields = found.named(tool.questions.map(function (q) { return q.id; }));
  var TYPES = { txt: "text/plain;charset=utf-8", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };

  function blank(id) { return form.querySelector('[data-blank="' + id + '"]'); }
  function input(id) { return form.querySelector('[name="' + id + '"]'); }

  function written() {
    var filled = {};
    tool.fields.forEach(function (f) { filled[f.id] = input(f.id).value; });
    return ipt.reason.write(tool, found.answers(form, tool), filled);
  }

  function follow() {
    var now = written();
    found.follow(form, tool, found.answers(form, tool), now.judged);
    tool.fields.forEach(function (f) { blank(f.id).hidden = now.shown.indexOf(f.id) < 0; });
    return now;
  }

  function field(id) { return tool.fields.filter(function (f) { return f.id === id; })[0]; }

  function lacking(title, ids) {
    if (!ids.length) return;
    add(out, "h4", "", title);
    var list = add(out, "dl", "ipd-find");
    ids.forEach(function (id) {
      var pair = add(list, "div"), term = add(pair, "dt"), go = add(term, "button", "ipd-go", "去填：" + field(id).label);
      go.type = "button";
      go.addEventListener("click", function () { input(id).focus(); });
      add(pair, "dd").appendChild(found.copy("ipd-why-" + id));
    });
  }

  function unpicked(now) {
    return tool.questions.filter(function (q) {
      var picked = found.picks(form, q.id);
      return now.judged.asked(q) === true && (!picked.length || picked[0] === ipt.reason.UNKNOWN);
    });
  }

  function button(text, quiet, act) {
    var node = ipt.result.el("button", "ip-button" + (quiet ? " ip-button--quiet" : ""), text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  function plain() { return letter.map(function (p) { return p[1]; }).join("\r\n") + "\r\n"; }
  function title() { return letter[0][1]; }

  function show() {
    var now = written(), open = unpicked(now), box, row;
    letter = now.paragraphs;
    found.begin(out);
    add(out, "h3", "ipd-group", now.missing.length || open.length ? "还不能发：缺 " + (now.missing.length + open.length) + " 样" : "必须写的都写了");
    if (open.length) {
      add(out, "h4", "", "还没有选的");
      var list = add(out, "dl", "ipd-find");
      open.forEach(function (q) {
        var pair = add(list, "div");
        add(pair, "dt", "", q.ask);
        add(pair, "dd").appendChild(found.copy("ipd-find-" + q.id));
      });
    }
    lacking("必须写，还没有写", now.missing);
    lacking("建议写，还没有写", now.advised);
    if (!now.missing.length && !open.length) add(out, "p", "", "发出以前，逐条核对网址、名称和证明。写得对不对，由您负责。");
    add(out, "h3", "ipd-group", "通知书");
    box = add(out, "div", "ipd-letter");
    letter.forEach(function (p) { add(box, "p", "ipd-letter__" + p[0], p[1]); });
    row = add(out, "div", "ipt-go ipt-out");
    row.appendChild(button("复制通知书", false, function () {
      ipt.copy(plain(), function (fine) { ipt.tell(fine ? "通知书已经复制。" : "这个浏览器不让复制。请长按或者拖选上面的通知书。"); });
    }));
    row.appendChild(button("下载 Word 文件", true, function () { ipt.download(title() + ".docx", ipt.docx(letter), TYPES.docx); }));
    row.appendChild(button("下载文本", true, function () { ipt.download(title() + ".txt", "\ufeff" + plain(), TYPES.txt); }));
    found.show(out, tool, { holds: now.judged.holds, open: [], find_out: [] });
    return now;
  }

  form.addEventListener("change", follow);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var now = show();
    found.keep(found.typed(tool, found.answers(form, tool), now.judged), fields);
    found.reach(out);
  });
  form.addEventListener("reset", function () {
    setTimeout(function () {
      found.clear(out);
      follow();
    });
  });
  follow();
  found.watch(fields, function (values) {
    tool.questions.forEach(function (q) { found.pick(form, q.id, (values[q.id] || "").split(",")); });
    follow();
    show();
    document.getElementById("ipt-end").hidden = false;
  });
})(this.ipt = this.ipt || {});
