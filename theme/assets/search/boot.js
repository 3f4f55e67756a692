/* Search is fetched when someone is about to search: on the first touch of a search box, and on the results page. */
(function () {
  "use strict";
  const root = document.documentElement.getAttribute("data-root") || "";
  const forms = document.querySelectorAll("form[data-search]");
  let begun = false;

  function begin() {
    if (begun) return;
    begun = true;
    ["rank", "excerpt", "load", "ui"].forEach((name) => {
      const script = document.createElement("script");
      script.src = root + "assets/search/" + name + ".js";
      script.async = false; // in this order
      document.head.appendChild(script);
    });
  }

  forms.forEach((form) => {
    form.addEventListener("focusin", begin);
    if (form.getAttribute("data-search") === "page" || form.contains(document.activeElement)) begin();
  });
})();
