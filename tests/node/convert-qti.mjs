// QTI 2.1 items on standard input as a JSON list of XML texts -> the same as QTI 3, converted by a program of others.
import { convertQti2toQti3 } from "@citolab/qti-convert/qti-convert-node";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const out = [];
for (const xml of JSON.parse(input)) out.push(await convertQti2toQti3(xml));
process.stdout.write(JSON.stringify(out));
