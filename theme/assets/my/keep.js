/* Taking the memory along, bringing it back, erasing it. A file is {"iplearn-learning": 1, history, course}; older ones have no course. */
(function (ipc, ipl) {
  "use strict";
  const ui = ipc.ui, get = (id) => document.getElementById("ipm-" + id), PREFIX = "ip-quiz:";

  const text = () => JSON.stringify({ "iplearn-learning": 1, history: ipl.read(), course: ipl.course.read() });
  const fresh = () => { get("out").value = text(); };

  ipl.shown.push(fresh);
  fresh();

  get("copy").addEventListener("click", () => ui.copy(get("out")).then((done) => {
    ui.say(get("keep-said"), done ? "已复制，可以贴到备忘录或者发给自己。" : "记录已经选中，请按 Ctrl+C，手机上长按再选“复制”。");
  }));

  get("save").addEventListener("click", () => {
    if (ui.isWeChat) return ui.say(get("keep-said"), "微信里不能保存文件。请用复制；要存文件，点右上角“…”，选“在浏览器打开”。");
    const name = "my-learning-" + ipl.dateOf(ipl.dayOf(Date.now())) + ".json";
    ui.download(name, text(), "application/json");
    ui.say(get("keep-said"), "已存成 " + name + "。没有看到文件的话，请用复制。");
  });

  function parse(given) {
    try {
      const value = JSON.parse(given.replace(/^\ufeff/, "").trim());
      const history = value["iplearn-learning"] === 1 ? ipl.clean(value.history) : null;
      return history && { history: history, course: ipl.course.clean(value.course) };
    } catch (e) { return null; }
  }

  function take(given) {
    const come = parse(given), before = ipl.read();
    if (!come) return ui.say(get("load-said"), "这不是从“我的学习”存下来的记录，或者没有复制完整。原来的记录没有动。");
    const both = ipl.merge(before, come.history);
    if (!ipl.write(both) || !ipl.course.write(ipl.course.merge(ipl.course.read(), come.course))) return ui.say(get("load-said"), "这个浏览器存不下，没有并进来。原来的记录没有动。");
    get("in").value = "";
    ipl.show();
    ui.say(get("load-said"), "并好了：新添 " + (both.attempts.length - before.attempts.length) + " 次测验，现在共有 " + both.attempts.length + " 次。");
  }

  get("load").addEventListener("click", () => {
    if (get("in").value.trim()) take(get("in").value);
    else ui.say(get("load-said"), "先选文件，或者把记录贴进来。");
  });

  get("file").addEventListener("change", () => {
    const file = get("file").files[0], reader = new FileReader();
    if (!file) return;
    reader.onload = () => take(String(reader.result));
    reader.onerror = () => ui.say(get("load-said"), "这个文件打不开。");
    reader.readAsText(file);
    get("file").value = "";
  });

  function ask(open) {
    get("sure").hidden = !open;
    get("erase").hidden = open;
    get(open ? "erase-no" : "erase").focus();
  }

  get("erase").addEventListener("click", () => ask(true));
  get("erase-no").addEventListener("click", () => ask(false));
  get("erase-yes").addEventListener("click", () => {
    let words = "已经全部清除。";
    try {
      Object.keys(localStorage).filter((key) => key.indexOf(PREFIX) === 0 || ipl.KEYS.indexOf(key) >= 0).forEach((key) => localStorage.removeItem(key));
    } catch (e) { words = "这个浏览器不让网页碰存储，没有东西可清除。"; }
    ipl.show();
    ask(false);
    ui.say(get("erase-said"), words);
  });
})(window.ipc, window.ipl);
