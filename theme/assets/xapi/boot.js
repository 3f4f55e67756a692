/* Only on sites whose data/site.yml names a Learning Record Store; lrs.js before this says which: window.ipx =
   {name, endpoint, authorization or "", home: "https://the-site/"}. Fetches the rest when a quiz is to be handed in, so that it is there
   when the network goes, or when something is still waiting to be sent. */
(function (ipx) {
  "use strict";
  const QUEUE = "ipx-queue", NAMES = ["statements", "queue"], waiting = ipx.waiting = [];
  let begun = false;

  function load(i) {
    const script = document.createElement("script");
    script.src = document.documentElement.getAttribute("data-root") + "assets/xapi/" + NAMES[i] + ".js";
    script.onload = () => { if (NAMES[i + 1]) load(i + 1); };
    script.onerror = () => { setTimeout(() => load(i), 5000); };
    document.head.appendChild(script);
  }

  function begin() {
    if (!begun) load(0);
    begun = true;
  }

  /* What the panel says must be true here, too. */
  document.addEventListener("ipq:panel", (event) => {
    event.detail.explain.textContent = "老师要收结果，就在这里生成一串结果码交给老师。不写姓名。填了班级码和座号，按下“生成结果码”以后，" +
      "这次的作答还会以班级码和座号的名义发到“" + ipx.name + "”。你写的原话不发。不想发，班级码和座号就空着。";
    begin();
  });
  document.addEventListener("ipq:handed", (event) => {
    if (ipx.take) ipx.take(event.detail);
    else waiting.push(event.detail);
  });
  try {
    if (localStorage.getItem(QUEUE)) begin();
  } catch (e) { /* Nothing can be waiting where nothing is kept. */ }
})(window.ipx);
