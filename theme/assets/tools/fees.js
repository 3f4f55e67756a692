/* Annual fees: the steps of iplearn/dates/annual_fees.py, which explains them. */
(function (ipt) {
  "use strict";
  var fees = ipt.fees = {}, dates = ipt.dates;
  fees.GRACE = 6;

  fees.patentYear = function (filed, day) {
    var years = Number(day.slice(0, 4)) - Number(filed.slice(0, 4));
    return dates.addMonths(filed, years * 12).day <= day ? years + 1 : years;
  };

  fees.amount = function (kind, year, day, table) {
    if (table.valid_from && day < table.valid_from) return null;
    var band = table.bands.filter(function (b) { return b.kind === kind && b.first <= year && year <= b.last; })[0];
    return band ? band.amount : null;
  };

  /* [{year, due, amount}] after the one paid at registration, up to patent year `years` */
  fees.years = function (kind, filed, granted, years, table, work) {
    var out = [];
    for (var n = fees.patentYear(filed, granted) + 1; n <= years; n++) {
      var due = work.nextWorking(dates.addMonths(filed, (n - 1) * 12).day);
      out.push({ year: n, due: due, amount: fees.amount(kind, n, due.plain, table) });
    }
    return out;
  };

  /* null while it is not late */
  fees.late = function (fee, on, table, work) {
    if (on <= fee.due.day) return null;
    var last = work.nextWorking(dates.addMonths(fee.due.plain, fees.GRACE).day), month = 1;
    while (month < fees.GRACE && on > dates.addMonths(fee.due.plain, month).day) month++;
    var step = table.late.filter(function (s) { return s.month === month; })[0];
    var percent = step ? step.percent : null;
    return {
      month: month, percent: percent, last: last, over: on > last.day,
      surcharge: percent === null || fee.amount === null ? null : Math.floor(fee.amount * percent / 100)
    };
  };
})(this.ipt = this.ipt || {});
