/* Ordering, matching and categorising by buttons, keyboard, mouse and finger. The <select>s of the page without
   script stay in the form as the answer's memory and are hidden. `changed(words)` announces what happened. */
(function (ipq) {
  "use strict";

  ipq.all = function (root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); };

  /* el("button", "ipq-chip", "text", {type: "button"}) */
  ipq.el = function (tag, className, text, attributes) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    return node;
  };

  ipq.button = function (className, text, act, label) {
    var node = ipq.el("button", className, text, { type: "button" });
    if (label) node.setAttribute("aria-label", label);
    if (act) node.addEventListener("click", act);
    return node;
  };

  function words(node) { return node.querySelector(".ipq-text").textContent.trim(); }
  function letter(node) { return node.getAttribute("data-letter"); }
  function byLetter(nodes) { return nodes.slice().sort(function (a, b) { return letter(a) < letter(b) ? -1 : 1; }); }

  /* Into an order that the seed alone decides, whatever the order was before. */
  ipq.scatter = function (list, nodes, random) {
    ipq.shuffled(byLetter(nodes), random).forEach(function (node) { list.appendChild(node); });
  };

  function letters(nodes) { return nodes.map(letter).join(""); }

  /* Calls move(x, y) while a pointer that went down on `from` is dragged, then end(x, y). A finger needs the grip,
     so that it can still scroll the page on the rest. */
  function draggable(from, move, end) {
    if (!window.PointerEvent) return;
    from.addEventListener("pointerdown", function (down) {
      var far = false;
      if (down.button || from.closest(".is-locked") || (down.pointerType !== "mouse" && !/ipq-grip/.test(down.target.className))) return;
      function moved(e) {
        far = far || Math.abs(e.clientX - down.clientX) + Math.abs(e.clientY - down.clientY) > 6;
        if (far) move(e.clientX - down.clientX, e.clientY - down.clientY, e.clientY);
      }
      function up(e) {
        document.removeEventListener("pointermove", moved);
        document.removeEventListener("pointerup", up);
        document.removeEventListener("pointercancel", up);
        if (far) end(e);
      }
      document.addEventListener("pointermove", moved);
      document.addEventListener("pointerup", up);
      document.addEventListener("pointercancel", up);
      if (down.pointerType === "mouse") return;
      down.preventDefault();
    });
  }

  function grip() { return ipq.el("span", "ipq-grip", "⠿", { "aria-hidden": "true" }); }

  function ordering(root, changed) {
    var list = root.querySelector(".ipq-order"), touched = false;
    function rows() { return ipq.all(list, ".ipq-row"); }
    function place(row) { return "“" + words(row) + "”在第 " + (rows().indexOf(row) + 1) + " 位，共 " + rows().length + " 位"; }
    function refresh() {
      rows().forEach(function (row, i, all) {
        var moves = row.querySelectorAll("button");
        moves[0].setAttribute("aria-disabled", i === 0);
        moves[1].setAttribute("aria-disabled", i === all.length - 1);
      });
    }
    function step(row, by) {
      var other = rows()[rows().indexOf(row) + by];
      touched = true;
      if (other) list.insertBefore(row, by < 0 ? other : other.nextSibling);
      refresh();
      changed(place(row));
    }
    rows().forEach(function (row) {
      var moves = ipq.el("span", "ipq-moves"), name = words(row);
      row.querySelector("select").hidden = true;
      row.insertBefore(grip(), row.firstChild);
      [["↑", -1, "上移："], ["↓", 1, "下移："]].forEach(function (m) {
        moves.appendChild(ipq.button("ipq-move", m[0], function (e) { step(row, m[1]); e.target.focus(); }, m[2] + name));
      });
      row.appendChild(moves);
      draggable(row, function (x, y, at) {
        row.classList.add("is-dragged");
        rows().forEach(function (other) {
          var box = other.getBoundingClientRect(), before = other.compareDocumentPosition(row) & 4;
          if (other !== row && at > box.top && at < box.bottom) list.insertBefore(row, before ? other : other.nextSibling);
        });
      }, function () {
        row.classList.remove("is-dragged");
        touched = true;
        refresh();
        changed(place(row));
      });
    });
    refresh();
    return {
      read: function () { return touched ? letters(rows()) : ""; },
      write: function (response) {
        touched = Boolean(response);
        response.split("").forEach(function (l) { list.appendChild(list.querySelector('[data-letter="' + l + '"]')); });
        refresh();
      },
      scatter: function (random) {
        ipq.scatter(list, rows(), random);
        if (letters(rows()) === letters(rows()).split("").sort().join("")) list.appendChild(rows()[0]);
        refresh();
      },
      /* A mark on each row but the last: does the right one stand directly below it? */
      marks: function () {
        var list = rows();
        return list.slice(1).map(function (below, i) {
          return { node: list[i], right: letter(below).charCodeAt(0) - letter(list[i]).charCodeAt(0) === 1, what: "下一项" };
        });
      }
    };
  }

  /* Chips are put on targets: press one, then the other; or drag. put(chip, target) does it. */
  function picker(root, put) {
    var held = null;
    function hold(chip) {
      if (held) held.setAttribute("aria-pressed", "false");
      held = chip === held ? null : chip;
      if (held) held.setAttribute("aria-pressed", "true");
      root.classList.toggle("is-holding", Boolean(held));
    }
    return {
      chip: function (holder) {
        var chip = ipq.button("ipq-chip", "", function () { hold(chip); });
        chip.setAttribute("aria-pressed", "false");
        while (holder.firstChild) chip.appendChild(holder.firstChild);
        chip.insertBefore(grip(), chip.firstChild);
        holder.appendChild(chip);
        draggable(chip, function (x, y) {
          chip.classList.add("is-dragged");
          chip.style.transform = "translate(" + x + "px," + y + "px)";
        }, function (e) {
          chip.classList.remove("is-dragged");
          chip.style.transform = "";
          chip.style.pointerEvents = "none";
          var under = document.elementFromPoint(e.clientX, e.clientY), target = under && under.closest("[data-target]");
          chip.style.pointerEvents = "";
          if (target && root.contains(target)) put(holder, target.getAttribute("data-target"));
          /* The click that follows a drag must not pick the chip up again. */
          held = chip;
          setTimeout(function () { if (held) hold(held); });
        });
        return chip;
      },
      /* null when nothing is held */
      drop: function () {
        var holder = held && held.parentNode;
        if (held) hold(held);
        return holder;
      }
    };
  }


  function valueOf(row) { return row.querySelector("select").value; }

  function slots(root, draw) {
    var rows = byLetter(ipq.all(root, ".ipq-slots > .ipq-row"));
    return {
      rows: rows,
      read: function () { var given = rows.map(function (row) { return valueOf(row) || "-"; }).join(""); return /[A-Z]/.test(given) ? given : ""; },
      write: function (response) {
        rows.forEach(function (row, i) { row.querySelector("select").value = /[A-Z]/.test(response[i]) ? response[i] : ""; });
        draw();
      },
      marks: function (key) { return rows.map(function (row, i) { return { node: row, right: valueOf(row) === key.key[i] }; }); }
    };
  }

  function matching(root, changed) {
    var tray = root.querySelector(".ipq-tray"), chips = ipq.all(tray, "li");
    var pick = picker(root, function (holder, target) { put(letter(holder), target, words(holder)); });
    function row(target) { return root.querySelector('.ipq-row[data-letter="' + target + '"]'); }
    function put(value, target, name) {
      row(target).querySelector("select").value = value;
      draw();
      changed(value ? "“" + words(row(target)) + "”配“" + name + "”" : "“" + words(row(target)) + "”已清空");
    }
    function draw() {
      var used = "";
      model.rows.forEach(function (r) {
        var value = valueOf(r), slot = r.querySelector(".ipq-slot"), chip = value && tray.querySelector('[data-letter="' + value + '"]');
        used += value;
        slot.textContent = chip ? words(chip) : "（空）";
        slot.setAttribute("aria-label", words(r) + "：" + slot.textContent + (chip ? "，按一下清空" : ""));
        slot.classList.toggle("is-filled", Boolean(chip));
      });
      chips.forEach(function (li) { li.classList.toggle("is-used", used.indexOf(letter(li)) >= 0); });
    }
    var model = slots(root, draw);
    model.rows.forEach(function (r) {
      r.querySelector("select").hidden = true;
      r.setAttribute("data-target", letter(r));
      r.appendChild(ipq.button("ipq-slot", "", function () {
        var holder = pick.drop();
        if (holder || valueOf(r)) put(holder ? letter(holder) : "", letter(r), holder && words(holder));
      }));
    });
    chips.forEach(pick.chip);
    model.scatter = function (random) { ipq.scatter(tray, chips, random); };
    draw();
    return model;
  }

  function categorise(root, changed) {
    var list = root.querySelector(".ipq-slots"), boxes = {};
    var pick = picker(root, put);
    function put(row, target) {
      row.querySelector("select").value = target;
      draw();
      changed("“" + words(row) + "”放进“" + boxes[target].name + "”");
    }
    function draw() {
      model.rows.forEach(function (row) { (valueOf(row) ? boxes[valueOf(row)].list : list).appendChild(row); });
    }
    var model = slots(root, draw), holder = ipq.el("div", "ipq-bins");
    ipq.all(model.rows[0], "option").slice(1).forEach(function (option) {
      var box = ipq.el("div", "ipq-bin", "", { "data-target": option.value }), name = option.textContent;
      boxes[option.value] = { name: name, list: ipq.el("ul", "", "", { "aria-label": name }) };
      box.appendChild(ipq.button("ipq-put", name, function () { var row = pick.drop(); if (row) put(row, option.value); }, "放进：" + name));
      box.appendChild(boxes[option.value].list);
      holder.appendChild(box);
    });
    model.rows.forEach(function (row) {
      var select = row.querySelector("select");
      select.hidden = true;
      row.removeChild(select);
      pick.chip(row);
      row.appendChild(select);
    });
    list.parentNode.insertBefore(holder, list.nextSibling);
    model.scatter = function (random) { ipq.scatter(list, model.rows, random); draw(); };
    return model;
  }

  ipq.arrange = { ordering: ordering, matching: matching, categorise: categorise };
})(window.ipq);
