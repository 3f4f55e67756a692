/* 专利期限与年费: the years' fees as a table, below what the rules say about the term. */
(function (ipt) {
  "use strict";
  var DESIGN_15 = "2021-06-01"; /* before it: how long a design lasts is 无法判断, so fees are listed for ten years only */
  ipt.own = ipt.own || {};

  function yuan(n) { return n === null ? "查收费表" : n + " 元"; }

  function state(late) {
    if (!late) return "还没到期";
    if (late.over) return "补交期也过了";
    return "已过期";
  }

  /* What to do about a fee that is late. */
  function overdue(row) {
    var late = row.late, out = "第 " + row.year + " 年度的年费 " + ipt.dates.words(row.due.day) + "已经过期。";
    if (late.over) return out + "补交期到 " + ipt.dates.words(late.last.day) + "，也过了。没交足的，专利权从应交期满那天起终止。";
    out += "现在是过期后的第 " + late.month + " 个月";
    if (late.surcharge !== null) out += late.percent ? "，加收 " + late.percent + "%，就是 " + late.surcharge + " 元" : "，不加收";
    return out + "。最迟 " + ipt.dates.words(late.last.day) + "补交" + (late.surcharge === null ? "。" : "，连年费一共 " + (row.amount + late.surcharge) + " 元。") + ipt.result.how(late.last);
  }

  function table(rows) {
    var box = ipt.result.el("div", "ip-table"), node = ipt.result.add(box, "table"), head = ipt.result.add(ipt.result.add(node, "thead"), "tr");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "表格：年费");
    ["年度", "最迟哪天交", "全额", "现在"].forEach(function (t) { ipt.result.add(head, "th", "", t).scope = "col"; });
    var body = ipt.result.add(node, "tbody");
    rows.forEach(function (row) {
      var tr = ipt.result.add(body, "tr"), first = ipt.result.add(tr, "th", "", "第 " + row.year + " 年度");
      first.scope = "row";
      var due = ipt.result.add(tr, "td", "", ipt.dates.words(row.due.day) + (row.due.missing.length ? "＊" : ""));
      if (row.due.day !== row.due.plain) ipt.result.add(due, "small", "", "（" + ipt.dates.words(row.due.plain) + "是休假日）");
      ipt.result.add(tr, "td", "", yuan(row.amount));
      ipt.result.add(tr, "td", row.late ? "ipt-late" : "", state(row.late));
    });
    return box;
  }

  function words(node, id) {
    var part = ipt.result.words(id);
    if (part) node.appendChild(part);
  }

  ipt.own["patent-term"] = function (found, typed, tool) {
    var v = found.values, node = ipt.result.el("section", "ipt-line");
    ipt.result.add(node, "h3", "ipt-line__what", "年费");
    if (typeof v.kind !== "string" || typeof v.filed !== "string") return [];
    if (typeof v.granted !== "string") {
      ipt.result.add(node, "p", "", "填了授权公告日，就能列出每一年的年费。");
      return [node];
    }
    var paid = typeof v.paid === "string" ? (/^\d{1,2}$/.test(v.paid) ? Number(v.paid) : NaN) : null;
    if (v.granted <= v.filed || paid !== paid) {
      node.className += " ipt-line--unknown";
      ipt.result.add(node, "p", "ipt-line__day", "无法判断");
      ipt.result.add(node, "p", "ipt-line__how", paid !== paid ? "“年费交到第几年度了”要填数字，例如 4。" : "授权公告日应当在申请日以后，请核对。");
      return [node];
    }
    var on = typeof v.asof === "string" ? v.asof : v.today;
    var old = v.kind === "design" && v.filed < DESIGN_15;
    var last = Math.max.apply(null, tool.fees.bands.filter(function (b) { return b.kind === v.kind; }).map(function (b) { return b.last; }));
    var rows = ipt.fees.years(v.kind, v.filed, v.granted, old ? Math.min(last, 10) : last, tool.fees, found.work);
    rows.forEach(function (row) { row.late = ipt.fees.late(row, on, tool.fees, found.work); });
    rows = rows.filter(function (row) { return paid === null ? !(row.late && row.late.over) : row.year > paid; });
    ipt.result.add(node, "p", "", "授权那天在第 " + ipt.fees.patentYear(v.filed, v.granted) + " 年度。这一年的年费：");
    words(node, "fee-first");
    ipt.result.add(node, "p", "", "下面按 " + ipt.dates.words(on) + "看" + (paid === null ? "，假定以前的年度都交过了。" : "，第 " + paid + " 年度以前的都交过了。"));
    rows.forEach(function (row) { if (row.late) ipt.result.add(node, "p", "ipt-late", overdue(row)); });
    if (!rows.length) ipt.result.add(node, "p", "", "没有还要交的年费了。");
    else node.appendChild(table(rows));
    var missing = rows.some(function (row) { return row.due.missing.length; });
    if (missing) ipt.result.add(node, "p", "ipt-line__how", "＊ 本站没有那一年的放假安排，没有按休假日调整。");
    if (old) ipt.result.add(node, "p", "ipt-line__how", "期限无法判断，年费只列到第 10 年度。");
    ipt.result.add(node, "p", "ipt-line__how", "金额是没有减缴的全额，来自下面的收费表；交费以前以国家知识产权局公布的为准。");
    words(node, "fee-due");
    if (rows.some(function (row) { return row.late; })) words(node, "fee-late");
    if (rows.some(function (row) { return row.late && row.late.over; })) words(node, "fee-restore");
    return [node];
  };
})(this.ipt = this.ipt || {});
