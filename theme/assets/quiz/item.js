/* One item on the page: reading and writing the response, showing what it earned. */
(function (ipq) {
  "use strict";
  var all = ipq.all, el = ipq.el;

  /* Feedback, explanation and source stand in the page's own <details>; they are shown by copying them. */
  function copies(root, selector) {
    return all(root, ".ipq-answer " + selector).map(function (node) { return node.cloneNode(true); });
  }

  function options(root) { return all(root, ".ipq-options > .ipq-option"); }

  function choice(root) {
    function input(option) { return option.querySelector("input"); }
    return {
      read: function () { return options(root).filter(function (o) { return input(o).checked; }).map(function (o) { return input(o).value; }).sort().join(""); },
      write: function (response) { options(root).forEach(function (o) { input(o).checked = response.indexOf(input(o).value) >= 0; }); },
      marks: function (key) {
        return options(root).filter(function (o) { return input(o).checked; }).map(function (o) {
          return { node: o, right: key.key.indexOf(input(o).value) >= 0 };
        });
      }
    };
  }

  function fields(root, key) {
    var inputs = all(root, ".ipq-blank, textarea");
    var many = key.kind === "text-entry";
    return {
      read: function () { return many ? inputs.map(function (i) { return i.value; }) : inputs[0].value; },
      write: function (response) { inputs.forEach(function (i, n) { i.value = (many ? response[n] : response) || ""; }); },
      marks: function () {
        return inputs.map(function (input, n) {
          return { node: input, right: many ? ipq.acceptedIndex(key.key[n], input.value) >= 0 : ipq.share(key, input.value) === 1 };
        });
      }
    };
  }

  /* The letters an option shows follow its place; its value stays the authored letter. 以上都是 keeps the last place. */
  function scatterOptions(root, random) {
    var list = root.querySelector(".ipq-options");
    var pinned = options(root).filter(function (o) { return /^以上/.test(o.querySelector(".ipq-text").textContent); });
    var free = options(root).filter(function (o) { return pinned.indexOf(o) < 0; });
    ipq.scatter(list, free, random);
    pinned.forEach(function (o) { list.appendChild(o); });
  }

  function reletter(root) {
    options(root).forEach(function (o, i) {
      var shown = o.querySelector(".ipq-letter"), letter = String.fromCharCode(65 + i);
      if (!shown) return;
      shown.textContent = letter + ".";
      all(root, '[data-is="' + o.getAttribute("data-letter") + '"]').forEach(function (node) { node.textContent = letter; });
    });
  }

  /* `changed(words?)` tells every change of the response, `ticked(letters)` the criteria a learner found met. */
  ipq.item = function (root, key, changed, ticked) {
    var model = ipq.arrange[key.kind] ? ipq.arrange[key.kind](root, changed)
      : key.kind === "text-entry" || key.kind === "numeric" || key.kind === "short-answer" ? fields(root, key) : choice(root);
    var box = root.insertBefore(el("div", "ipq-feedback", "", { tabindex: "-1", hidden: "" }), root.querySelector(".ipq-hint, .ipq-answer"));
    var answer = root.querySelector(".ipq-answer"), hints = all(root, ".ipq-hint");

    var criteria = all(root, ".ipq-criteria input");
    function onInput(e) {
      if (criteria.indexOf(e.target) < 0) changed();
      else ticked(criteria.filter(function (c) { return c.checked; }).map(function (c) { return c.value; }).join(""));
    }
    /* Safari told of ticks by "change" alone for long. */
    root.addEventListener("input", onInput);
    root.addEventListener("change", onInput);

    /* Hints come one by one: the next appears when the one before was opened. */
    hints.forEach(function (hint, i) {
      hint.addEventListener("toggle", function () { if (hint.open && hints[i + 1]) hints[i + 1].hidden = false; });
    });

    return {
      root: root, key: key, feedback: box, read: model.read, write: model.write,
      tick: function (letters) { criteria.forEach(function (c) { c.checked = letters.indexOf(c.value) >= 0; }); },
      empty: function () { model.write(key.kind === "text-entry" ? [] : ""); },
      clear: function () {
        box.hidden = true;
        box.textContent = "";
        if (answer) { answer.hidden = true; answer.open = false; }
        hints.forEach(function (hint, i) { hint.open = false; hint.hidden = i > 0; });
        this.unmark();
      },
      unmark: function () {
        all(root, ".is-right, .is-wrong").forEach(function (node) { node.classList.remove("is-right", "is-wrong"); });
        all(root, ".ipq-mark").forEach(function (node) { node.parentNode.removeChild(node); });
      },
      lock: function (locked) {
        all(root, ".ipq-options input, .ipq-blank, textarea, .ipq-move, .ipq-chip, .ipq-slot, .ipq-put").forEach(function (input) { input.disabled = locked; });
        root.classList.toggle("is-locked", locked);
      },
      /* Marks what was answered and says what follows from it. With `final`, the key opens whatever the share. */
      show: function (share, final) {
        this.unmark();
        box.textContent = "";
        box.hidden = false;
        box.className = "ipq-feedback " + (share === null ? "" : share === 1 ? "is-good" : "is-bad");
        box.appendChild(el("p", "ipq-verdict",
          share === null ? key.kind === "survey" ? "谢谢，已记下。" : "对照要点给自己打分。"
            : share === 1 ? "对了" : share > 0 ? "对了一部分" : final ? "不对" : "不对，再想想"));
        (share === null ? [] : model.marks(key)).forEach(function (m) {
          m.node.classList.add(m.right ? "is-right" : "is-wrong");
          var mark = el("span", "ipq-mark", (m.right ? "✓ " : "✗ ") + (m.what || "") + (m.right ? "对" : "不对"));
          var unit = m.node.nextElementSibling; /* 3 年 ✗ 不对, not 3 ✗ 不对 年 */
          if (m.node.tagName === "INPUT") m.node.parentNode.insertBefore(mark, unit && unit.className === "ipq-unit" ? unit.nextSibling : m.node.nextSibling);
          else m.node.appendChild(mark);
        });
        var chosen = model.read();
        copies(root, ".ipq-note").forEach(function (note) {
          if (typeof chosen === "string" && chosen.indexOf(note.getAttribute("data-letter")) >= 0) box.appendChild(note);
        });
        if (share === 1) copies(root, ".ipq-why, .ipq-law").forEach(function (node) { box.appendChild(node); });
        if (answer) {
          answer.hidden = share === 1 && !final;
          answer.open = share === null || (final && share < 1);
        }
      },
      scatter: function (random, shuffleOptions) {
        if (model.scatter) model.scatter(random);
        else if (shuffleOptions && (key.kind === "single" || key.kind === "multiple")) scatterOptions(root, random);
        reletter(root);
      }
    };
  };
})(window.ipq);
