/* Taking a result along: as text, as an address, on paper. Works on what stands in #ipt-result, for every kind of tool. */
(function (ipt) {
  "use strict";
  var out = document.getElementById("ipt-result"), end = document.getElementById("ipt-end"), said = document.getElementById("ipt-said");
  if (!out || !end) return;

  ipt.tell = function (words) {
    said.textContent = "";
    setTimeout(function () { said.textContent = words; }, 50);
  };

  ipt.copy = function (text, done) {
    function old() {
      var area = document.createElement("textarea"), fine = false;
      area.value = text;
      area.setAttribute("readonly", "");
      area.className = "ip-sr";
      document.body.appendChild(area);
      area.select();
      try {
        fine = document.execCommand("copy");
      } catch (e) { fine = false; }
      document.body.removeChild(area);
      done(fine);
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(function () { done(true); }, old);
    else old();
  };

  /* The words of the result as lines of plain text. */
  ipt.plain = function () {
    var lines = [document.querySelector("h1").textContent];
    function walk(node) {
      var words = /(^| )ipt-(text|note)( |$)/.test(node.className) && !node.querySelector("p, ul, ol, table");
      if (words || /^(H2|H3|H4|P|DT|DD|LI|TR)$/.test(node.tagName)) {
        var text = node.tagName === "TR" ? Array.prototype.map.call(node.children, function (c) { return c.textContent.trim(); }).join("　") : node.textContent.replace(/\s+/g, " ").trim();
        if (node.tagName === "DD") lines[lines.length - 1] += "：" + text;
        else if (text) lines.push((node.tagName === "H3" ? "\n" : node.parentNode.className === "ipt-law" ? "依据：" : "") + text);
        return;
      }
      Array.prototype.forEach.call(node.children, walk);
    }
    walk(out);
    lines.push("");
    ["ipt-only", "ipt-official"].forEach(function (name) { lines.push(end.querySelector("." + name).textContent.replace(/\s+/g, " ").trim()); });
    return lines.join("\n");
  };

  document.getElementById("ipt-copy").addEventListener("click", function () {
    ipt.copy(ipt.plain(), function (fine) { ipt.tell(fine ? "已经复制。" : "这个浏览器不让复制。请长按或者拖选上面的结果。"); });
  });
  ipt.download = function (name, content, type) {
    var url = URL.createObjectURL(new Blob([content], { type: type })), link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
  };

  document.getElementById("ipt-link").addEventListener("click", function () {
    ipt.copy(location.href, function (fine) { ipt.tell(fine ? "网址已经复制，别人打开就是这个结果。" : "这个浏览器不让复制。请复制地址栏里的网址。"); });
  });
})(this.ipt = this.ipt || {});
