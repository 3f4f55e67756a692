/* The test of a course: when it was passed as a test with all that it draws, keeps its result code for the certificate.
   "ipq:panel" comes when the scripts that write codes are there. */
(function (ipl) {
  "use strict";

  function whole(key, attempt) { return attempt.mode === "test" && attempt.done && attempt.plan.length >= (key.draw || 1); }

  function said(root, words, link) {
    const result = root.querySelector(".ipq-result"), old = root.querySelector(".ipk-passed"), box = document.createElement("div");
    if (old) old.parentNode.removeChild(old);
    box.className = "ip-panel ipk-passed";
    box.setAttribute("role", "status");
    box.appendChild(document.createElement("p")).textContent = words;
    if (link) {
      const a = box.appendChild(document.createElement("a"));
      a.className = "ip-button";
      a.textContent = "打开结业证明";
      a.href = link;
    }
    result.appendChild(box);
  }

  document.addEventListener("ipq:panel", (event) => {
    const root = event.target, key = event.detail.key, done = event.detail.done, ipq = window.ipq, ipc = window.ipc;
    const attempt = done.attempt, result = ipq.result(key, attempt), percent = result.max ? Math.floor(100 * result.score / result.max + 1e-9) : 0;
    if (attempt.mode !== "test") return said(root, "这次是练习，不算数。要拿结业证明，换成“测验：做完看”，把 " + key.draw + " 题从头做完。");
    if (!whole(key, attempt)) return said(root, "这次只做了一部分题，不算数。要拿结业证明，点“从头再做”，把 " + key.draw + " 题做完。");
    if (percent < key.pass) return said(root, "还没到 " + key.pass + "%。看看错题，点“从头再做”，会重新抽题。");
    const seconds = Object.keys(attempt.ms).reduce((sum, id) => sum + attempt.ms[id], 0);
    const record = ipl.recordOf(done, "post", "", 0);
    const kept = ipl.course.update((all) => {
      all.proofs[key.id] = {
        code: ipc.encode(key, record), rev: key.rev, score: result.score, max: result.max, right: result.right, scored: result.scored,
        need: key.pass, ended: Math.round(attempt.started + seconds)
      };
    });
    said(root, kept ? "课程测验通过。可以打印结业证明了。" : "课程测验通过。可是这个浏览器不让网页保存东西，证明做不出来。请在下面生成结果码，交给培训负责人。", kept ? document.documentElement.getAttribute("data-root") + "training/" + key.id + "-certificate.html" : "");
  });
})(window.ipl = window.ipl || {});
