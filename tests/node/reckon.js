/* Reckons spreadsheet formulas with a parser of others. stdin: {today, cells: {B2: number}, formulas: [text]}, dates as
   serial numbers; stdout: the results in order. */
"use strict";
const Parser = require("fast-formula-parser");
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const name = (ref) => String.fromCharCode(64 + ref.col) + ref.row;
const parser = new Parser({ onCell: (ref) => name(ref) in given.cells ? given.cells[name(ref)] : null, functions: { TODAY: () => given.today } });
process.stdout.write(JSON.stringify(given.formulas.map((formula) => parser.parse(formula, { row: 1, col: 26 }))));
