/* Days until a campaign begins, by the date in China. Without script the dates stand there and that is enough. */
(function () {
  "use strict";
  var DAY = 86400000;
  function number(text) {
    var p = text.split("-");
    return Date.UTC(+p[0], +p[1] - 1, +p[2]);
  }
  function today() {
    /* China is eight hours ahead of UTC all year. */
    var now = new Date(Date.now() + 8 * 3600000);
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-countdown]"), function (place) {
    var starts = number(place.getAttribute("data-countdown")), ends = number(place.getAttribute("data-ends")), now = today(), said;
    if (now < starts) said = "还有 " + (starts - now) / DAY + " 天";
    else if (now > ends) said = place.getAttribute("data-over") || "已经结束";
    else if (starts === ends) said = "就在今天";
    else said = "进行中，第 " + ((now - starts) / DAY + 1) + " 天";
    place.textContent = said;
    place.hidden = false;
  });
})();
