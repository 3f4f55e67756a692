/* Explanations of terms: shown while the pointer or the focus is on a term, or after a tap. Without script the term
   is a link with a title. WCAG 1.4.13: Escape puts the bubble away, the pointer may move into it, and it stays until
   the reader leaves. Plain ES2017, no requests. */
(function () {
  "use strict";
  var links = Array.prototype.slice.call(document.querySelectorAll("a.ip-term[title]"));
  if (!links.length) return;
  var GRACE = 250; /* ms to cross from the word to its bubble */
  var open = null, openAtTouch = null, touched = 0, leaving = 0;

  /* One bubble per term, there from the start: a screen reader reads it as the link's description. */
  var home = document.createElement("div");
  var bubbles = links.map(function (link, n) {
    var bubble = document.createElement("div");
    bubble.className = "ip-tip";
    bubble.id = "ip-tip-" + n;
    bubble.setAttribute("role", "tooltip");
    bubble.hidden = true;
    bubble.textContent = link.title;
    link.removeAttribute("title"); /* or the browser shows its own as well */
    link.setAttribute("aria-describedby", bubble.id);
    home.appendChild(bubble);
    return bubble;
  });
  (document.getElementById("main") || document.body).appendChild(home); /* inside a landmark */

  function place(link, bubble) {
    var edge = 8, word = link.getClientRects()[0] || link.getBoundingClientRect();
    var width = document.documentElement.clientWidth;
    bubble.style.maxWidth = Math.min(352, width - 2 * edge) + "px";
    var size = bubble.getBoundingClientRect();
    var left = Math.max(edge, Math.min(word.left, width - size.width - edge));
    var above = word.top > size.height + edge;
    bubble.style.left = left + window.pageXOffset + "px";
    bubble.style.top = (above ? word.top - size.height : word.bottom) + window.pageYOffset + "px";
  }

  function hide() {
    clearTimeout(leaving);
    if (open !== null) bubbles[open].hidden = true;
    open = null;
  }

  function show(n) {
    clearTimeout(leaving);
    if (open === n) return;
    hide();
    open = n;
    bubbles[n].hidden = false;
    place(links[n], bubbles[n]);
  }

  function leave(n) {
    clearTimeout(leaving);
    leaving = setTimeout(function () {
      if (open === n && document.activeElement !== links[n]) hide();
    }, GRACE);
  }

  links.forEach(function (link, n) {
    var bubble = bubbles[n];
    link.addEventListener("mouseenter", function () { show(n); });
    link.addEventListener("mouseleave", function () { leave(n); });
    bubble.addEventListener("mouseenter", function () { clearTimeout(leaving); });
    bubble.addEventListener("mouseleave", function () { leave(n); });
    link.addEventListener("focus", function () { show(n); });
    link.addEventListener("blur", function () { leave(n); });
    /* A tap first shows; a second tap follows the link. Browsers send mouse events and focus before the click, so
       what was open when the finger came down decides. */
    link.addEventListener("touchstart", function () { touched = Date.now(); openAtTouch = open; }, { passive: true });
    link.addEventListener("click", function (event) {
      if (Date.now() - touched > 1000 || openAtTouch === n) return;
      event.preventDefault();
      show(n);
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" || event.key === "Esc") hide();
  });
  document.addEventListener("click", function (event) {
    if (open !== null && !links[open].contains(event.target) && !bubbles[open].contains(event.target)) hide();
  });
  window.addEventListener("resize", hide);
  window.addEventListener("beforeprint", hide);
})();
