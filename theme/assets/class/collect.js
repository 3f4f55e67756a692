/* 收结果码: paste, files, photos, camera; and what could not be read, with the character that is wrong. */
(function (ipc) {
  "use strict";
  var ui = ipc.ui, get = ui.get, page = ipc.page, box = page.box, said = get("collect-said");
  /* Browsers without a reader of their own, and plain HTTP, have none: there codes are pasted. */
  var canRead = typeof window.BarcodeDetector === "function" && window.isSecureContext;
  var canFilm = canRead && navigator.mediaDevices && navigator.mediaDevices.getUserMedia;
  var SCAN_EVERY = 300;

  function plural(got) {
    var parts = [];
    if (got.fresh) parts.push("新读到 " + got.fresh + " 个");
    if (got.again) parts.push("重复 " + got.again + " 个");
    if (got.bad) parts.push("读不懂 " + got.bad + " 个");
    return parts.length ? parts.join("，") + "。现在共有 " + box.handed().length + " 个。" : "这里面没有找到结果码。";
  }

  function sum(list) {
    var out = { fresh: 0, again: 0, bad: 0, problems: [] };
    list.forEach(function (got) {
      if (got.problem) out.problems.push(got.problem);
      else ["fresh", "again", "bad"].forEach(function (key) { out[key] += got[key]; });
    });
    return out;
  }

  /* Of the codes in one photo. */
  function joined(list) {
    var got = sum(list);
    return got.problems.length ? { problem: got.problems[0] } : got;
  }

  function tell(list) {
    var got = sum(list), words = got.problems.slice();
    if (got.fresh + got.again + got.bad || !words.length) words.unshift(plural(got));
    ui.say(said, words.join(""));
    show();
    page.changed();
  }

  /* ---- What could not be read ---- */

  /* The code in groups, the wrong character marked; a missing one is a gap. */
  function marked(bad) {
    var text = ipc.parts.clean(bad.text), node = ui.el("span", "ipc-code ipc-code--small"), slip = bad.slip;
    var from = bad.position ? bad.position - 1 : -1, long = slip ? slip.found.length : 1;
    for (var i = 0; i <= text.length; i++) {
      if (i === from && slip && slip.kind === "missing") ui.add(node, "mark", "", "＿");
      if (i === text.length) break;
      if (i && i % 4 === 0) node.appendChild(document.createTextNode("-"));
      if (i >= from && i < from + long && from >= 0) ui.add(node, "mark", "", text[i]);
      else node.appendChild(document.createTextNode(text[i]));
    }
    return node;
  }

  function badLine(bad) {
    var line = ui.el("li"), go = ui.el("div", "ipc-go");
    ui.add(line, "p", "ipc-where", bad.source.replace(/:(\d+)$/, "，第 $1 行"));
    if (!bad.file) line.appendChild(marked(bad));
    ui.add(line, "p", "", bad.problem);
    if (bad.mended) go.appendChild(ui.button("照这样改", false, function () { done(bad, box.mend(bad) === "bad" ? "改了还是读不懂。" : "改好了一个。"); }));
    go.appendChild(ui.button("不要这个", true, function () {
      box.drop(bad);
      done(bad, "去掉了一个。");
    }));
    line.appendChild(go);
    return line;
  }

  function done(bad, words) {
    show();
    page.changed();
    ui.say(said, words + (box.bad.length ? "还有 " + box.bad.length + " 个读不懂。" : ""));
    var next = get("bad").querySelector("button") || get("paste");
    next.focus();
  }

  function fill(id, lines) {
    var list = get(id).querySelector("ul");
    list.textContent = "";
    lines.forEach(function (line) { list.appendChild(line); });
    get(id).hidden = !lines.length;
  }

  function show() {
    fill("bad", box.bad.map(badLine));
    get("clear").hidden = !box.handed().length && !box.bad.length;
  }

  page.listeners.push(function () {
    var odd = ipc.oddities(box.handed(), page.classNow(), page.seats, Date.now());
    fill("odd", odd.map(function (words) { return ui.el("li", "", words); }));
  });

  /* ---- Ways in ---- */

  /* What was in `text`, once the page knows the quizzes it is about. */
  function put(text, name) {
    return ipc.fetched(text).then(function () { return box.add(text, name); }, function () { return { problem: ipc.AWAY }; });
  }

  function paste(event) {
    var text = get("paste").value;
    event.preventDefault();
    var slow = setTimeout(function () { ui.say(said, "正在取题目……"); }, 500);
    put(text, "粘贴").then(function (got) {
      clearTimeout(slow);
      if (got.problem !== ipc.AWAY && get("paste").value === text) get("paste").value = "";
      tell([got]);
    });
  }

  /* UTF-8, else what Windows here writes; Notepad's “Unicode” says so itself. */
  function decodeText(buffer) {
    var bytes = new Uint8Array(buffer);
    if (bytes[0] === 255 && bytes[1] === 254) return new TextDecoder("utf-16le").decode(bytes);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (e) { return new TextDecoder("gb18030").decode(bytes); }
  }

  function readBuffer(file) {
    return new Promise(function (resolve, reject) {
      var reader = new FileReader();
      reader.onload = function () { resolve(reader.result); };
      reader.onerror = reject;
      reader.readAsArrayBuffer(file);
    });
  }

  function readPicture(file) {
    if (!canRead) return Promise.resolve({ problem: file.name + "是照片，这个浏览器不会读二维码。请让学生把结果码复制给您，贴到上面。" });
    return createImageBitmap(file).then(detect).then(function (texts) {
      return texts.length ? Promise.all(texts.map(function (text) { return put(text, file.name); })).then(joined) : { problem: file.name + "里没有认出二维码。拍近一点、摆正再试，或者贴结果码。" };
    });
  }

  function readFile(file) {
    var read = /^image\//.test(file.type) ? readPicture(file) : readBuffer(file).then(function (buffer) {
      return put(decodeText(buffer), file.name);
    });
    return read.catch(function () { return { problem: file.name + "打不开。" }; });
  }

  function readFiles(files) {
    Promise.all(Array.prototype.map.call(files, readFile)).then(tell);
  }

  function detect(picture) {
    return new window.BarcodeDetector({ formats: ["qr_code"] }).detect(picture).then(function (codes) {
      return codes.map(function (code) { return code.rawValue; });
    });
  }

  /* ---- Camera ---- */

  var stream = null;

  function stop() {
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
    get("video").textContent = "";
    get("video").hidden = true;
    get("camera").focus();
  }

  function film() {
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (got) {
      var video = ui.add(get("video"), "video", "", "", { playsinline: "", "aria-label": "摄像头画面" });
      stream = got;
      video.muted = true;
      video.srcObject = got;
      var playing = video.play();
      if (playing) playing.catch(function () { /* stopped before the first picture came: nothing to say */ });
      var close = get("video").appendChild(ui.button("停止扫码", true, stop));
      get("video").hidden = false;
      close.focus();
      ui.say(said, "把学生屏幕上的码对准摄像头，一个接一个。");
      scan(video, {});
    }, function () { ui.say(said, "没有打开摄像头。请在浏览器里允许使用摄像头，或者贴结果码。"); });
  }

  /* The same code stays in view for many pictures: it is told once. */
  function scan(video, seen) {
    if (!stream) return;
    detect(video).then(function (texts) {
      texts.filter(function (text) { return !seen["#" + text]; }).forEach(function (text) {
        seen["#" + text] = true;
        put(text, "扫码").then(function (got) {
          if (got.problem) delete seen["#" + text];
          tell([got]);
        });
      });
    }, function () { /* a picture that is not ready yet: the next one will be */ }).then(function () {
      setTimeout(function () { scan(video, seen); }, SCAN_EVERY);
    });
  }

  /* ---- */

  function clear() {
    if (!window.confirm("读入的结果码会全部清空。要清空吗？")) return;
    page.box = box = ipc.newBox(ipc.catalogue);
    show();
    page.changed();
    ui.say(said, "已清空。");
    get("paste").focus();
  }

  function setUpDrop() {
    var place = get("drop");
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      place.addEventListener(name, function (event) {
        event.preventDefault();
        place.classList.toggle("is-over", name === "dragover");
        if (name === "drop") readFiles(event.dataTransfer.files);
      });
    });
  }

  get("collect").addEventListener("submit", paste);
  get("files").addEventListener("change", function () {
    readFiles(get("files").files);
    get("files").value = "";
  });
  get("clear").addEventListener("click", clear);
  get("camera").addEventListener("click", function () { if (!stream) film(); });
  get("camera").hidden = !canFilm;
  get("photo-too").hidden = !canRead;
  get("photo-note").textContent = canRead ? "" : window.isSecureContext ? "这个浏览器不会读二维码，请学生复制结果码发给您。" :
    "这个网址不是 https 开头的，浏览器不让用摄像头。请学生复制结果码发给您。";
  setUpDrop();
})(window.ipc);
