/* Search: query -> terms -> ranked pages. Pure functions: no DOM, no loading. The index and what a term is:
   iplearn/products/search_index.py. */
(function (global) {
  "use strict";

  const CJK = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff";
  const RUNS = new RegExp("[a-z0-9]+|[" + CJK + "]+", "g");
  const LATIN = /[a-z0-9]/;
  const MAX_QUERY = 60;
  const MAX_TERMS = 28; // bits of a mask
  const MAX_ALSO = 3;

  // Set by hand on tests/cases/search_queries.json.
  const HEAD = [2, 5, 8]; // summary, keyword, title
  const BODY = [1, 2.5]; // text, heading
  const SATURATION = 1.6;
  const LENGTH = 0.3;
  const ALSO = 0.5;
  const JOINING = 0.4;
  const PHRASE = 0.6;
  const PHRASE_IN_HEAD = 1.2;
  const MIN_COVERED = 0.4;
  const STEPPED_BACK = 0.6;

  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /** What index.js holds, spelled out. */
  function prepare(about) {
    const pages = [];
    let units = 0;
    let length = 0;
    for (let i = 0; i < about.pages.length; i += 4) {
      const digits = [0, 1, 2, 3].map((n) => digit(about.pages.charCodeAt(i + n)));
      pages.push({ first: units, length: digits[1] + 1, audience: digits[2], weight: digits[3] ? STEPPED_BACK : 1 });
      units += 1 + digits[0];
      length += digits[1] + 1;
    }
    const pageOf = new Uint32Array(units);
    pages.forEach((page, p) => pageOf.fill(p, page.first));
    return Object.assign({}, about, {
      pages: pages,
      pageOf: pageOf,
      meanLength: length / pages.length,
      words: Object.keys(about.also).sort((a, b) => b.length - a.length || (a < b ? -1 : 1)),
    });
  }

  /** A query as {terms: [{text, weight}], concepts, next, also}.
      A concept is what the query speaks of: {weight, any: [{terms: [numbers], share}]}: a term by itself, or 版权, for
      which 著作 with 作权 does as well. `next` has the pairs of terms that overlap, `also` the other words looked for. */
  function plan(query, site) {
    const folded = fold(query).slice(0, MAX_QUERY);
    const out = { terms: [], concepts: [], next: [], also: [] };
    const own = addTerms(out, cut(folded, site.weak), 1);
    const grouped = [];
    const taken = [];
    for (const word of site.words) {
      const at = folded.indexOf(word);
      const end = at + word.length;
      if (at < 0 || taken.some((span) => at < span[1] && end > span[0])) continue;
      taken.push([at, end]);
      const others = site.also[word].slice(0, MAX_ALSO).filter((other) => folded.indexOf(other) < 0);
      if (!others.length) continue;
      const inQuery = cut(word, site.weak).map((item) => own.find((i) => out.terms[i].text === item.text));
      // 抄 in 被抄 is no term of the query: what it stands for is looked for beside the rest.
      const isTerm = inQuery.indexOf(undefined) < 0;
      const concept = { weight: isTerm ? inQuery.length : ALSO, any: isTerm ? [{ terms: inQuery, share: 1 }] : [] };
      if (isTerm) grouped.push.apply(grouped, inQuery);
      for (const other of others) {
        const found = cut(other, site.weak);
        if (out.terms.length + found.length > MAX_TERMS) continue;
        concept.any.push({ terms: addTerms(out, found, ALSO), share: isTerm ? ALSO : 1 });
        out.also.push(other);
      }
      out.concepts.push(concept);
    }
    for (const i of own) if (grouped.indexOf(i) < 0) out.concepts.push({ weight: 1, any: [{ terms: [i], share: 1 }] });
    return out;
  }

  function addTerms(out, found, weight) {
    const numbers = [];
    let before = -1;
    for (const item of found.slice(0, MAX_TERMS)) {
      let i = out.terms.findIndex((term) => term.text === item.text);
      if (i < 0) i = out.terms.push({ text: item.text, weight: weight }) - 1;
      if (numbers.indexOf(i) < 0) numbers.push(i);
      if (item.joins && weight === 1 && before !== i && !out.next.some((n) => n[0] === before && n[1] === i)) out.next.push([before, i]);
      before = i;
    }
    return numbers;
  }

  /** The terms of a folded query: [{text, joins}], `joins` where a pair overlaps the one before. */
  function cut(folded, weak) {
    const strong = [];
    const spare = [];
    const runs = folded.match(RUNS) || [];
    for (const run of runs) {
      if (LATIN.test(run)) {
        const parts = run.match(/[a-z]+|[0-9]+/g);
        for (const text of parts.length > 1 ? [run].concat(parts) : [run]) strong.push({ text: text, joins: false });
        continue;
      }
      pairs(run, spare);
      for (const piece of pieces(run, weak)) {
        pairs(piece, strong);
        // 刀 in 刀的价格 is looked for; 我 in 我的 is not, nor 年 in 10年.
        const isUnit = run.length === 1 && /[0-9]/.test(folded);
        if (piece.length === 1 && !isUnit && weak.chars.indexOf(piece) < 0) strong.push({ text: piece, joins: false });
      }
    }
    if (strong.length) return strong;
    return spare.length ? spare : runs.map((run) => ({ text: run, joins: false }));
  }

  function pairs(run, out) {
    for (let i = 0; i + 1 < run.length; i++) out.push({ text: run.substr(i, 2), joins: i > 0 });
  }

  /** What stands between particles and question words: 我的设计可以抄吗 -> 我, 设计, 抄. 目的 stays whole. */
  function pieces(run, weak) {
    const out = [];
    let start = 0;
    let i = 0;
    while (i <= run.length) {
      const pair = run.substr(i, 2);
      const isParticle = weak.particles.indexOf(run[i]) >= 0 && weak.kept.indexOf(pair) < 0 && weak.kept.indexOf(run.substr(i - 1, 2)) < 0;
      const length = i === run.length || isParticle ? 1 : weak.pairs.indexOf(pair) >= 0 ? 2 : 0;
      if (length && i > start) out.push(run.slice(start, i));
      if (length) start = i + length;
      i += length || 1;
    }
    return out;
  }

  /** The file a term lies in: `b/17`, or `u/3` for a single character. FNV-1a. */
  function shardOf(term, shards) {
    let h = 0x811c9dc5;
    for (let i = 0; i < term.length; i++) h = Math.imul(h ^ term.charCodeAt(i), 0x01000193);
    const family = term.length === 1 && !LATIN.test(term) ? "u" : "b";
    return family + "/" + (((h ^ (h >>> 15)) >>> 0) % shards[family]);
  }

  /** The files a plan needs, each once. */
  function needs(planned, site) {
    return Array.from(new Set(planned.terms.map((term) => shardOf(term.text, site.shards))));
  }

  function digit(code) {
    return code - 0x21 - (code > 0x22 ? 1 : 0) - (code > 0x5c ? 1 : 0);
  }

  /** The codes (4 * unit + class) of `term` in a shard. */
  function codes(shard, term) {
    const key = " " + term + ":";
    const out = [];
    let i = shard.indexOf(key);
    if (i < 0) return out;
    let code = 0;
    let step = 0;
    for (i += key.length; i < shard.length && shard[i] !== " "; i++) {
      const d = digit(shard.charCodeAt(i));
      step = step * 46 + (d % 46);
      if (d >= 46) continue;
      code += step;
      out.push(code);
      step = 0;
    }
    return out;
  }

  /** Pages, best first: [{page, chunk, score}]. `shards` maps path -> text. Leaves on each term how much it tells (`idf`). */
  function rank(planned, site, shards) {
    const idf = (n) => (n ? Math.log(1 + (site.pages.length - n + 0.5) / (n + 0.5)) : 0);
    const found = new Map(); // page -> {score, covered, units: unit -> mask of terms}
    const counts = planned.terms.map((term, t) => {
      const count = new Map();
      for (const code of codes(shards[shardOf(term.text, site.shards)] || "", term.text)) {
        const unit = code >>> 2;
        const p = site.pageOf[unit];
        count.set(p, (count.get(p) || 0) + (unit === site.pages[p].first ? HEAD : BODY)[code & 3]);
        if (!found.has(p)) found.set(p, { score: 0, covered: 0, units: new Map() });
        const units = found.get(p).units;
        units.set(unit, units.get(unit) | (1 << t));
      }
      term.idf = idf(count.size);
      return count;
    });

    // 计被 in 设计被抄 is rarer than the pairs it overlaps: it only joins two words. So does 用专 in 用专利, since 用 is
    // a light word. BM25 would take rare for telling.
    const joins = (t) => {
      const beside = [0, 1].map((side) => planned.next.filter((n) => n[1 - side] === t).map((n) => n[side]));
      const text = planned.terms[t].text;
      const rarer = (list, end) => (list.length ? list.some((i) => counts[t].size < counts[i].size) : site.weak.chars.indexOf(text[end]) >= 0);
      return beside[0].length + beside[1].length > 0 && rarer(beside[0], 0) && rarer(beside[1], 1);
    };
    // BM25, where the words of a concept count as one word.
    for (const concept of planned.concepts) {
      const count = new Map();
      for (const way of concept.any) {
        counts[way.terms[0]].forEach((_, p) => {
          const least = Math.min.apply(null, way.terms.map((t) => counts[t].get(p) || 0));
          if (least) count.set(p, (count.get(p) || 0) + least * way.share);
        });
      }
      concept.worth = concept.weight * idf(count.size);
      if (concept.any[0].terms.every(joins)) concept.worth *= JOINING;
      count.forEach((n, p) => {
        const norm = SATURATION * (1 - LENGTH + (LENGTH * site.pages[p].length) / site.meanLength);
        const page = found.get(p);
        page.score += (concept.worth * n * (SATURATION + 1)) / (n + norm);
        page.covered += concept.worth;
      });
    }

    const has = (mask, terms) => terms.every((t) => mask & (1 << t));
    const worth = (mask) => sum(planned.concepts, (c) => c.worth * Math.max.apply(null, c.any.map((way) => (has(mask, way.terms) ? way.share : 0))));
    const value = (t) => planned.terms[t].idf * planned.terms[t].weight;
    const phrase = (mask) => sum(planned.next, (n) => (has(mask, n) ? Math.min(value(n[0]), value(n[1])) : 0));
    let most = 0;
    found.forEach((page) => (most = Math.max(most, page.covered)));
    const out = [];
    found.forEach((page, p) => {
      if (!page.covered || page.covered < MIN_COVERED * most) return;
      const about = site.pages[p];
      let best = 0;
      let unit = about.first + 1;
      page.units.forEach((mask, u) => {
        const here = u === about.first ? 0 : worth(mask) + PHRASE * phrase(mask);
        if (here <= best) return;
        best = here;
        unit = u;
      });
      const score = page.score + PHRASE_IN_HEAD * phrase(page.units.get(about.first)) + PHRASE * phrase(page.units.get(unit));
      out.push({ page: p, chunk: unit - about.first, score: (score * about.weight * page.covered) / most });
    });
    return out.sort((a, b) => b.score - a.score || a.page - b.page);
  }

  function sum(list, f) {
    return list.reduce((total, item) => total + f(item), 0);
  }

  /** Whether a match is for the audience with number `n` in `site.audiences`; -1 is everyone. */
  function isFor(match, n, site) {
    return n < 0 || (site.pages[match.page].audience & (1 << n)) !== 0;
  }

  global.iplearnRank = { fold, cut, prepare, plan, needs, shardOf, codes, rank, isFor, sum };
})(typeof window === "undefined" ? globalThis : window);
