/* What waits for the Learning Record Store, in localStorage until it was taken: "ipx-queue" = [{id, statements}], one entry
   an attempt, one request each. Without a network, or where the store is down or does not let us in, it is tried again:
   when the network is back, after a while, and on every later page with a quiz. What the store refuses as it stands
   (400 and the like) would be refused for ever: it is let go, and the learner is told. */
(function (ipx) {
  "use strict";
  const KEY = "ipx-queue", FIRST_WAIT = 30000, LONGEST_WAIT = 600000, LATER = [401, 403, 408, 425, 429];
  let memory = null, wait = FIRST_WAIT, timer = 0, busy = false, tell = () => {};

  function read() {
    if (memory) return memory;
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept.filter((e) => e && typeof e.id === "string" && Array.isArray(e.statements)) : [];
    } catch (e) { return []; }
  }

  /* true when it will outlive the page */
  function write(entries) {
    try {
      if (entries.length) localStorage.setItem(KEY, JSON.stringify(entries));
      else localStorage.removeItem(KEY);
      memory = null;
      return true;
    } catch (e) {
      memory = entries;
      return false;
    }
  }

  function without(id) { write(read().filter((e) => e.id !== id)); }

  /* -> "sent", "later" or "refused" */
  async function post(entry) {
    const headers = { "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3" };
    if (ipx.authorization) headers.Authorization = ipx.authorization;
    try {
      const answer = await window.fetch(ipx.endpoint + "statements", { method: "POST", headers: headers, body: JSON.stringify(entry.statements), credentials: "omit", referrerPolicy: "no-referrer" });
      /* 409: the store has them from an earlier try. */
      if (answer.ok || answer.status === 409) return "sent";
      return answer.status >= 500 || LATER.indexOf(answer.status) >= 0 ? "later" : "refused";
    } catch (e) { return "later"; }
  }

  async function send() {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    let outcome = "";
    for (const entry of read()) {
      outcome = await post(entry);
      if (outcome === "later") break;
      without(entry.id);
      if (outcome === "refused") break;
    }
    busy = false;
    if (outcome === "sent") tell("已发到“" + ipx.name + "”。");
    if (outcome === "refused") tell("“" + ipx.name + "”没有收下这次结果。请把结果码交给老师。");
    if (outcome === "later") tell(memory ? "现在发不到“" + ipx.name + "”，这个浏览器又不让网页保存。请先别关这一页，或者把结果码交给老师。"
      : "现在发不到“" + ipx.name + "”，先存在这台设备上，连上网再打开测验页就会发。");
    if (outcome === "sent") wait = FIRST_WAIT;
    if (!read().length) return;
    timer = setTimeout(send, outcome === "later" ? wait : 0);
    if (outcome === "later") wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  /* `detail` is that of "ipq:handed": {root, key, record, said: where to tell}. Nothing goes out without class and seat. */
  ipx.take = function (detail) {
    if (!detail.record.group || !detail.record.seat) return;
    const line = detail.said.parentNode.querySelector(".ipx-said") || detail.said.parentNode.insertBefore(document.createElement("p"), detail.said.nextSibling);
    const entry = ipx.statements(detail.root, detail.key, detail.record);
    line.className = "iph-said ipx-said";
    line.setAttribute("role", "status");
    tell = (words) => { line.textContent = words; };
    tell("正在发到“" + ipx.name + "”……");
    write(read().filter((e) => e.id !== entry.id).concat(entry));
    send();
  };

  window.addEventListener("online", send);
  ipx.waiting.splice(0).forEach(ipx.take);
  send();
})(window.ipx);
