/* Search: fetching the index. By script tags, because a page opened from file:// may fetch nothing else. */
(function (global) {
  "use strict";

  const rank = global.iplearnRank;
  const root = document.documentElement.getAttribute("data-root") || "";
  let waiting = {}; // path -> promise of what it holds
  const arrived = {}; // path -> [digest, value]
  let site = null; // promise of {digest, site}
  let told = null;

  /** Each file of the index calls one of these. */
  global.iplearnSearch = {
    ready: (digest, about) => (told = [digest, about]),
    put: (path, digest, value) => (arrived[path] = [digest, value]),
  };

  function script(path, version) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = root + "assets/search/" + path + ".js" + (version ? "?v=" + version : "");
      tag.onload = resolve;
      tag.onerror = () => reject(new Error(path));
      document.head.appendChild(tag);
    });
  }

  function start(version) {
    waiting = {};
    site = script("index", version).then(() => ({ digest: told[0], site: rank.prepare(told[1]) }));
    site.catch(() => (site = null));
    return site;
  }

  /** One file of the index. Where the site was rebuilt since this page got its index.js, that is fetched again and
      the promise fails with {rebuilt: true}. */
  function fetchOne(path, digest) {
    if (!waiting[path]) {
      waiting[path] = script(path, digest).then(() => {
        const file = arrived[path];
        if (file[0] === digest) return file[1];
        start(file[0]);
        throw { rebuilt: true };
      });
      waiting[path].catch(() => delete waiting[path]);
    }
    return waiting[path];
  }

  /** {planned, matches, site, digest} of a query. */
  function find(query, again) {
    return (site || start()).then((now) => {
      const planned = rank.plan(query, now.site);
      const paths = rank.needs(planned, now.site);
      return Promise.all(paths.map((path) => fetchOne(path, now.digest))).then(
        (texts) => {
          const shards = {};
          paths.forEach((path, i) => (shards[path] = texts[i]));
          return Object.assign({ planned: planned, matches: rank.rank(planned, now.site, shards) }, now);
        },
        (problem) => {
          if (!problem.rebuilt || again) throw problem;
          return find(query, true);
        }
      );
    });
  }

  /** The record behind a match of `found`. */
  function record(match, found) {
    return fetchOne("t/" + match.page + "-" + match.chunk, found.digest);
  }

  global.iplearnLoad = { find, record, start: () => (site || start()).catch(() => null) };
})(window);
