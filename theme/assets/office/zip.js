/* Files -> a zip without compression, and text -> XML text: what .xlsx and .docx have in common. Same files, same bytes. */
(function (ipo) {
  "use strict";

  /* What XML 1.0 cannot hold at all becomes a visible gap. */
  ipo.escape = function (text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/\r/g, "&#13;");
  };

  var CRC = [];
  for (var n = 0; n < 256; n++) {
    for (var c = n, k = 0; k < 8; k++) c = c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1;
    CRC[n] = c;
  }

  function crc(bytes) {
    var out = -1;
    for (var i = 0; i < bytes.length; i++) out = out >>> 8 ^ CRC[(out ^ bytes[i]) & 255];
    return ~out >>> 0;
  }

  /* [value, length in bytes] pairs, lowest byte first */
  function numbers(pairs) {
    var out = [];
    pairs.forEach(function (pair) { for (var i = 0; i < pair[1]; i++) out.push(Math.floor(pair[0] / Math.pow(256, i)) & 255); });
    return out;
  }

  /* [[path, text]] -> Uint8Array */
  ipo.zip = function (files) {
    var chunks = [], directory = [], at = 0;
    function add(bytes) { chunks.push(bytes); at += bytes.length; }
    files.forEach(function (file) {
      var name = new TextEncoder().encode(file[0]), data = new TextEncoder().encode(file[1]);
      /* version 2.0, names in UTF-8, stored, 1980-01-01 */
      var about = [[20, 2], [0x800, 2], [0, 2], [0, 2], [33, 2], [crc(data), 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2]];
      directory.push([numbers([[0x02014b50, 4], [20, 2]].concat(about, [[0, 2], [0, 2], [0, 2], [0, 4], [at, 4]])), name]);
      add(numbers([[0x04034b50, 4]].concat(about)));
      add(name);
      add(data);
    });
    var start = at;
    directory.forEach(function (entry) { entry.forEach(add); });
    add(numbers([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [at - start, 4], [start, 4], [0, 2]]));
    var out = new Uint8Array(at), to = 0;
    chunks.forEach(function (chunk) { out.set(chunk, to); to += chunk.length; });
    return out;
  };
})(window.ipo = window.ipo || {});
