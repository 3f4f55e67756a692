/* An attempt that was handed in -> xAPI 1.0.3 statements: "answered" for every item shown, then "completed".

   The actor is an account named by class code and seat; nobody else is named. Interactions are those of cmi.interaction
   with the delimiters of the specification. Typed words stay here: a text answer goes out as the accepted answer it
   matched, "?" where it matched none. An item's activity carries its revision, because letters mean something only
   together with it. The same attempt gives the same statements with the same ids, so sending twice does no harm.
   iplearn/results/xapi.py reads them. Needs the quiz's own scripts. */
(function (ipx, ipq) {
  "use strict";
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", ADL = "http://adlnet.gov/expapi/", MOST_PATTERNS = 24, UNKNOWN = "?";
  const KINDS = {
    "single": "choice", "multiple": "choice", "true-false": "true-false", "text-entry": "fill-in", "numeric": "numeric", "ordering": "sequencing",
    "matching": "matching", "categorise": "matching", "short-answer": "performance", "survey": "likert"
  };

  const zh = (text) => ({ "zh-CN": text });
  const round = (x) => Math.round(x * 1e6) / 1e6;
  const verb = (name, said) => ({ id: ADL + "verbs/" + name, display: { "en-US": name, "zh-CN": said } });

  /* Not cryptography: equal texts give equal ids, and 122 bits make two texts meet by chance never. Plain HTTP has no crypto.subtle. */
  function uuid(text) {
    let hex = "";
    for (let n = 1; n < 5; n++) {
      let h = Math.imul(n, 0x9e3779b1) ^ text.length;
      for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), n & 1 ? 0x01000193 : 0x5bd1e995) ^ h >>> 15;
      h = Math.imul(h ^ h >>> 16, 0x85ebca6b);
      h = Math.imul(h ^ h >>> 13, 0xc2b2ae35);
      hex += ("0000000" + ((h ^ h >>> 16) >>> 0).toString(16)).slice(-8);
    }
    return hex.slice(0, 8) + "-" + hex.slice(8, 12) + "-4" + hex.slice(13, 16) + "-" + "89ab"[parseInt(hex[16], 16) & 3] + hex.slice(17, 20) + "-" + hex.slice(20);
  }

  const said = (parts) => parts.join("[,]");
  const each = (letters) => said(letters.split(""));
  const pairs = (letters) => said(letters.split("").map((l, i) => l === "-" ? "" : i + 1 + "[.]" + l).filter(Boolean));
  const steps = (letters) => said(letters.split("").map((l) => l + "[.]met"));

  function typed(accepted, text) {
    if (!text.trim()) return "";
    const index = ipq.acceptedIndex(accepted, text);
    return index < 0 ? UNKNOWN : accepted[index];
  }

  /* The response as the specification writes it; "" where nothing was answered. */
  function responseOf(item, response) {
    const parts = typeof response === "string" ? [response] : response, given = parts.join("");
    if (!ipq.isAnswered(response)) return "";
    switch (item.kind) {
      case "multiple": case "ordering": return each(given);
      case "true-false": return given === "T" ? "true" : "false";
      case "text-entry": return said(item.key.map((accepted, i) => typed(accepted, parts[i] || "")));
      case "numeric": {
        const number = ipq.parseNumber(given, item.unit);
        return number === null ? UNKNOWN : String(number);
      }
      case "matching": case "categorise": return pairs(given);
      case "short-answer": return steps(parts[1] || "") || UNKNOWN;
      default: return given;
    }
  }

  /* Every combination of accepted answers; only the first of each blank where they are too many. */
  function combinations(blanks) {
    const all = blanks.reduce((out, accepted) => [].concat.apply([], out.map((o) => accepted.map((a) => o.concat(a)))), [[]]);
    return (all.length > MOST_PATTERNS ? [blanks.map((accepted) => accepted[0])] : all).map(said);
  }

  function patterns(item) {
    switch (item.kind) {
      case "single": return [item.key];
      case "multiple": case "ordering": return [each(item.key)];
      case "true-false": return [item.key === "T" ? "true" : "false"];
      case "text-entry": return combinations(item.key);
      case "numeric": return [item.low + "[:]" + item.high];
      case "matching": case "categorise": return [pairs(item.key)];
      default: return null;
    }
  }

  function words(node) {
    const image = node.querySelector("img");
    return node.textContent.replace(/\s+/g, " ").trim() || (image ? image.alt : "");
  }

  /* [{id, description}] of the nodes that a selector finds, by letter whatever their order on the page. */
  function components(root, selector, id) {
    return ipq.all(root, selector).map((node) => {
      const letter = node.getAttribute("data-letter") || node.getAttribute("data-target");
      return { letter: letter, id: id ? id(letter) : letter, description: zh(words(node.querySelector(".ipq-text, .ipq-put"))) };
    }).sort((a, b) => a.letter < b.letter ? -1 : 1).map((c) => ({ id: c.id, description: c.description }));
  }

  function parts(root, item) {
    const place = (letter) => String(LETTERS.indexOf(letter) + 1);
    switch (item.kind) {
      case "single": case "multiple": return { choices: components(root, ".ipq-options > .ipq-option") };
      case "survey": return { scale: components(root, ".ipq-options > .ipq-option") };
      case "ordering": return { choices: components(root, ".ipq-order > .ipq-row") };
      case "matching": return { source: components(root, ".ipq-slots > .ipq-row", place), target: components(root, ".ipq-tray > li") };
      case "categorise": return { source: components(root, ".ipq-row", place), target: components(root, ".ipq-bin") };
      case "short-answer": return { steps: components(root, ".ipq-criteria .ipq-option") };
      default: return {};
    }
  }

  function stem(root) {
    const legend = root.querySelector("legend").cloneNode(true), more = root.querySelector(".ipq-stem");
    ipq.all(legend, ".ipq-number").forEach((node) => node.parentNode.removeChild(node));
    return ((words(legend) + " " + (more ? words(more) : "")).trim()).slice(0, 300);
  }

  function definition(root, item) {
    const right = patterns(item);
    return Object.assign({ type: ADL + "activities/cmi.interaction", name: zh(stem(root)), interactionType: KINDS[item.kind] }, right ? { correctResponsesPattern: right } : {}, parts(root, item));
  }

  function score(share, points) { return { scaled: round(share), raw: round(share * points), min: 0, max: points }; }

  /* China keeps one time all year. */
  function timestamp(ms) { return new Date(ms + 8 * 3600 * 1000).toISOString().replace("Z", "+08:00"); }

  /* root     the quiz on the page
     key      its key
     record   {phase, group, seat, started, seconds, answers} as for a result code; group and seat are given */
  ipx.statements = function (root, key, record) {
    const byId = ipq.byId(key), page = ipx.home + "quiz/" + key.id + ".html", ended = record.started + record.seconds * 1000;
    const actor = { objectType: "Agent", account: { homePage: ipx.home, name: record.group + "-" + ("0" + record.seat).slice(record.seat > 9 ? 1 : 0) } };
    const registration = uuid(JSON.stringify([actor, page, key.rev, record.phase, record.started]));
    const out = [], total = { share: 0, max: 0 };

    function context(more) {
      return Object.assign({ registration: registration, revision: key.rev, platform: "iplearn", language: "zh-CN", extensions: { [ipx.home + "xapi/phase"]: record.phase } }, more);
    }
    function add(statement) { out.push(Object.assign({ id: uuid(JSON.stringify(statement)) }, statement)); }

    record.answers.forEach((answer) => {
      const item = byId[answer.item], field = root.querySelector('[data-item="' + item.id + '"]'), scored = ipq.isScored(item);
      const share = scored ? ipq.share(item, answer.response) : 0, result = { response: responseOf(item, answer.response), duration: "PT" + (answer.seconds || 0) + "S" };
      if (scored) {
        Object.assign(result, { success: share === 1, score: score(share, item.points) });
        total.share += share * item.points;
        total.max += item.points;
      }
      add({
        actor: actor, verb: verb("answered", "作答"), result: result, timestamp: timestamp(ended),
        object: { objectType: "Activity", id: page + "#" + item.id + "@" + item.rev, definition: definition(field, item) },
        context: context({ contextActivities: { parent: [{ objectType: "Activity", id: page }] } })
      });
    });
    const result = { completion: true, duration: "PT" + record.seconds + "S" }, percent = total.max ? Math.floor(100 * total.share / total.max + 1e-9) : 0;
    if (total.max) result.score = score(total.share / total.max, total.max);
    if (total.max && key.pass) result.success = percent >= key.pass;
    add({
      actor: actor, verb: verb("completed", "完成"), result: result, timestamp: timestamp(ended), context: context({}),
      object: { objectType: "Activity", id: page, definition: { type: ADL + "activities/assessment", name: zh(words(root.querySelector(".ipq-title"))) } }
    });
    return { id: registration, statements: out };
  };
})(window.ipx, window.ipq);
