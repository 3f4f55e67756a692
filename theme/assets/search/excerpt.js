/* Search: a found text -> the lines to show, what was looked for marked, and the section to go to. Pure functions. */
(function (global) {
  "use strict";

  const WIDTH = 76; // characters: three lines on a phone
  const LEAD = 24; // how far back a sentence may begin
  const IN_TITLE = 1.2; // what the title says is the page's subject: its top is the place
  const IN_SUMMARY = 0.9; // what the summary mentions, a section explains
  const fold = global.iplearnRank.fold;
  const sum = global.iplearnRank.sum;

  const value = (term) => term.weight * (term.idf || 0);

  /** Where the plan's terms stand in `text`: [{term, at, end}] in order. */
  function hitsIn(text, planned) {
    let folded = "";
    for (let i = 0; i < text.length; i++) {
      const f = fold(text[i]);
      folded += f.length === 1 ? f : " "; // places must stay places
    }
    const hits = [];
    for (const term of planned.terms) {
      if (!value(term)) continue;
      const inWord = (char) => /[a-z0-9]/.test(term.text) && /[a-z0-9]/.test(char || "");
      for (let i = folded.indexOf(term.text); i >= 0; i = folded.indexOf(term.text, i + 1)) {
        const end = i + term.text.length;
        if (!inWord(folded[i - 1]) && !inWord(folded[end])) hits.push({ term: term, at: i, end: end });
      }
    }
    return hits.sort((a, b) => a.at - b.at);
  }

  /** The stretch of `text` with most in it: {from, value}. */
  function bestStretch(text, hits) {
    let best = { first: 0, end: 0, value: 0 };
    hits.forEach((hit, i) => {
      const now = { first: hit.at, end: hit.end, value: 0 };
      const seen = [];
      for (let j = i; j < hits.length && hits[j].end <= hit.at + WIDTH; j++) {
        const again = seen.indexOf(hits[j].term) >= 0;
        now.value += value(hits[j].term) * (again ? 0.05 : 1);
        if (!again) now.end = hits[j].end;
        seen.push(hits[j].term);
      }
      if (now.value > best.value) best = now;
    });
    // Begin earlier, with a sentence or at least a clause, as far as the hits stay in; further where the text ends soon.
    const earliest = Math.max(0, best.end - WIDTH, Math.min(best.first - LEAD, text.length - WIDTH));
    const before = text.slice(earliest, best.first);
    const sentence = before.search(/[。；！？]/) + 1;
    const clause = Math.max.apply(null, Array.from("，：、 ").map((mark) => before.lastIndexOf(mark))) + 1;
    let from = earliest && (sentence || clause ? earliest + (sentence || clause) : Math.max(earliest, best.first - 8));
    while (text[from] === " ") from++;
    return { from: from, value: best.value };
  }

  /** `text` from..to as [{text, hit}]. */
  function pieces(text, hits, from, to) {
    const marks = [];
    for (const hit of hits) for (let i = hit.at; i < hit.end; i++) marks[i] = true;
    const out = [];
    for (let i = from; i < to; i++) {
      const last = out[out.length - 1];
      if (last && last.hit === !!marks[i]) last.text += text[i];
      else out.push({ text: text[i], hit: !!marks[i] });
    }
    return out;
  }

  function distinct(hits) {
    return sum(Array.from(new Set(hits.map((hit) => hit.term))), value);
  }

  /** `text` without citations in brackets, half of a page of rules; unless an article is what is looked for. */
  function plain(text, planned) {
    return planned.terms.some((term) => term.text.indexOf("条") >= 0) ? text : text.replace(/（《(?:[^（）]|（[^（）]*）)*）/g, "");
  }

  /** A record [title, url, kind, section, summary, [[heading, anchor, text], …]] as {title, url, heading, kind, section, lines}.
      `title` and `lines` are pieces, `url` ends with the best section's anchor: none where title or summary do better. */
  function excerpt(record, planned) {
    const title = record[0];
    const summary = record[4];
    const atTop = Math.max(IN_TITLE * distinct(hitsIn(title, planned)), IN_SUMMARY * distinct(hitsIn(title + "\n" + summary, planned)));
    let best = { value: atTop, text: summary, from: 0, heading: "", anchor: "" };
    for (const part of record[5]) {
      const text = plain(part[2], planned);
      const found = bestStretch(text, hitsIn(text, planned));
      const total = found.value + 0.5 * distinct(hitsIn(part[0], planned));
      if (total > best.value) best = { value: total, text: text, from: found.from, heading: part[0], anchor: part[1] };
    }
    const to = Math.min(best.text.length, best.from + WIDTH);
    const lines = pieces(best.text, hitsIn(best.text, planned), best.from, to);
    if (best.from > 0) lines.unshift({ text: "…", hit: false });
    if (to < best.text.length) lines.push({ text: "…", hit: false });
    return {
      title: pieces(title, hitsIn(title, planned), 0, title.length),
      url: record[1] + (best.anchor ? "#" + best.anchor : ""),
      heading: best.heading,
      kind: record[2],
      section: record[3],
      lines: lines,
    };
  }

  global.iplearnExcerpt = { excerpt, plain };
})(typeof window === "undefined" ? globalThis : window);
