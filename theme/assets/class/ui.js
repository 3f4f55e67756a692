/* Small helpers: nodes, announcements, copying and downloading where the browser allows it. */
(function (ipc) {
  "use strict";
  var ui = ipc.ui = {};

  ui.get = function (id) { return document.getElementById("ipc-" + id); };

  ui.el = function (tag, className, text, attributes) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    return node;
  };

  ui.add = function (parent, tag, className, text, attributes) { return parent.appendChild(ui.el(tag, className, text, attributes)); };

  ui.button = function (text, quiet, act) {
    var node = ui.el("button", "ip-button" + (quiet ? " ip-button--quiet" : ""), text, { type: "button" });
    node.addEventListener("click", act);
    return node;
  };

  /* Told anew even when the words are the same as before. */
  ui.say = function (node, words) {
    node.textContent = "";
    setTimeout(function () { node.textContent = words; }, 50);
  };

  /* The whole number somebody typed, null where it is none from `least` to `most`. */
  ui.whole = function (text, least, most) {
    text = text.normalize("NFKC").trim();
    return /^\d+$/.test(text) && text >= least && text <= most ? Number(text) : null;
  };

  /* -> promise of whether it was copied. Plain HTTP has no clipboard of its own: there the field is selected and
     the old command tried. */
  ui.copy = function (field) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(field.value).then(function () { return true; }, function () { return old(field); });
    }
    return Promise.resolve(old(field));
  };

  function old(field) {
    field.focus();
    field.setSelectionRange(0, field.value.length);
    try {
      return document.execCommand("copy");
    } catch (e) { return false; }
  }

  ui.download = function (name, content, type) {
    var url = URL.createObjectURL(new Blob([content], { type: type })), link = ui.el("a", "", "", { href: url, download: name });
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
  };

  ui.isWeChat = /MicroMessenger/i.test(navigator.userAgent);
})(window.ipc = window.ipc || {});
