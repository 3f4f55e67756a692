/* Search: fetching the index. By script tags, because a page opened from file:// may fetch nothing else. */
(function (global) {
  "use strict";

  const rank = global.iplearnRank;
  const root = document.documentElement.getAttribute("data-root") || "";
  const waiting = {}; // path -> promise of what it holds
  const arrived = {}; // path -> [digest, value] of files on their way
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
      tag.addEventListener("load", () => tag.remove());
    });
  }

  function start(version) {
    site = script("index", version).then(() => ({ digest: told[0], site: rank.prepare(told[1]) }));
    site.catch(() => (site = null));
    return site;
  }

  /** One file of the index. Fails with {newer: digest} where the site was rebuilt since this page got its `index.js`. */
  function fetchOne(path, digest) {
    if (!waiting[path]) {
      waiting[path] = script(path, digest).then(() => {
        const file = arrived[path];
        delete arrived[path];
        if (file[0] !== digest) throw { newer: file[0] };
        return file[1];
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
          return { planned: planned, matches: rank.rank(planned, now.site, shards), site: now.site, digest: now.digest };
        },
        (problem) => {
          if (!problem.newer || again) throw problem;
          Object.keys(waiting).forEach((path) => delete waiting[path]);
          return start(problem.newer).then(() => find(query, true));
        }
      );
    });
  }

  /** The record behind a match of `found`. */
  function record(match, found) {
    return fetchOne("t/" + match.page + "-" + match.chunk, found.digest);
  }

  global.iplearnLoad = { find: find, record: record, start: () => (site || start()).catch(() => null) };
})(window);
