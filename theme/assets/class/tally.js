/* What a class answered, item by item: how many were right, and which wrong answer was given most. No page here.
   Of each learner the first try counts. */
(function (ipc) {
  "use strict";
  var TRUTH = { T: "对", F: "错" };

  function count(list) {
    var seen = {}, best = null;
    list.forEach(function (value) { seen["#" + value] = (seen["#" + value] || 0) + 1; });
    Object.keys(seen).sort().forEach(function (key) {
      if (!best || seen[key] > best.times) best = { value: key.slice(1), times: seen[key] };
    });
    return best;
  }

  function named(item, letter) {
    if (item.kind === "true-false") return TRUTH[letter];
    return letter + ". " + item.texts[item.kind === "ordering" ? item.key.indexOf(letter) : ipc.parts.LETTERS.indexOf(letter)];
  }

  /* Every mistake in one response, in words. */
  function mistakes(item, response) {
    var given = typeof response === "string" ? response : response.join("");
    switch (item.kind) {
      case "single": case "true-false": return given && given !== item.key ? [named(item, given)] : [];
      case "multiple":
        return given ? item.texts.map(function (text, i) { return ipc.parts.LETTERS[i]; }).filter(function (letter) {
          return given.indexOf(letter) >= 0 !== item.key.indexOf(letter) >= 0;
        }).map(function (letter) { return (given.indexOf(letter) >= 0 ? "多选了 " : "漏选了 ") + named(item, letter); }) : [];
      case "ordering":
        return given && given !== item.key ? [given.split("").map(function (letter) { return item.texts[item.key.indexOf(letter)]; }).join(" → ")] : [];
      case "matching": case "categorise":
        return item.rows.map(function (row, i) {
          return given && given[i] !== item.key[i] && given[i] !== "-" ? row + " → " + item.texts[ipc.parts.LETTERS.indexOf(given[i])] : "";
        }).filter(Boolean);
      case "numeric":
        if (!given || ipc.scoreOf(item, given).score) return [];
        return [given === "?" ? "写的不是数" : given + (item.unit ? " " + item.unit : "")];
      case "text-entry":
        return response.map(function (typed, i) {
          if (!typed.trim() || window.ipq.acceptedIndex(item.key[i], typed) >= 0) return "";
          /* A code does not carry what was typed. */
          return (item.key.length > 1 ? "第 " + (i + 1) + " 空" : "") + (typed === "?" ? "写了别的" : "“" + typed.slice(0, 20) + "”");
        }).filter(Boolean);
      default: return [];
    }
  }

  /* {item, n, right, empty, rate, mistake: {value, times} | null, votes: [[text, times]] for a survey} */
  function tallyItem(item, responses) {
    var out = { item: item, n: responses.length, right: 0, empty: 0, sum: 0, mistake: null, votes: null }, wrong = [];
    responses.forEach(function (response) {
      var outcome = ipc.scoreOf(item, response);
      out.sum += outcome.max ? outcome.score / outcome.max : 0;
      if (outcome.max && outcome.score === outcome.max) out.right++;
      if (!ipc.asText(item, response)) out.empty++;
      wrong = wrong.concat(mistakes(item, response));
    });
    out.rate = out.n ? out.sum / out.n : 0;
    out.mistake = count(wrong);
    if (item.kind === "survey") {
      out.votes = item.texts.map(function (text, i) {
        return [text, responses.filter(function (r) { return r === ipc.parts.LETTERS[i]; }).length];
      });
    }
    return out;
  }

  /* The share of points an attempt earned, null where nothing in it is scored. */
  ipc.percent = function (attempt) {
    var got = 0, of = 0;
    attempt.answers.forEach(function (answer) {
      var item = attempt.items.filter(function (i) { return i.id === answer.item; })[0], outcome = ipc.scoreOf(item, answer.response);
      got += outcome.score;
      of += outcome.max;
    });
    return of ? got / of : null;
  };

  /* `handed` of one class, quiz and phase -> {attempts, learners, mean, items: [tallyItem]}; only first tries.
     Two revisions of an item are two lines, because they were two questions. */
  ipc.tally = function (handed) {
    var first = ipc.numbered(handed).filter(function (one) { return one.number === 1; }).map(function (one) { return one.attempt; });
    var byItem = {}, order = [], percents = first.map(ipc.percent).filter(function (x) { return x !== null; });
    first.forEach(function (attempt) {
      attempt.answers.forEach(function (answer) {
        var item = attempt.items.filter(function (i) { return i.id === answer.item; })[0], key = item.id + "/" + item.rev;
        if (!byItem[key]) { byItem[key] = { item: item, at: attempt.items.indexOf(item), responses: [] }; order.push(key); }
        byItem[key].responses.push(answer.response);
      });
    });
    order.sort(function (a, b) { return byItem[a].at - byItem[b].at; });
    return {
      attempts: first,
      mean: percents.length ? percents.reduce(function (a, b) { return a + b; }, 0) / percents.length : null,
      items: order.map(function (key) { return tallyItem(byItem[key].item, byItem[key].responses); })
    };
  };

  /* {n, before, after}: those who handed in both, and what they earned each time. */
  ipc.gain = function (pre, post) {
    var before = {}, out = { n: 0, before: 0, after: 0 };
    pre.forEach(function (attempt) { if (attempt.group) before[ipc.learner(attempt)] = ipc.percent(attempt); });
    post.forEach(function (attempt) {
      var now = ipc.percent(attempt), then = before[ipc.learner(attempt)];
      if (typeof then !== "number" || now === null) return;
      out.n++;
      out.before += then;
      out.after += now;
    });
    if (out.n) { out.before /= out.n; out.after /= out.n; }
    return out;
  };

  /* Seats from 1 to `seats`, but for those nobody has, that none of `attempts` came from. */
  ipc.missingSeats = function (attempts, seats, nobody) {
    var here = attempts.map(function (a) { return a.seat; }), out = [];
    for (var seat = 1; seat <= seats; seat++) if (here.indexOf(seat) < 0 && nobody.indexOf(seat) < 0) out.push(seat);
    return out;
  };
})(window.ipc);
