// Runs the shipped search scripts over an index on disk, as the page does but for the DOM.
// stdin: {"index": folder, "queries": [text, …], "show": n}; stdout: for each query what was fetched, found and shown.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const scripts = path.join(__dirname, "..", "..", "theme", "assets", "search");
for (const name of ["rank.js", "excerpt.js"]) vm.runInThisContext(fs.readFileSync(path.join(scripts, name), "utf8"), name);
const { iplearnRank: rank, iplearnExcerpt: excerpt } = globalThis;

const job = JSON.parse(fs.readFileSync(0, "utf8"));
let about;
const files = {};
globalThis.iplearnSearch = {
  ready: (digest, value) => (about = value),
  put: (name, digest, value) => (files[name] = value),
};
const load = (name) => {
  if (!(name in files)) vm.runInThisContext(fs.readFileSync(path.join(job.index, name + ".js"), "utf8"), name);
  return files[name];
};
vm.runInThisContext(fs.readFileSync(path.join(job.index, "index.js"), "utf8"), "index.js");
const site = rank.prepare(about);

const out = job.queries.map((query) => {
  const planned = rank.plan(query, site);
  const needs = rank.needs(planned, site);
  const shards = {};
  for (const name of needs) shards[name] = load(name);
  const started = process.hrtime.bigint();
  const found = rank.rank(planned, site, shards);
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  const shown = found.slice(0, job.show);
  const texts = shown.map((match) => `t/${match.page}-${match.chunk}`);
  return {
    query,
    terms: planned.terms,
    also: planned.also,
    fetched: needs.concat(texts),
    total: found.length,
    ms,
    audiences: site.audiences.map((name, n) => found.filter((match) => rank.isFor(match, n, site)).length),
    shown: texts.map((name, i) => Object.assign({ score: shown[i].score }, excerpt.excerpt(load(name), planned))),
  };
});
process.stdout.write(JSON.stringify(out));
