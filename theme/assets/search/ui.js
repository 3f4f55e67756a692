/* Search: what the reader sees. Results appear below the box while typing, as plain links in a list: ↓ goes in, ↑ and ↓
   through, Esc out; Enter in the box opens the results page with a longer list. Text gets in as text nodes only. */
(function () {
  "use strict";

  const rank = window.iplearnRank;
  const load = window.iplearnLoad;
  const root = document.documentElement.getAttribute("data-root") || "";
  const IN_PANEL = 5;
  const ON_PAGE = 10;
  const TYPING_PAUSE = 180; // milliseconds
  const PATIENCE = 500;
  const LOST = "没有取到索引。请检查网络，再搜一次。";

  function make(tag, className, children) {
    const element = document.createElement(tag);
    element.className = className;
    return add(element, children || []);
  }

  function add(element, children) {
    for (const child of [].concat(children)) element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    return element;
  }

  function link(href, text) {
    const a = make("a", "", text);
    a.href = href;
    return a;
  }

  function fill(element, children) {
    while (element.firstChild) element.removeChild(element.firstChild);
    return add(element, children);
  }

  function marked(pieces) {
    return pieces.map((piece) => (piece.hit ? make("mark", "", piece.text) : piece.text));
  }

  function attach(form) {
    const onPage = form.getAttribute("data-search") === "page";
    const input = form.querySelector("input[type=search]");
    const said = make("p", "ip-search__note");
    said.setAttribute("role", "status");
    const filter = make("fieldset", "ip-search__for", make("legend", "", "写给谁"));
    const choices = make("div", "ip-search__choices");
    const list = make("ol", "ip-search__list");
    const foot = make("p", "ip-search__foot");
    const also = make("p", "ip-search__also");
    const panel = make("div", "ip-search__panel", [filter, also, list, foot]);
    add(filter, choices);
    add(form, [said, panel]);
    panel.id = input.id + "-panel";
    input.setAttribute("aria-controls", panel.id);

    let turn = 0; // counts queries: an answer that comes after the next question is dropped
    let found = null;
    let asked = "";
    let audience = "";
    let shown = 0;
    let timer = 0;
    let composing = false;

    /** Tells the state; below a box in the header counts are only read out, since the list itself shows. */
    function say(text, aloud) {
      said.className = aloud && !onPage ? "ip-sr" : "ip-search__note";
      fill(said, text);
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
          say(LOST);
        })
        .then(() => clearTimeout(slow));
    }

    /** Shows the first `count` results for the chosen audience. */
    function show(count, mine) {
      const who = audience;
      const n = found.site.audiences.indexOf(who);
      const matches = found.matches.filter((match) => rank.isFor(match, n, found.site));
      const wanted = matches.slice(0, count);
      return Promise.all(wanted.map((match) => load.record(match, found))).then((records) => {
        if (mine !== turn || who !== audience) return;
        shown = wanted.length;
        fill(list, records.map((record) => result(window.iplearnExcerpt.excerpt(record, found.planned))));
        showFilter();
        showWords();
        showFoot(matches.length);
        tell(matches.length);
        open(true);
      });
    }

    function result(hit) {
      const a = link(root + hit.url, marked(hit.title));
      if (hit.heading) add(a, make("span", "ip-search__where", hit.heading));
      const kind = hit.section && hit.section !== hit.kind ? hit.kind + " · " + hit.section : hit.kind;
      return make("li", "", [a, make("p", "ip-search__text", marked(hit.lines)), make("p", "ip-search__kind", kind)]);
    }

    function showFilter() {
      const focused = choices.contains(document.activeElement);
      const about = found.site;
      fill(choices, []);
      [""].concat(about.audiences).forEach((name) => {
        const n = found.matches.filter((match) => rank.isFor(match, about.audiences.indexOf(name), about)).length;
        if (name && !n && name !== audience) return;
        const radio = make("input", "");
        Object.assign(radio, { type: "radio", name: "for", value: name, checked: name === audience });
        add(choices, make("label", "", [radio, make("span", "", [name || "全部", make("small", "", String(n))])]));
        if (radio.checked && focused) radio.focus();
      });
      filter.hidden = !found.matches.length;
    }

    function showWords() {
      const words = found.matches.length ? found.planned.also : [];
      also.hidden = !words.length;
      fill(also, "同时找了：" + words.join("、"));
    }

    /** What the results page is asked with. */
    function address() {
      return "?q=" + encodeURIComponent(input.value.trim()) + (audience ? "&for=" + encodeURIComponent(audience) : "");
    }

    function showFoot(total) {
      foot.hidden = shown >= total;
      if (!onPage) {
        fill(foot, link(root + "search.html" + address(), "看全部 " + total + " 条"));
        return;
      }
      const more = make("button", "ip-button ip-button--quiet", "再看 " + Math.min(ON_PAGE, total - shown) + " 条");
      more.type = "button";
      more.addEventListener("click", () => {
        const next = shown;
        show(shown + ON_PAGE, turn)
          .then(() => (links()[next] || input).focus())
          .catch(() => say(LOST));
      });
      fill(foot, more);
    }

    function tell(total) {
      if (total) say("找到 " + total + " 条。" + (onPage ? "" : "按向下键浏览。"), true);
      else if (found.matches.length) say("没有写给" + audience + "的。选“全部”有 " + found.matches.length + " 条。");
      else say(["没有找到“" + asked + "”。换一个短些的词试试，或看", link(root + "sitemap.html", "网站地图"), "。"]);
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
        history.replaceState(null, "", address());
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
      show(onPage ? ON_PAGE : IN_PANEL, turn).catch(() => say(LOST));
      if (onPage) remember();
    });

    form.addEventListener("keydown", (event) => {
      if (composing) return;
      const all = links();
      const at = all.indexOf(document.activeElement);
      const inBox = document.activeElement === input;
      if (event.key === "Escape" && !onPage && !panel.hidden) {
        input.focus(); // which opens
        open(false);
      } else if (event.key === "ArrowDown" && inBox && panel.hidden && input.value.trim()) {
        ask();
      } else if (event.key === "ArrowDown" && (inBox || at >= 0) && all[at + 1] && !panel.hidden) {
        all[at + 1].focus();
      } else if (event.key === "ArrowUp" && at >= 0) {
        (all[at - 1] || input).focus();
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
