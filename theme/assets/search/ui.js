/* Search: what the reader sees. A search form is enhanced in place: results appear below the box while typing, as plain
   links in a list. ↓ goes into the list, ↑ and ↓ through it, Esc back out; Enter in the box opens the results page,
   where the same list is longer. Text reaches the page as text nodes only. */
(function () {
  "use strict";

  const rank = window.iplearnRank;
  const load = window.iplearnLoad;
  const root = document.documentElement.getAttribute("data-root") || "";
  const IN_PANEL = 5;
  const ON_PAGE = 10;
  const TYPING_PAUSE = 180; // milliseconds
  const PATIENCE = 500;

  function make(tag, className, children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    for (const child of [].concat(children === undefined ? [] : children)) {
      element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    }
    return element;
  }

  function link(href, text) {
    const a = make("a", "", text);
    a.href = href;
    return a;
  }

  function clear(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
  }

  function marked(pieces) {
    return pieces.map((piece) => (piece.hit ? make("mark", "", piece.text) : document.createTextNode(piece.text)));
  }

  function attach(form) {
    const onPage = form.getAttribute("data-search") === "page";
    const input = form.querySelector("input[type=search]");
    const said = make("p", onPage ? "ip-search__note" : "ip-sr");
    said.setAttribute("role", "status");
    const filter = make("fieldset", "ip-search__for", make("legend", "", "写给谁"));
    const choices = make("div", "ip-search__choices");
    const list = make("ol", "ip-search__list");
    const foot = make("p", "ip-search__foot");
    const also = make("p", "ip-search__also");
    const panel = make("div", "ip-search__panel", [filter, also, list, foot]);
    filter.appendChild(choices);
    form.appendChild(said);
    form.appendChild(panel);
    panel.id = input.id + "-panel";
    input.setAttribute("aria-controls", panel.id);

    let turn = 0; // counts queries: an answer that comes after the next question is dropped
    let found = null;
    let asked = "";
    let audience = "";
    let shown = 0;
    let timer = 0;
    let composing = false;

    function say(text) {
      clear(said);
      [].concat(text).forEach((part) => said.appendChild(typeof part === "string" ? document.createTextNode(part) : part));
    }

    function open(yes) {
      panel.hidden = !yes;
    }

    function reset() {
      found = null;
      asked = "";
      say("");
      open(false);
    }

    /** The matches written for the chosen audience. */
    function chosen() {
      const n = found.site.audiences.indexOf(audience);
      return found.matches.filter((match) => rank.isFor(match, n, found.site));
    }

    function ask() {
      const query = input.value.trim();
      if (query === asked && found) return open(true);
      turn += 1;
      if (!query) return reset();
      const mine = turn;
      asked = query;
      const slow = setTimeout(() => mine === turn && say("正在找……"), PATIENCE);
      load
        .find(query)
        .then((answer) => {
          if (mine !== turn) return undefined;
          found = answer;
          return show(onPage ? ON_PAGE : IN_PANEL, mine);
        })
        .catch(() => {
          if (mine !== turn) return;
          found = null;
          open(false);
          say("索引没有取到。请检查网络，再搜一次。");
        })
        .then(() => clearTimeout(slow));
    }

    /** Shows the first `count` results, from where the list stands if it only grows. */
    function show(count, mine) {
      const matches = chosen();
      const wanted = matches.slice(0, count);
      return Promise.all(wanted.map((match) => load.record(match, found))).then((records) => {
        if (mine !== turn) return;
        shown = wanted.length;
        clear(list);
        records.forEach((record) => list.appendChild(result(window.iplearnExcerpt.excerpt(record, found.planned))));
        showFilter();
        showWords();
        showFoot(matches.length);
        tell(matches.length);
        open(true);
      });
    }

    function result(hit) {
      const a = link(root + hit.url, marked(hit.title));
      if (hit.heading) a.appendChild(make("span", "ip-search__where", hit.heading));
      const kind = hit.section && hit.section !== hit.kind ? hit.kind + " · " + hit.section : hit.kind;
      return make("li", "", [a, make("p", "ip-search__text", marked(hit.lines)), make("p", "ip-search__kind", kind)]);
    }

    function showFilter() {
      const focused = choices.contains(document.activeElement);
      clear(choices);
      const names = [""].concat(found.site.audiences);
      names.forEach((name) => {
        const n = found.matches.filter((match) => rank.isFor(match, found.site.audiences.indexOf(name), found.site)).length;
        if (name && !n && name !== audience) return;
        const radio = make("input");
        radio.type = "radio";
        radio.name = "for";
        radio.value = name;
        radio.checked = name === audience;
        const label = make("label", "", [radio, make("span", "", [name || "全部", make("small", "", String(n))])]);
        choices.appendChild(label);
        if (radio.checked && focused) radio.focus();
      });
      filter.hidden = !found.matches.length;
    }

    function showWords() {
      const words = found.planned.also;
      clear(also);
      also.hidden = !words.length || !found.matches.length;
      if (!also.hidden) also.appendChild(document.createTextNode("同时找了：" + words.join("、")));
    }

    function address(name) {
      return root + "search.html?q=" + encodeURIComponent(asked) + (name ? "&for=" + encodeURIComponent(name) : "");
    }

    function showFoot(total) {
      clear(foot);
      foot.hidden = shown >= total;
      if (foot.hidden) return;
      if (!onPage) {
        foot.appendChild(link(address(audience), "看全部 " + total + " 条"));
        return;
      }
      const more = make("button", "ip-button ip-button--quiet", "再看 " + Math.min(ON_PAGE, total - shown) + " 条");
      more.type = "button";
      more.addEventListener("click", () => {
        const next = shown;
        show(shown + ON_PAGE, turn)
          .then(() => links()[next] && links()[next].focus())
          .catch(() => say("索引没有取到。请检查网络，再试一次。"));
      });
      foot.appendChild(more);
    }

    function tell(total) {
      if (total) {
        say("找到 " + total + " 条。" + (onPage ? "" : "按向下键浏览。"));
      } else if (found.matches.length) {
        say("没有写给" + audience + "的。选“全部”有 " + found.matches.length + " 条。");
      } else {
        const map = link(root + "sitemap.html", "网站地图");
        say(["没有找到“" + asked + "”。换一个短些的词试试，或看", map, "。"]);
      }
      said.classList.toggle("ip-sr", !onPage && total > 0);
      said.classList.toggle("ip-search__note", onPage || !total);
    }

    function links() {
      return Array.from(list.querySelectorAll("a"));
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(ask, TYPING_PAUSE);
      if (onPage) remember();
    }

    /** The address tells what is shown, so that it can be kept and sent; a page opened from a file may not change it. */
    function remember() {
      try {
        const query = input.value.trim();
        history.replaceState(null, "", "?q=" + encodeURIComponent(query) + (audience ? "&for=" + encodeURIComponent(audience) : ""));
      } catch (refused) {
        return;
      }
    }

    input.addEventListener("compositionstart", () => (composing = true));
    input.addEventListener("compositionend", () => {
      composing = false;
      later();
    });
    input.addEventListener("input", () => composing || later());
    input.addEventListener("focus", () => {
      if (found && input.value.trim() === asked) open(true);
    });
    choices.addEventListener("change", (event) => {
      audience = event.target.value;
      show(onPage ? ON_PAGE : IN_PANEL, turn).catch(() => say("索引没有取到。请检查网络，再试一次。"));
      if (onPage) remember();
    });

    form.addEventListener("keydown", (event) => {
      if (composing) return;
      const all = links();
      const at = all.indexOf(document.activeElement);
      const inBox = document.activeElement === input;
      if (event.key === "Escape" && !onPage && !panel.hidden) {
        open(false);
        input.focus();
      } else if (event.key === "ArrowDown" && inBox && panel.hidden && input.value.trim()) {
        ask();
      } else if (event.key === "ArrowDown" && (inBox || at >= 0) && all[at + 1] && !panel.hidden) {
        all[at + 1].focus();
      } else if (event.key === "ArrowUp" && at >= 0) {
        (all[at - 1] || input).focus();
      } else if (event.key === "Home" && at >= 0) {
        all[0].focus();
      } else if (event.key === "End" && at >= 0) {
        all[all.length - 1].focus();
      } else {
        return;
      }
      event.preventDefault();
    });

    if (onPage) {
      const asks = new URLSearchParams(location.search);
      audience = asks.get("for") || "";
      if (!input.value) input.value = asks.get("q") || "";
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        clearTimeout(timer);
        remember();
        ask();
      });
    } else {
      const leave = (event) => form.contains(event.target) || open(false);
      ["mousedown", "touchstart", "focusin"].forEach((name) => document.addEventListener(name, leave, { passive: true }));
    }
    open(false);
    load.start();
    if (input.value.trim()) ask();
  }

  document.querySelectorAll("form[data-search]").forEach(attach);
})();
