/* Search: a found text -> the lines to show, the words that were looked for marked, and the section to go to.
   Pure functions over the plan that rank.js made; no DOM. */
(function (global) {
  "use strict";

  const WIDTH = 76; // characters: three lines on a phone
  const fold = global.iplearnRank.fold;

  /** Which characters of `text` belong to a term: an array of 0 or the term's worth, and the terms seen. */
  function cover(text, planned) {
    let folded = "";
    for (let i = 0; i < text.length; i++) {
      const f = fold(text[i]);
      folded += f.length === 1 ? f : " ";
    }
    const marks = new Array(text.length).fill(0);
    const hits = [];
    planned.terms.forEach((term, t) => {
      const worth = term.weight * (term.idf || 0);
      if (!worth) return;
      const isWord = /[a-z0-9]/.test(term.text);
      for (let i = folded.indexOf(term.text); i >= 0; i = folded.indexOf(term.text, i + 1)) {
        const end = i + term.text.length;
        if (isWord && (/[a-z0-9]/.test(folded[i - 1] || "") || /[a-z0-9]/.test(folded[end] || ""))) continue;
        for (let j = i; j < end; j++) marks[j] = Math.max(marks[j], worth);
        hits.push({ term: t, at: i, end: end, worth: worth });
      }
    });
    hits.sort((a, b) => a.at - b.at);
    return { marks: marks, hits: hits };
  }

  /** The window of `width` characters with most in it: {from, to, value}. */
  function bestWindow(text, covered, width) {
    const hits = covered.hits;
    let best = { from: 0, value: 0 };
    for (let i = 0; i < hits.length; i++) {
      const seen = {};
      let value = 0;
      for (let j = i; j < hits.length && hits[j].end <= hits[i].at + width; j++) {
        value += seen[hits[j].term] ? 0.05 * hits[j].worth : hits[j].worth;
        seen[hits[j].term] = true;
      }
      if (value > best.value) best = { from: hits[i].at, value: value };
    }
    // Begin with the sentence, where it begins near enough to keep the hits in sight.
    const start = Math.max(0, best.from - 24);
    const before = text.slice(start, best.from);
    const stop = Math.max(before.lastIndexOf("。"), before.lastIndexOf("；"), before.lastIndexOf("！"), before.lastIndexOf("？"));
    let from = stop >= 0 ? start + stop + 1 : start === 0 ? 0 : Math.max(0, best.from - 8);
    while (from < text.length && text[from] === " ") from++;
    return { from: from, to: Math.min(text.length, from + width), value: best.value };
  }

  /** `text` from..to as [{text, hit}], for building DOM. */
  function pieces(text, marks, from, to) {
    const out = [];
    for (let i = from; i < to; i++) {
      const hit = marks[i] > 0;
      const last = out[out.length - 1];
      if (last && last.hit === hit) last.text += text[i];
      else out.push({ text: text[i], hit: hit });
    }
    return out;
  }

  /** `text` without citations in brackets, half of the words on a page of rules; unless an article is what is looked for. */
  function plain(text, planned) {
    return planned.terms.some((term) => term.text.indexOf("条") >= 0) ? text : text.replace(/（《(?:[^（）]|（[^（）]*）)*）/g, "");
  }

  function marked(text, planned) {
    return pieces(text, cover(text, planned).marks, 0, text.length);
  }

  /** What to show of a record [title, url, kind, section, summary, [[heading, anchor, text], …]]:
      {title, url, heading, label, lines}; `title` and `lines` as pieces, `url` with the best section's anchor.
      Where title and summary hold as much of the query as any section, the page's top is the best place. */
  function excerpt(record, planned) {
    const summary = record[4];
    const inSummary = bestWindow(summary, cover(summary, planned), WIDTH);
    const head = cover(record[0] + "\n" + summary, planned).hits;
    let best = { value: distinct(head, planned), text: summary, window: inSummary, heading: "", anchor: "" };
    for (const part of record[5]) {
      const text = plain(part[2], planned);
      const found = bestWindow(text, cover(text, planned), WIDTH);
      const seen = cover(part[0], planned).hits;
      const value = found.value + 0.5 * distinct(seen, planned);
      if (value > best.value) best = { value: value, text: text, window: found, heading: part[0], anchor: part[1] };
    }
    const w = best.window;
    const lines = pieces(best.text, cover(best.text, planned).marks, w.from, w.to);
    if (w.from > 0) lines.unshift({ text: "…", hit: false });
    if (w.to < best.text.length) lines.push({ text: "…", hit: false });
    return {
      title: marked(record[0], planned),
      url: record[1] + (best.anchor ? "#" + best.anchor : ""),
      heading: best.heading,
      kind: record[2],
      section: record[3],
      lines: lines,
    };
  }

  function distinct(hits, planned) {
    const seen = new Set(hits.map((hit) => hit.term));
    return planned.terms.reduce((sum, term, t) => (seen.has(t) ? sum + term.weight * (term.idf || 0) : sum), 0);
  }

  global.iplearnExcerpt = { excerpt: excerpt, marked: marked };
})(typeof window === "undefined" ? globalThis : window);
