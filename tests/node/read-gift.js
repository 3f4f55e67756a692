// GIFT on standard input -> what gift-pegjs understands of it, as JSON. A text it cannot read ends with exit code 1.
const { parse } = require("gift-pegjs");

let text = "";
process.stdin.on("data", (chunk) => { text += chunk; });
process.stdin.on("end", () => {
  try {
    process.stdout.write(JSON.stringify(parse(text)));
  } catch (e) {
    process.stderr.write(`${e.message} ${JSON.stringify(e.location)}`);
    process.exitCode = 1;
  }
});
