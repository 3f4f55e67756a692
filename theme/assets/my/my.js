/* 我的学习: what this device remembers, as lists. Everything is read from localStorage and nothing leaves it. */
(function (ipc, ipl) {
  "use strict";
  const ui = ipc.ui, known = ipl.known, SHOWN = 30, ROOT = document.documentElement.getAttribute("data-root") || "";
  const get = (id) => document.getElementById("ipm-" + id);
  const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;

  function quizOf(id) { return own(known.quizzes, id); }
  function titleOf(id, otherwise) { return (quizOf(id) || { title: otherwise }).title; }
  function percent(share) { return Math.floor(100 * share + 1e-9) + "%"; }

  function link(text, quiz, hash, label) {
    return ui.el("a", "ipm-link", text, Object.assign({ href: ROOT + quiz.path + hash }, label ? { "aria-label": label } : {}));
  }

  /* The first lines of a list; the others wait behind a button. */
  function list(lines) {
    const box = ui.el("div"), node = ui.add(box, "ul", "ipm-list");
    lines.slice(0, SHOWN).forEach((line) => node.appendChild(line));
    if (lines.length > SHOWN) {
      const more = box.appendChild(ui.button("再看 " + (lines.length - SHOWN) + " 条", true, () => {
        lines.slice(SHOWN).forEach((line) => node.appendChild(line));
        lines[SHOWN].setAttribute("tabindex", "-1");
        lines[SHOWN].focus();
        box.removeChild(more);
      }));
    }
    return box;
  }

  function fill(id, nodes) {
    const box = get(id);
    box.textContent = "";
    nodes.forEach((node) => box.appendChild(node));
  }

  function help(words) { return ui.el("p", "ipm-help", words); }

  /* ---- 今天该复习 ---- */

  function showDue(history, today) {
    const all = ipl.reviews(history).filter((r) => quizOf(r.quiz)), due = all.filter((r) => r.day <= today), later = all.filter((r) => r.day > today);
    const nodes = [help("一套测验做完以后，隔 1 天、7 天、21 天各再做一次，记得牢。")];
    if (due.length) {
      nodes.push(list(due.map((r) => {
        const line = ui.el("li");
        line.appendChild(link(titleOf(r.quiz, r.title), quizOf(r.quiz), "#retry"));
        ui.add(line, "p", "ipm-help", "第一次做完后第 " + r.after + " 天的复习" + (r.day < today ? "，本该在 " + ipl.dateOf(r.day) : "") + "。先做错过的；没有错过的，整套再做。");
        return line;
      })));
    } else nodes.push(ui.el("p", "", Object.keys(history.quizzes).length ? "今天没有要复习的。" : "还没有做完过测验。做完一套，第二天这里就会提醒。"));
    if (later.length) {
      nodes.push(ui.el("h3", "", "往后的"));
      nodes.push(list(later.map((r) => ui.el("li", "", ipl.dateOf(r.day) + "　" + titleOf(r.quiz, r.title)))));
    }
    fill("due", nodes);
  }

  /* ---- 错题本 ---- */

  function showWrong(history) {
    let gone = 0;
    const lines = [];
    Object.keys(history.items).sort((a, b) => history.items[b].at - history.items[a].at || (a < b ? -1 : 1)).forEach((full) => {
      const item = history.items[full], parts = full.split("/"), quiz = quizOf(parts[0]), now = quiz && own(quiz.items, parts[1]);
      if (!now) { if (item.share < 1) gone++; return; }
      const why = ipl.again(item, now[0]);
      if (!why) return;
      const line = ui.el("li");
      if (why === "updated") ui.add(line, "span", "ipm-badge", "题目已更新");
      line.appendChild(link(now[2], quiz, "#retry=" + parts[1]));
      ui.add(line, "p", "ipm-help", quiz.title + "。" + (item.share === 1 ? "上次做对了，但题目改过，请再做一次。" : why === "updated" ? "上次没全对，题目也改过，请按新题再做。" : item.share > 0 ? "上次对了一部分。" : "上次没做对。"));
      lines.push(line);
    });
    const nodes = lines.length ? [help("共 " + lines.length + " 题。点题目就单做这一题；第一次就做对，它会从这里消失。"), list(lines)] : [ui.el("p", "", "没有错题。")];
    if (gone) nodes.push(help("另有 " + gone + " 道错题已经不在本站，不再列出。"));
    fill("wrong", nodes);
  }

  /* ---- 各个目标 ---- */

  function showGoals(history) {
    const goals = {};
    Object.keys(history.items).forEach((full) => {
      const parts = full.split("/"), quiz = quizOf(parts[0]), now = quiz && own(quiz.items, parts[1]);
      if (!now || !own(known.objectives, now[1]) || now[0] !== history.items[full].rev) return;
      const goal = goals[now[1]] = goals[now[1]] || { n: 0, sum: 0, right: 0 };
      goal.n++;
      goal.sum += history.items[full].share;
      if (history.items[full].share === 1) goal.right++;
    });
    const names = Object.keys(goals).sort((a, b) => goals[a].sum / goals[a].n - goals[b].sum / goals[b].n || (a < b ? -1 : 1));
    fill("goals", names.length ? [help("按每道题最近一次算，最该补的在前面。"), list(names.map((name) => {
      const goal = goals[name], line = ui.el("li"), bar = ui.el("div", "ipm-bar", "", { "aria-hidden": "true" });
      ui.add(line, "p", "", known.objectives[name]);
      ui.add(line, "p", "ipm-help", "做过 " + goal.n + " 题，全对 " + goal.right + " 题，得分率 " + percent(goal.sum / goal.n));
      ui.add(bar, "div").style.width = percent(goal.sum / goal.n);
      line.appendChild(bar);
      return line;
    }))] : [ui.el("p", "", "做完测验以后，这里按学习目标列出得分。")]);
  }

  /* ---- 做过的测验 ---- */

  function showDone(history) {
    const lines = history.attempts.slice().reverse().map((a) => {
      const line = ui.el("li"), quiz = quizOf(a.quiz), date = ipl.dateOf(ipl.dayOf(a.ended));
      if (quiz) line.appendChild(link(quiz.title, quiz, "", quiz.title + "，" + date + "做的"));
      else ui.add(line, "p", "", a.title + "（本站已撤下）");
      ui.add(line, "p", "ipm-help", date + "，" + (a.mode === "test" ? "测验" : "练习") + (a.max ? "，" + a.scored + " 题" + (a.mode === "test" ? "答对 " : "第一次就对 ") + a.right + " 题，得分率 " + percent(a.score / a.max) : ""));
      return line;
    });
    fill("done", lines.length ? [list(lines)] : [ui.el("p", "", "还没有做完过测验。")]);
  }

  ipl.show = function () {
    const history = ipl.read();
    showDue(history, ipl.dayOf(Date.now()));
    showWrong(history);
    showGoals(history);
    showDone(history);
    ipl.shown.forEach((listener) => listener(history));
  };

  ipl.shown = [];
  get("blocked").hidden = ipl.keeps();
  ipl.show();
  /* Another tab finished a quiz; or the reader came back from one. */
  window.addEventListener("storage", (event) => { if (!event.key || ipl.KEYS.indexOf(event.key) >= 0) ipl.show(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) ipl.show(); });
})(window.ipc, window.ipl);
