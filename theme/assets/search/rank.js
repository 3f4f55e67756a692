/* Search: query -> terms -> ranked pages. Pure functions, no DOM, no loading.
   The index is written by iplearn/products/search_index.py; what a term is, by search/terms.py there. */
(function (global) {
  "use strict";

  const CJK = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff";
  const RUNS = new RegExp("[a-z0-9]+|[" + CJK + "]+", "g");
  const MAX_TERMS = 28; // they are bits of a mask
  const MAX_ALSO = 3;

  // Tuned on tests/cases/search_queries.json. Head: summary, keyword, title. Chunk: text, heading.
  const HEAD = [2, 5, 8];
  const BODY = [1, 2.5];
  const SATURATION = 1.6;
  const LENGTH = 0.3;
  const ALSO = 0.5;
  const PHRASE = 0.6;
  const PHRASE_IN_HEAD = 1.2;
  const MIN_COVERAGE = 0.4;
  const STEPPED_BACK = 0.6;

  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  /** `index.js` as delivered, with the numbers of each page spelled out. */
  function prepare(about) {
    const count = about.pages.length / 4;
    const pages = [];
    let unit = 0;
    let total = 0;
    for (let p = 0; p < count; p++) {
      const page = {
        first: unit,
        chunks: digit(about.pages.charCodeAt(p * 4)),
        length: digit(about.pages.charCodeAt(p * 4 + 1)) + 1,
        audience: digit(about.pages.charCodeAt(p * 4 + 2)),
        weight: digit(about.pages.charCodeAt(p * 4 + 3)) ? STEPPED_BACK : 1,
      };
      pages.push(page);
      unit += 1 + page.chunks;
      total += page.length;
    }
    const pageOf = new Uint32Array(unit);
    pages.forEach((page, p) => pageOf.fill(p, page.first, page.first + 1 + page.chunks));
    const keys = Object.keys(about.also).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return {
      pages: pages,
      pageOf: pageOf,
      meanLength: total / (count || 1),
      audiences: about.audiences,
      shards: about.shards,
      weak: {
        particles: about.weak.particles,
        kept: new Set(about.weak.kept),
        pairs: new Set(about.weak.pairs),
        chars: about.weak.chars,
      },
      also: about.also,
      alsoKeys: keys,
    };
  }

  /** A query as {terms, concepts, next, also}.
      terms: [{text, weight}], the strings to look up. concepts: [{weight, any: [{terms: [i, …], share}]}], what the
      query speaks of: a term by itself, or 版权 that may as well be 著作 with 作权. next: [[i, j], …], pairs that overlap
      in the query. also: the other words looked for. */
  function plan(query, site) {
    const folded = fold(query).slice(0, 60);
    const out = { terms: [], concepts: [], next: [], also: [] };
    const own = addTerms(out, cut(folded, site.weak), 1);
    const grouped = new Set();
    const taken = [];
    for (const word of site.alsoKeys) {
      const at = folded.indexOf(word);
      if (at < 0 || taken.some((span) => at < span[1] && at + word.length > span[0])) continue;
      taken.push([at, at + word.length]);
      const others = site.also[word].slice(0, MAX_ALSO).filter((other) => folded.indexOf(other) < 0);
      if (!others.length) continue;
      // 抄 in 被抄 is no term of the query; what it stands for is then looked for beside the rest, with less weight.
      const inQuery = cut(word, site.weak).map((item) => own.find((i) => out.terms[i].text === item.text));
      const isTerm = inQuery.every((i) => i !== undefined);
      const concept = { weight: isTerm ? inQuery.length : ALSO, any: isTerm ? [{ terms: inQuery, share: 1 }] : [] };
      if (isTerm) inQuery.forEach((i) => grouped.add(i));
      for (const other of others) {
        const found = cut(other, site.weak);
        if (out.terms.length + found.length > MAX_TERMS) continue;
        concept.any.push({ terms: addTerms(out, found, ALSO), share: isTerm ? ALSO : 1 });
        out.also.push(other);
      }
      out.concepts.push(concept);
    }
    for (const i of own) if (!grouped.has(i)) out.concepts.push({ weight: 1, any: [{ terms: [i], share: 1 }] });
    return out;
  }

  /** Adds what `cut` found to the plan's terms, each once; their numbers. */
  function addTerms(out, found, weight) {
    const numbers = [];
    let before = -1;
    for (const item of found.slice(0, MAX_TERMS)) {
      let i = out.terms.findIndex((term) => term.text === item.text);
      if (i < 0) i = out.terms.push({ text: item.text, weight: weight }) - 1;
      if (numbers.indexOf(i) < 0) numbers.push(i);
      if (item.joins && before !== i && !out.next.some((n) => n[0] === before && n[1] === i)) out.next.push([before, i]);
      before = i;
    }
    return numbers;
  }

  /** The terms of a folded query in order; `joins` where a pair overlaps the pair before it. */
  function cut(folded, weak) {
    const strong = [];
    const spare = [];
    for (const run of folded.match(RUNS) || []) {
      if (/[a-z0-9]/.test(run)) {
        strong.push({ text: run, joins: false });
        const parts = run.match(/[a-z]+|[0-9]+/g);
        if (parts.length > 1) parts.forEach((part) => strong.push({ text: part, joins: false }));
        continue;
      }
      for (let i = 0; i + 1 < run.length; i++) spare.push({ text: run.substr(i, 2), joins: false });
      for (const piece of pieces(run, weak)) {
        if (piece.length === 1) {
          // 我 in 我的 is nobody's subject and 年 in 10年 is a unit; 刀 in 刀的价格 is what is looked for.
          if (weak.chars.indexOf(piece) < 0 && !(run.length === 1 && /[0-9]/.test(folded))) strong.push({ text: piece, joins: false });
        }
        for (let i = 0; i + 1 < piece.length; i++) strong.push({ text: piece.substr(i, 2), joins: i > 0 });
      }
    }
    if (strong.length) return strong;
    return spare.length ? spare : (folded.match(RUNS) || []).map((run) => ({ text: run, joins: false }));
  }

  /** What is left between particles and question words: 我的设计可以抄吗 -> 我, 设计, 抄. Not within 目的 and the like. */
  function pieces(run, weak) {
    const out = [];
    let start = 0;
    let i = 0;
    while (i <= run.length) {
      const isParticle = weak.particles.indexOf(run[i]) >= 0 && !weak.kept.has(run.substr(i - 1, 2)) && !weak.kept.has(run.substr(i, 2));
      const length = i === run.length || isParticle ? 1 : weak.pairs.has(run.substr(i, 2)) ? 2 : 0;
      if (length && i > start) out.push(run.slice(start, i));
      if (length) start = i + length;
      i += length || 1;
    }
    return out;
  }

  /** The file a term's postings lie in: `b/17`, for a single character `u/3`. */
  function shardOf(term, shards) {
    let h = 0x811c9dc5;
    for (let i = 0; i < term.length; i++) h = Math.imul(h ^ term.charCodeAt(i), 0x01000193);
    h = (h ^ (h >>> 15)) >>> 0;
    const family = term.length === 1 && term > "\u3000" ? "u" : "b";
    return family + "/" + (h % shards[family]);
  }

  /** Paths of the files a plan needs, each once. */
  function needs(planned, site) {
    return Array.from(new Set(planned.terms.map((term) => shardOf(term.text, site.shards))));
  }

  function digit(code) {
    return code - 0x21 - (code > 0x22 ? 1 : 0) - (code > 0x5c ? 1 : 0);
  }

  /** The codes (4 * unit + class, ascending) of `term` in a shard's text. */
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
      if (d < 46) {
        code += step;
        out.push(code);
        step = 0;
      }
    }
    return out;
  }

  /** Pages, best first: [{page, unit, score}], `unit` being the chunk to show. `shards` maps path -> text.
      Also leaves on each of the plan's terms how much it tells (`idf`), which excerpt.js uses. */
  function rank(planned, site, shards) {
    const idf = (pages) => (pages ? Math.log(1 + (site.pages.length - pages + 0.5) / (pages + 0.5)) : 0);
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

    planned.concepts.forEach((concept) => {
      const count = new Map();
      for (const way of concept.any) {
        counts[way.terms[0]].forEach((_, p) => {
          const least = Math.min.apply(null, way.terms.map((t) => counts[t].get(p) || 0));
          if (least) count.set(p, (count.get(p) || 0) + least * way.share);
        });
      }
      concept.idf = idf(count.size);
      count.forEach((n, p) => {
        const page = found.get(p);
        const norm = SATURATION * (1 - LENGTH + (LENGTH * site.pages[p].length) / site.meanLength);
        page.score += (concept.weight * concept.idf * n * (SATURATION + 1)) / (n + norm);
        page.covered += concept.weight * concept.idf;
      });
    });

    const bits = (mask, terms) => terms.every((t) => mask & (1 << t));
    const worth = (mask) =>
      planned.concepts.reduce((sum, c) => sum + c.weight * c.idf * Math.max.apply(null, c.any.map((way) => (bits(mask, way.terms) ? way.share : 0))), 0);
    const phrase = (mask) =>
      planned.next.reduce((sum, n) => {
        const a = planned.terms[n[0]];
        const b = planned.terms[n[1]];
        return bits(mask, n) ? sum + Math.min(a.idf * a.weight, b.idf * b.weight) : sum;
      }, 0);
    let most = 0;
    found.forEach((page) => (most = Math.max(most, page.covered)));
    const out = [];
    found.forEach((page, p) => {
      if (!page.covered || page.covered < MIN_COVERAGE * most) return;
      const first = site.pages[p].first;
      let best = 0;
      let unit = first + 1;
      page.units.forEach((mask, u) => {
        const value = u === first ? 0 : worth(mask) + PHRASE * phrase(mask);
        if (value > best) {
          best = value;
          unit = u;
        }
      });
      const score = page.score + PHRASE_IN_HEAD * phrase(page.units.get(first)) + PHRASE * phrase(page.units.get(unit));
      out.push({ page: p, unit: unit, score: (score * site.pages[p].weight * page.covered) / most });
    });
    return out.sort((a, b) => b.score - a.score || a.page - b.page);
  }

  /** The file with the text to show for a match: `t/12-2`. */
  function textPath(match, site) {
    return "t/" + match.page + "-" + (match.unit - site.pages[match.page].first);
  }

  /** Whether a page is written for the audience with number `n` in `site.audiences`; -1 is everyone. */
  function isFor(match, n, site) {
    return n < 0 || (site.pages[match.page].audience & (1 << n)) !== 0;
  }

  global.iplearnRank = {
    fold: fold,
    cut: cut,
    prepare: prepare,
    plan: plan,
    needs: needs,
    shardOf: shardOf,
    codes: codes,
    rank: rank,
    isFor: isFor,
    textPath: textPath,
  };
})(typeof window === "undefined" ? globalThis : window);
