/* A quiz on the page: 练习 (check each item) and 测验 (answer all, hand in, review), one item at a time. */
(function (ipq) {
  "use strict";
  var all = ipq.all, el = ipq.el, button = ipq.button;

  function Quiz(root) {
    var key = JSON.parse(root.querySelector(".ipq-key").textContent), day = ipq.today(Date.now());
    var form = root.querySelector(".ipq-form"), items = {}, attempt = null, since = 0, kept = true;
    var bar = el("div", "ipq-bar"), modes = {}, progress = el("p", "ipq-progress"), notice = el("div", "ipq-notice", "", { hidden: "" });
    var foot = el("div", "ipq-foot"), nav = el("nav", "ipq-nav", "", { "aria-label": "题号" + named() });
    var result = el("div", "ipq-result", "", { tabindex: "-1", hidden: "" }), live = el("p", "ipq-live", "", { role: "status" });
    var check = button("ipq-button", "检查答案", checkItem), back = button("ipq-button is-quiet", "上一题", function () { step(-1); });
    var next = button("ipq-button", "下一题", function () { step(1); }), finish = button("ipq-button", "交卷", handIn);

    /* Where a page holds several quizzes, each navigator says whose it is. */
    function named() {
      var title = all(document, ".ipq")[1] && document.getElementById(root.getAttribute("aria-labelledby"));
      return title ? "：" + title.textContent : "";
    }
    function say(words) { live.textContent = ""; setTimeout(function () { live.textContent = words; }, 50); }
    function route() { return ipq.route(key, attempt); }
    function number(id) { return attempt.plan.indexOf(id) + 1; }
    function practising() { return attempt.mode === "practice"; }
    function isDone(id) { return practising() ? Boolean(attempt.checked[id]) : ipq.isAnswered(attempt.responses[id]); }

    function save() {
      kept = ipq.save(key.id, attempt);
      if (!kept && !notice.textContent) tell("这个浏览器不让网页保存进度。关掉页面，就要重新做。");
    }

    function tell(words, label, act) {
      notice.textContent = words || "";
      notice.hidden = !words;
      if (act) notice.appendChild(button("ipq-button is-quiet", label, act));
    }

    /* Time counts while an item is shown and the page is in front. */
    function clock() {
      var now = Date.now();
      if (since && attempt.at && !attempt.done) attempt.ms[attempt.at] = (attempt.ms[attempt.at] || 0) + now - since;
      since = document.hidden ? 0 : now;
    }

    function start(mode, only) {
      attempt = ipq.newAttempt(key, Date.now(), Math.floor(Math.random() * 4294967296), mode, only);
      tell(attempt.plan.length ? "" : "这套题今天没有适用的题目。");
      open();
    }

    function restart(mode, only) {
      start(mode, only);
      save();
      focusItem();
    }

    /* The page as `attempt` says. */
    function open() {
      key.items.forEach(function (k, n) {
        var item = items[k.id], response = attempt.responses[k.id], checked = attempt.checked[k.id];
        item.root.classList.toggle("is-off", attempt.plan.indexOf(k.id) < 0);
        item.lock(false);
        item.empty();
        item.tick("");
        item.clear();
        item.scatter(ipq.random(attempt.seed + n), key.shuffle === "options" || key.shuffle === "both");
        if (response !== undefined) item.write(response);
        item.tick((attempt.met || {})[k.id] || "");
        if (practising() && checked && String(checked.response) === String(response)) reveal(k.id, false);
        if (attempt.done && !practising()) review(k.id);
      });
      attempt.plan.forEach(function (id) {
        var node = items[id].root;
        node.parentNode.appendChild(node);
        node.querySelector(".ipq-number").textContent = "第 " + number(id) + " 题";
      });
      all(root, "[data-item-number]").forEach(function (node) { node.textContent = number(node.getAttribute("data-item-number")) || node.textContent; });
      result.hidden = true;
      if (attempt.done) showResult();
      go(attempt.at && attempt.plan.indexOf(attempt.at) >= 0 ? attempt.at : attempt.plan[0]);
    }

    function go(id) {
      clock();
      attempt.at = id || "";
      key.items.forEach(function (k) { items[k.id].root.classList.toggle("is-away", k.id !== id); });
      all(root, ".ipq-part").forEach(function (part) { part.classList.toggle("is-away", !part.querySelector(".ipq-item:not(.is-away):not(.is-off)")); });
      refresh();
    }

    function focusItem() {
      if (attempt.at) items[attempt.at].root.querySelector("legend").focus();
    }

    function step(by) {
      var path = route(), to = path[path.indexOf(attempt.at) + by];
      if (!to) return;
      go(to);
      save();
      focusItem();
    }

    function refresh() {
      var path = route(), at = path.indexOf(attempt.at), last = at === path.length - 1;
      var done = path.filter(isDone).length, item = items[attempt.at], checked = attempt.checked[attempt.at];
      progress.textContent = path.length ? "第 " + (at + 1) + " 题，共 " + path.length + " 题；做完 " + done + " 题" : "";
      bar.style.setProperty("--ipq-done", path.length ? done / path.length : 0);
      Object.keys(modes).forEach(function (mode) { modes[mode].setAttribute("aria-pressed", String(mode === attempt.mode)); });
      foot.hidden = !item;
      check.hidden = !practising() || attempt.done || (item && !item.feedback.hidden && Boolean(checked));
      back.hidden = at <= 0;
      next.hidden = last;
      next.classList.toggle("is-quiet", !check.hidden);
      finish.textContent = practising() ? "看结果" : "交卷";
      finish.hidden = !last || attempt.done || (practising() && !path.some(isDone));
      finish.classList.toggle("is-quiet", !check.hidden);
      drawNav(path);
    }

    /* Buttons are kept where they can be: one that is replaced while it is pressed would lose the click. */
    function drawNav(path) {
      while (nav.children.length > path.length) nav.removeChild(nav.lastChild);
      path.forEach(function (id, i) {
        var share = shown(id), node = nav.children[i] || nav.appendChild(button("", "", function () { go(route()[i]); save(); focusItem(); }));
        node.textContent = number(id);
        node.setAttribute("aria-label", "第 " + number(id) + " 题，" + (share === null ? isDone(id) ? "做完" : "没做" : share === 1 ? "对" : "不对"));
        node.className = "ipq-jump " + (share === null ? isDone(id) ? "is-done" : "" : share === 1 ? "is-right" : "is-wrong");
        if (id === attempt.at) node.setAttribute("aria-current", "step");
        else node.removeAttribute("aria-current");
      });
    }

    /* The share that may be shown by now, else null. */
    function shown(id) {
      var checked = attempt.checked[id], k = items[id].key;
      if (!ipq.isScored(k) || !(practising() ? checked : attempt.done)) return null;
      return ipq.share(k, practising() ? checked.response : attempt.responses[id] || "");
    }

    function changed(id, words) {
      attempt.responses[id] = items[id].read();
      if (!items[id].feedback.hidden) items[id].clear();
      if (words) say(words);
      save();
      refresh();
    }

    function reveal(id, final) {
      var item = items[id], scored = ipq.isScored(item.key), share = scored ? ipq.share(item.key, item.read()) : null;
      item.show(share, final);
      if (scored && share < 1 && !final) item.feedback.appendChild(button("ipq-button is-quiet", "再试一次", function () { again(id); }));
      return share;
    }

    function review(id) {
      reveal(id, true);
      items[id].lock(true);
    }

    function again(id) {
      var first = items[id].root.querySelector(".ipq-options input, .ipq-blank, textarea, .ipq-moves button, .ipq-chip");
      if (items[id].key.kind !== "ordering") items[id].empty();
      changed(id);
      if (first) first.focus();
    }

    function checkItem() {
      var id = attempt.at, item = items[id], response = item.read(), before = attempt.checked[id];
      clock();
      if (!ipq.isAnswered(response)) {
        item.feedback.hidden = false;
        item.feedback.className = "ipq-feedback";
        item.feedback.textContent = "先作答，再检查。";
      } else {
        attempt.responses[id] = response;
        var share = reveal(id, false);
        attempt.checked[id] = { response: response, first: before ? before.first : share === null ? 0 : share };
        save();
        refresh();
      }
      item.feedback.focus();
    }

    function emptyResult() {
      result.textContent = "";
      result.hidden = false;
    }

    function handIn() {
      var left = route().filter(function (id) { return !isDone(id); });
      clock();
      if (!left.length || practising()) return finished();
      emptyResult();
      result.appendChild(el("p", "ipq-verdict", "还有 " + left.length + " 题没做：第 " + left.map(number).join("、") + " 题。"));
      result.appendChild(button("ipq-button", "回去做", function () { result.hidden = true; go(left[0]); focusItem(); }));
      result.appendChild(button("ipq-button is-quiet", "就这样交卷", finished));
      result.focus();
    }

    function finished() {
      attempt.done = true;
      if (!practising()) route().forEach(review);
      save();
      showResult();
      refresh();
      result.focus();
      /* For whatever keeps attempts or hands them on: {key, attempt, route}. */
      root.dispatchEvent(new CustomEvent("ipq:done", { bubbles: true, detail: { key: key, attempt: attempt, route: route() } }));
    }

    function showResult() {
      var r = ipq.result(key, attempt), seconds = 0, percent = r.max ? Math.floor(100 * r.score / r.max + 1e-9) : 0;
      Object.keys(attempt.ms).forEach(function (id) { seconds += attempt.ms[id] / 1000; });
      emptyResult();
      if (r.max) {
        result.appendChild(el("p", "ipq-verdict", (practising() ? "第一次就答对 " : "答对 ") + r.right + " 题，共 " + r.scored + " 题"));
        result.appendChild(el("p", "", "得 " + Math.round(r.score * 100) / 100 + " 分，满分 " + r.max + " 分（" + percent + "%）" +
          (key.pass ? percent >= key.pass ? "，达到 " + key.pass + "% 的及格线" : "，还没到 " + key.pass + "% 的及格线" : "") + "。"));
      } else result.appendChild(el("p", "ipq-verdict", "做完了，谢谢。"));
      result.appendChild(el("p", "", "用时 " + (seconds < 60 ? "" : Math.floor(seconds / 60) + " 分 ") + Math.floor(seconds % 60) + " 秒。" + (r.wrong.length ? "点题号可以逐题看解析。" : "")));
      if (r.wrong.length) result.appendChild(button("ipq-button", "只做错题", function () { restart(attempt.mode, ipq.again(key, r.wrong)); }));
      result.appendChild(button("ipq-button is-quiet", "从头再做", function () { restart(attempt.mode); }));
      result.appendChild(button("ipq-button is-quiet", "打印", function () { printKey(); window.print(); }));
    }

    function switchTo(mode) {
      if (mode === attempt.mode) return;
      if (Object.keys(attempt.responses).length && !attempt.done && !window.confirm("换一种做法要从头开始，已经做的会清空。要换吗？")) return;
      restart(mode);
    }

    /* On paper the key stands on a page of its own, after the questions. */
    function printKey() {
      dropKey();
      var page = el("div", "ipq-printkey");
      page.appendChild(el("h3", "", root.querySelector(".ipq-title").textContent + " · 答案"));
      attempt.plan.forEach(function (id) {
        var answer = items[id].root.querySelector(".ipq-answer > div");
        if (!answer) return;
        page.appendChild(el("p", "ipq-number", "第 " + number(id) + " 题"));
        answer = answer.cloneNode(true);
        all(answer, "[id]").forEach(function (node) { node.removeAttribute("id"); });
        page.appendChild(answer);
      });
      root.appendChild(page);
    }

    function dropKey() { all(root, ".ipq-printkey").forEach(function (node) { root.removeChild(node); }); }

    key.items.forEach(function (k) {
      var fieldset = form.querySelector('[data-item="' + k.id + '"]');
      fieldset.querySelector("legend").setAttribute("tabindex", "-1");
      items[k.id] = ipq.item(fieldset, k, function (words) { changed(k.id, words); }, function (letters) {
        attempt.met = attempt.met || {};
        attempt.met[k.id] = letters;
        save();
      });
    });
    var group = el("div", "ipq-modes", "", { role: "group", "aria-label": "做法" });
    [["practice", "练习：逐题看"], ["test", "测验：做完看"]].forEach(function (m) {
      modes[m[0]] = group.appendChild(button("ipq-mode", m[1], function () { switchTo(m[0]); }));
    });
    [group, progress].forEach(function (node) { bar.appendChild(node); });
    [check, finish, back, next].forEach(function (node) { foot.appendChild(node); });
    [bar, notice].forEach(function (node) { form.parentNode.insertBefore(node, form); });
    [foot, result, nav, live].forEach(function (node) { root.appendChild(node); });
    form.addEventListener("submit", function (e) { e.preventDefault(); });
    document.addEventListener("visibilitychange", function () { clock(); if (attempt.at && document.hidden && kept && Object.keys(attempt.responses).length) save(); });
    window.addEventListener("beforeprint", printKey);
    window.addEventListener("afterprint", dropKey);
    root.classList.add("is-live");

    /* A class's link asks for answers before or after the lesson: those are given as a test. */
    var asked = /phase=(pre|post)/.test(location.hash);
    attempt = ipq.load(key, day);
    if (attempt && (!asked || attempt.mode === "test")) {
      open();
      if (!attempt.done) tell("接着上次的进度。", "从头再做", function () { restart(attempt.mode); });
    } else start(asked ? "test" : "practice");
  }

  all(document, ".ipq").forEach(Quiz);
})(window.ipq);
