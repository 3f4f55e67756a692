/* QR codes: text -> modules -> <svg>. ISO/IEC 18004, versions 1 to 10, level M (15 % may be lost), byte and
   alphanumeric mode: 213 bytes, or 311 capitals and digits. */
(function (ipc) {
  "use strict";
  /* For versions 1 to 10: all codewords; check codewords of a block; blocks; the middle alignment pattern's place. */
  var TOTAL = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346], CHECK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26], BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
  var MIDDLE = [22, 24, 26, 28];
  var CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  var MASKS = [
    function (x, y) { return (x + y) % 2; },
    function (x, y) { return y % 2; },
    function (x) { return x % 3; },
    function (x, y) { return (x + y) % 3; },
    function (x, y) { return (Math.floor(x / 3) + Math.floor(y / 2)) % 2; },
    function (x, y) { return x * y % 2 + x * y % 3; },
    function (x, y) { return (x * y % 2 + x * y % 3) % 2; },
    function (x, y) { return ((x + y) % 2 + x * y % 3) % 2; }
  ];
  var EXP = [], LOG = [];
  for (var i = 0, e = 1; i < 255; i++) {
    EXP[i] = e;
    LOG[e] = i;
    e = e << 1 ^ (e > 127 ? 0x11d : 0);
  }

  function push(bits, value, length) {
    while (length--) bits.push(value >>> length & 1);
  }

  /* The bits of `text` in version `v`, or null when it does not fit. */
  function dataBits(text, v) {
    var bits = [], room = 8 * (TOTAL[v - 1] - CHECK[v - 1] * BLOCKS[v - 1]), i;
    if (/^[0-9A-Z $%*+\-./:]*$/.test(text)) {
      push(bits, 2, 4);
      push(bits, text.length, v < 10 ? 9 : 11);
      for (i = 0; i + 1 < text.length; i += 2) push(bits, CAPITALS.indexOf(text[i]) * 45 + CAPITALS.indexOf(text[i + 1]), 11);
      if (i < text.length) push(bits, CAPITALS.indexOf(text[i]), 6);
    } else {
      var bytes = new TextEncoder().encode(text);
      push(bits, 4, 4);
      push(bits, bytes.length, v < 10 ? 8 : 16);
      for (i = 0; i < bytes.length; i++) push(bits, bytes[i], 8);
    }
    if (bits.length > room) return null;
    push(bits, 0, Math.min(4, room - bits.length));
    push(bits, 0, (8 - bits.length % 8) % 8);
    for (i = 0; bits.length < room; i++) push(bits, i % 2 ? 0x11 : 0xec, 8);
    return bits;
  }

  /* Check codewords: the remainder by the generator of their number, over GF(256). */
  function checkWords(words, count) {
    var generator = [1], rest = words.concat(new Array(count).fill(0));
    for (var n = 0; n < count; n++) {
      generator = generator.concat(0).map(function (g, i, all) { return g ^ (i ? times(all[i - 1], EXP[n]) : 0); });
    }
    words.forEach(function (word, at) {
      var lead = rest[at];
      generator.forEach(function (g, i) { rest[at + i] ^= times(g, lead); });
    });
    return rest.slice(words.length);
  }

  function times(a, b) { return a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0; }

  /* All codewords in the order they are drawn: blocks take turns; the later blocks may have one word more. */
  function codewords(bits, v) {
    var words = [], count = BLOCKS[v - 1], data = [], check = [], out = [], at = 0, i;
    for (i = 0; i < bits.length; i += 8) words.push(parseInt(bits.slice(i, i + 8).join(""), 2));
    var short = Math.floor(words.length / count), long = words.length % count;
    for (i = 0; i < count; i++) {
      var length = short + (i >= count - long ? 1 : 0);
      data.push(words.slice(at, at + length));
      check.push(checkWords(data[i], CHECK[v - 1]));
      at += length;
    }
    [data, check].forEach(function (blocks) {
      for (i = 0; i < blocks[count - 1].length; i++) blocks.forEach(function (block) { if (i < block.length) out.push(block[i]); });
    });
    return out;
  }

  /* ---- Drawing. A module is 0 or 1, undefined where data goes. ---- */

  function frame(v) {
    var size = 17 + 4 * v, m = [], i, x, y;
    for (y = 0; y < size; y++) m.push(new Array(size));
    function square(cx, cy, radius, light) {
      for (var dy = -radius; dy <= radius; dy++) for (var dx = -radius; dx <= radius; dx++) {
        var ring = Math.max(Math.abs(dx), Math.abs(dy));
        if (m[cy + dy] && cx + dx >= 0 && cx + dx < size) m[cy + dy][cx + dx] = Number(ring !== light && ring !== 4);
      }
    }
    for (i = 8; i < size - 8; i++) m[6][i] = m[i][6] = Number(i % 2 === 0);
    [[3, 3], [size - 4, 3], [3, size - 4]].forEach(function (c) { square(c[0], c[1], 4, 2); });
    var places = v < 2 ? [] : [6].concat(v < 7 ? [] : MIDDLE[v - 7], size - 7), last = size - 7;
    places.forEach(function (cy) {
      places.forEach(function (cx) {
        if (!(cx === 6 && (cy === 6 || cy === last)) && !(cy === 6 && cx === last)) square(cx, cy, 2, 1);
      });
    });
    if (v > 6) {
      for (i = 0; i < 18; i++) {
        x = i % 3 + size - 11;
        y = Math.floor(i / 3);
        m[y][x] = m[x][y] = bch(v, 0x1f25, 12) >>> i & 1;
      }
    }
    return m;
  }

  /* `value` followed by the remainder of value·x^length */
  function bch(value, generator, length) {
    var rest = value << length, top = generator.toString(2).length - 1;
    for (var i = 31 - top; i >= 0; i--) if (rest >>> i + top & 1) rest ^= generator << i;
    return value << length | rest;
  }

  /* Level M is 00 before the number of the mask. */
  function drawFormat(m, mask) {
    var bits = bch(mask, 0x537, 10) ^ 0x5412, size = m.length;
    for (var i = 0; i < 15; i++) {
      var bit = bits >>> i & 1;
      m[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
      m[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = bit;
    }
    m[size - 8][8] = 1;
  }

  function drawData(m, words, mask) {
    var size = m.length, bit = 0, up = true;
    for (var right = size - 1; right > 0; right -= 2, up = !up) {
      if (right === 6) right = 5;
      for (var step = 0; step < size; step++) {
        var y = up ? size - 1 - step : step;
        for (var x = right; x > right - 2; x--) {
          if (m[y][x] !== undefined) continue;
          var word = words[bit >> 3];
          m[y][x] = (word === undefined ? 0 : word >>> 7 - bit % 8 & 1) ^ Number(MASKS[mask](x, y) === 0);
          bit++;
        }
      }
    }
  }

  /* How hard a symbol is to read, by the standard's four rules. */
  function penalty(m) {
    var size = m.length, out = 0, dark = 0;
    function line(at) {
      var text = "";
      for (var i = 0; i < size; i++) text += at(i);
      (text.match(/0{5,}|1{5,}/g) || []).forEach(function (run) { out += run.length - 2; });
      for (i = 0; i + 11 <= size; i++) if (/^(?:10111010000|00001011101)$/.test(text.slice(i, i + 11))) out += 40;
    }
    m.forEach(function (row, y) {
      line(function (i) { return row[i]; });
      line(function (i) { return m[i][y]; });
      row.forEach(function (module, x) {
        dark += module;
        if (y && x && module + row[x - 1] + m[y - 1][x] + m[y - 1][x - 1] in { 0: 1, 4: 1 }) out += 3;
      });
    });
    return out + 10 * Math.floor(Math.abs(20 * dark / (size * size) - 10));
  }

  /* Rows of 0 and 1 without the quiet zone; null where the text is too long. */
  ipc.qrModules = function (text) {
    for (var v = 1; v <= 10; v++) {
      var bits = dataBits(text, v), best = null;
      if (!bits) continue;
      var words = codewords(bits, v);
      for (var mask = 0; mask < 8; mask++) {
        var m = frame(v);
        drawFormat(m, mask);
        drawData(m, words, mask);
        var cost = penalty(m);
        if (!best || cost < best.cost) best = { cost: cost, modules: m };
      }
      return best.modules;
    }
    return null;
  };

  /* An <svg> that reads in the dark and on paper, with the quiet zone it needs; null where the text is too long. */
  ipc.qr = function (text, label) {
    var modules = ipc.qrModules(text), path = "", SVG = "http://www.w3.org/2000/svg";
    if (!modules) return null;
    modules.forEach(function (row, y) {
      for (var x = 0; x < row.length; x++) {
        var from = x;
        while (row[x]) x++;
        if (x > from) path += "M" + (from + 4) + " " + (y + 4) + "h" + (x - from) + "v1h-" + (x - from) + "z";
      }
    });
    var size = modules.length + 8;
    function node(name, attributes, parent) {
      var made = document.createElementNS(SVG, name);
      Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
      return parent ? parent.appendChild(made) : made;
    }
    var svg = node("svg", { "class": "ipc-qr", viewBox: "0 0 " + size + " " + size, role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
    node("rect", { width: size, height: size, fill: "#fff" }, svg);
    node("path", { d: path, fill: "#000" }, svg);
    return svg;
  };
})(window.ipc = window.ipc || {});
