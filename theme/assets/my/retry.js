/* quiz/….html#retry: the items that went wrong or were updated since, all of them where there are none;
   #retry=item: that item. The quiz takes up whatever attempt is kept, so the new one is kept and the page opened anew. */
(function (ipl, ipq) {
  "use strict";
  const asked = /^#retry(?:=([\w-]+))?$/.exec(location.hash), root = document.querySelector(".ipq");
  if (!asked || !root) return;
  const key = JSON.parse(root.querySelector(".ipq-key").textContent), now = Date.now(), open = ipq.load(key, ipq.today(now));
  const items = ipl.read().items;
  const wrong = asked[1] ? [asked[1]] : key.items.filter((item) => ipl.again(items[key.id + "/" + item.id], item.rev)).map((item) => item.id);
  const known = wrong.filter((id) => key.items.some((item) => item.id === id && ipq.inForce(item, ipq.today(now))));
  const begun = open && !open.done && Object.keys(open.responses).length;
  const attempt = ipq.newAttempt(key, now, Math.floor(Math.random() * 4294967296), "practice", known.length ? ipq.again(key, known) : null);

  location.replace("#");
  if (begun && !window.confirm("这套题还有没做完的。要放下它，先做复习的题吗？")) return;
  if (!ipq.save(key.id, attempt)) return;
  /* The quiz keeps its own attempt once more when the page goes away; this comes after it. */
  document.addEventListener("visibilitychange", () => ipq.save(key.id, attempt));
  ipl.leaving = true;
  location.reload();
})(window.ipl, window.ipq);
