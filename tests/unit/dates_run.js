// Runs the shipped date scripts over cases, as the page does but for the DOM.
// stdin: {"scripts": [file, …], "cases": [[function path, [arguments]], …]}; stdout: the results as JSON.
// The function path "calendar.nextWorking" is called on ipt.dates.calendar(holidays), the first argument.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const folder = path.join(__dirname, "..", "..", "theme", "assets", "tools");
const job = JSON.parse(fs.readFileSync(0, "utf8"));
for (const name of job.scripts) vm.runInThisContext(fs.readFileSync(path.join(folder, name), "utf8"), name);
const { ipt } = globalThis;
ipt.calls = {
  period: (start, add, ends, rest, holidays) => ipt.dates.periodEnd(start, ipt.dates.span(add), ends, rest, ipt.dates.calendar(holidays)),
  fees: (kind, filed, granted, years, table, holidays) => ipt.fees.years(kind, filed, granted, years, table, ipt.dates.calendar(holidays)),
  late: (kind, filed, granted, year, table, holidays, on) => {
    const work = ipt.dates.calendar(holidays);
    return ipt.fees.late(ipt.fees.years(kind, filed, granted, year, table, work)[0], on, table, work);
  },
  evaluate: (tool, typed, today) => {
    const found = ipt.rules.evaluate(tool, typed, today);
    return {
      needs: found.needs,
      lines: found.lines.map((l) => ({ rule: l.rule.id, state: l.state, day: l.end ? l.end.day : null, missing: l.end ? l.end.missing : [], needs: l.needs })),
    };
  },
};
const call = ([name, args]) => name.split(".").reduce((o, k) => o[k], ipt)(...args);
process.stdout.write(JSON.stringify(job.cases.map(call)));
