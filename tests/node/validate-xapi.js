/* Statements, one JSON object a line, on stdin -> what Learning Locker's validator finds wrong with each, as a JSON array of arrays of text. */
"use strict";
const validate = require("@learninglocker/xapi-validation").default;
const lines = require("fs").readFileSync(0, "utf-8").split("\n").filter(Boolean);
process.stdout.write(JSON.stringify(lines.map((line) => validate(JSON.parse(line)).map((warning) => JSON.stringify(warning)))));
