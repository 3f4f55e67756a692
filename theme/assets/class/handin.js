/* 交给老师: under the result of a quiz, the code a learner hands in; and what a join link says before.
   Nothing is sent anywhere. Needs the quiz's own scripts and those before it in AFTER_SCRIPTS. */
(function (ipc, ipq, ipl) {
  "use strict";
  if (ipl.leaving) return; /* retry.js opens the page anew */
  const ui = ipc.ui, KEY = "ipl-class", ROOT = document.documentElement.getAttribute("data-root") || "";
  const PHASES = [["pre", "前测（上课前）"], ["post", "后测（上课后）"], ["practice", "练习"]];
  const join = ipc.readJoin(location.hash);

  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return kept && typeof kept.group === "string" && typeof kept.seat === "string" ? kept : null;
    } catch (e) { return null; }
  }

  function remember(kept) {
    try {
      if (kept) localStorage.setItem(KEY, JSON.stringify(kept));
      else localStorage.removeItem(KEY);
    } catch (e) { /* Then it is typed in again the next time. */ }
  }

  /* One answer for every item shown. In practice it is the answer checked last. */
  function answers(detail) {
    const byId = ipq.byId(detail.key), attempt = detail.attempt;
    return detail.route.map((id) => {
      const checked = attempt.checked[id], kind = byId[id].kind;
      let response = attempt.mode === "test" ? attempt.responses[id] : checked && checked.response;
      if (kind === "text-entry") response = response || byId[id].key.map(() => "");
      if (kind === "short-answer") response = [response || "", (attempt.met || {})[id] || ""];
      return { item: id, response: response || "", seconds: Math.round((attempt.ms[id] || 0) / 1000) };
    });
  }

  /* What a result code says of an attempt (ipc.encode). */
  ipl.recordOf = (detail, phase, group, seat) => ({
    phase: phase, group: group, seat: seat, started: detail.attempt.started,
    seconds: Math.round(Object.keys(detail.attempt.ms).reduce((sum, item) => sum + detail.attempt.ms[item], 0) / 1000), answers: answers(detail)
  });

  function field(parent, id, label, node, help) {
    const box = ui.add(parent, "div", "iph-field");
    ui.add(box, "label", "", label, { "for": id });
    node.id = id;
    box.appendChild(node);
    if (help) {
      ui.add(box, "p", "iph-help", help, { id: id + "-help" });
      node.setAttribute("aria-describedby", id + "-help");
    }
    return node;
  }

  function input(attributes) { return ui.el("input", "", "", Object.assign({ type: "text", autocomplete: "off", spellcheck: "false" }, attributes)); }

  function panel(root, detail) {
    const id = (name) => "iph-" + detail.key.id + "-" + name, kept = remembered(), test = detail.attempt.mode === "test";
    const box = ui.el("details", "iph"), form = ui.el("form", "iph-form", "", { novalidate: "", autocomplete: "off" });
    /* Who practised has seen the explanations: that is neither a measure from before nor one from after. */
    const phase = !test ? "practice" : join ? join.phase : root.getAttribute("data-phase") || "practice";
    ui.add(box, "summary", "", "交给老师");
    box.open = test || Boolean(join);
    box.appendChild(form);
    const explain = ui.add(form, "p", "iph-help", "老师要收结果，就在这里生成一串结果码交给老师。不写姓名，什么也不会自动传出去。");
    /* For whatever else a site does with what is handed in: "ipq:panel" before, "ipq:handed" when it was. */
    root.dispatchEvent(new CustomEvent("ipq:panel", { bubbles: true, detail: { key: detail.key, explain: explain, done: detail } }));

    const select = field(form, id("phase"), "这次是", ui.el("select"));
    PHASES.filter((p) => test || p[0] === "practice").forEach((p) => { ui.add(select, "option", "", p[1], { value: p[0] }); });
    if (!test) ui.add(select.parentNode, "p", "iph-help", "用“练习”做的，已经看过解析，只能交练习。前测、后测要用“测验”做。");
    select.value = phase;
    const group = field(form, id("group"), "班级码（没有就空着）", input({ autocapitalize: "characters", maxlength: "12" }), "老师发的 6 个字符，在加入单上。");
    const seat = field(form, id("seat"), "座号（没有就空着）", input({ inputmode: "numeric", maxlength: "3" }), "你在班里的号数。只有学校知道它对应谁。");
    group.value = join && join.group || kept && kept.group || "";
    seat.value = kept && (!join || !join.group || join.group === kept.group) ? kept.seat : "";
    const line = ui.add(form, "div", "iph-tick"), keep = line.appendChild(ui.el("input", "", "", { type: "checkbox", id: id("keep") }));
    ui.add(line, "label", "", "在这台设备上记住班级码和座号（公用的设备不要勾）", { "for": id("keep") });
    keep.checked = Boolean(kept);
    form.appendChild(ui.el("button", "ip-button", "生成结果码", { type: "submit" }));
    const said = ui.add(form, "p", "iph-said", join ? join.problem : "", { role: "status" }), out = ui.add(box, "div", "iph-out", "", { hidden: "" });

    function wrong(node, words) {
      node.setAttribute("aria-invalid", "true");
      ui.say(said, words);
      node.focus();
    }

    form.addEventListener("input", () => {
      out.hidden = true;
      [group, seat].forEach((node) => node.removeAttribute("aria-invalid"));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const read = group.value.trim() ? ipc.readClass(group.value) : { code: "", label: "" }, typed = seat.value.trim(), number = typed ? ui.whole(typed, 1, 255) : 0;
      if (read.problem) return wrong(group, read.problem + "不知道班级码，就空着。");
      if (number === null) return wrong(seat, "座号是 1 到 255 的数。不知道就空着。");
      group.value = read.code;
      seat.value = number || "";
      remember(keep.checked ? { group: read.code, seat: seat.value } : null);
      const record = ipl.recordOf(detail, select.value, read.code, number);
      show(out, detail.key, record, id);
      ui.say(said, "结果码生成好了" + (read.label ? "：" + read.label + (record.seat ? "，" + record.seat + " 号" : "") : "") + "。");
      out.querySelector("textarea").focus();
      root.dispatchEvent(new CustomEvent("ipq:handed", { bubbles: true, detail: { root: root, key: detail.key, record: record, said: said } }));
    });
    return box;
  }

  function show(out, key, record, id) {
    const code = ipc.encode(key, record), text = ui.el("textarea", "iph-code", "", { readonly: "", rows: "3", spellcheck: "false" });
    const go = ui.el("div", "iph-go"), said = ui.el("p", "iph-said", "", { role: "status" }), picture = ipc.qr(code, "结果码的二维码");
    out.textContent = "";
    out.hidden = false;
    text.value = code;
    field(out, id("code"), "结果码", text, "把它发给老师，或者抄给老师。大小写和短横线都没关系。");
    go.appendChild(ui.button("复制结果码", false, () => ui.copy(text).then((done) => {
      ui.say(said, done ? "已复制，发给老师就行。" : "结果码已经选中，请按 Ctrl+C，手机上长按再选“复制”。");
    })));
    go.appendChild(ui.button("保存文件", true, () => {
      if (ui.isWeChat) return ui.say(said, "微信里不能保存文件。请复制结果码；要存文件，点右上角“…”，选“在浏览器打开”。");
      const name = "result-" + key.id + (record.seat ? "-" + record.seat : "") + ".json";
      ui.download(name, ipc.file(key, record), "application/json");
      ui.say(said, "已保存 " + name + "。没有看到文件的话，复制结果码就行。");
    }));
    out.appendChild(go);
    out.appendChild(said);
    if (picture) ui.add(out, "div", "iph-qr").appendChild(picture);
    ui.add(out, "p", "iph-help", picture ? "老师也可以扫这个码。" : "这次答的内容多，放不进二维码，请复制。");
    ui.add(out, "p", "iph-help", "结果只用来帮你和老师看哪里没懂，不作考试成绩。文件里有你写的原话，结果码里没有。");
  }

  /* The panel goes when its result goes: a new attempt has nothing to hand in yet. */
  function finish(root, detail) {
    const result = root.querySelector(".ipq-result"), box = ui.el("div", "iph-after");
    const old = root.querySelector(".iph-after");
    if (old) old.parentNode.removeChild(old);
    box.appendChild(panel(root, detail));
    const mine = ui.add(box, "p", "iph-mine");
    ui.add(mine, "a", "", "到“我的学习”看错题和复习日期", { href: ROOT + "my.html" });
    result.parentNode.insertBefore(box, result.nextSibling);
    const watch = new MutationObserver(() => {
      if (!result.hidden) return;
      watch.disconnect();
      if (box.parentNode) box.parentNode.removeChild(box);
    });
    watch.observe(result, { attributes: true, attributeFilter: ["hidden"] });
    return mine;
  }

  function learn(root, detail, ended, mine) {
    const entry = ipl.historyOf(ipq, detail, root.querySelector(".ipq-title").textContent, ended);
    if (!ipl.write(ipl.merge(ipl.read(), entry))) mine.textContent = "这个浏览器不让网页保存，这次的成绩不会记进“我的学习”。";
  }

  function done(event) { learn(event.target, event.detail, Date.now(), finish(event.target, event.detail)); }

  /* A quiz that was finished before. Where the network failed then, this script never came, and nothing was remembered. */
  function resume(root, key, attempt) {
    const detail = { key: key, attempt: attempt, route: ipq.route(key, attempt) }, mine = finish(root, detail);
    const seconds = Object.keys(attempt.ms).reduce((sum, id) => sum + attempt.ms[id], 0);
    const known = ipl.read().attempts.some((a) => a.quiz === key.id && a.started === attempt.started);
    if (!known) learn(root, detail, attempt.started + seconds, mine);
  }

  /* What the join sheet asked for. A test is only begun where nothing would be lost. */
  function greet(root) {
    const key = JSON.parse(root.querySelector(".ipq-key").textContent), modes = root.querySelectorAll(".ipq-mode");
    const label = join.group && ipc.readClass(join.group).label, what = PHASES.filter((p) => p[0] === join.phase)[0][1];
    const words = join.problem || label + "，" + what + "。做完以后，在最下面“交给老师”里填座号，把结果码交给老师。";
    root.insertBefore(ui.el("p", "iph-join", words, { role: "status" }), root.querySelector(".ipq-form"));
    if (join.phase !== "practice" && !ipq.load(key, ipq.today(Date.now())) && modes[1]) modes[1].click();
  }

  const sheet = ui.el("link", "", "", { rel: "stylesheet", href: ROOT + "assets/class/handin.css" });
  document.head.appendChild(sheet);
  document.addEventListener("ipq:done", done);
  ipl.done.filter(Boolean).forEach(done);
  ipq.all(document, ".ipq").forEach((root) => {
    const key = JSON.parse(root.querySelector(".ipq-key").textContent), attempt = ipq.load(key, ipq.today(Date.now()));
    if (join) greet(root);
    if (attempt && attempt.done && !root.querySelector(".iph-after") && !root.querySelector(".ipq-result").hidden) resume(root, key, attempt);
  });
})(window.ipc, window.ipq, window.ipl);
