/* Rows -> an .xlsx file: the fewest parts Excel, WPS and LibreOffice ask for, zipped by office/zip.js.
   Text is always written as text, never as a formula, whatever it begins with. The same rows give the same bytes. */
(function (ipc, ipo) {
  "use strict";
  var HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  var OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  var PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  var TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  var LONGEST_CELL = 32767; /* Excel refuses a file with a longer text */

  function column(n) { return (n > 25 ? column(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + n % 26); }

  function cell(value, x, y) {
    var at = '<c r="' + column(x) + (y + 1) + '"' + (y ? "" : ' s="1"');
    if (typeof value === "number") return at + "><v>" + value + "</v></c>";
    return at + ' t="inlineStr"><is><t xml:space="preserve">' + ipo.escape(value.slice(0, LONGEST_CELL)) + "</t></is></c>";
  }

  function sheetXml(sheet) {
    var widths = sheet.rows[0].map(function (head, x) {
      return '<col min="' + (x + 1) + '" max="' + (x + 1) + '" width="' + ((sheet.widths || [])[x] || 14) + '" customWidth="1"/>';
    });
    var rows = sheet.rows.map(function (row, y) {
      return '<row r="' + (y + 1) + '">' + row.map(function (value, x) { return cell(value, x, y); }).join("") + "</row>";
    });
    return HEAD + '<worksheet xmlns="' + MAIN + '"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      "<cols>" + widths.join("") + "</cols><sheetData>" + rows.join("") + "</sheetData></worksheet>";
  }

  function parts(sheets) {
    function each(make) { return sheets.map(function (sheet, i) { return make(sheet, i + 1); }).join(""); }
    var out = [
      ["[Content_Types].xml", '<Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="' + TYPE + 'sheet.main+xml"/>' +
        '<Override PartName="/xl/styles.xml" ContentType="' + TYPE + 'styles+xml"/>' +
        each(function (sheet, n) { return '<Override PartName="/xl/worksheets/sheet' + n + '.xml" ContentType="' + TYPE + 'worksheet+xml"/>'; }) + "</Types>"],
      ["_rels/.rels", '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="rId1" Type="' + OFFICE + '/officeDocument" Target="xl/workbook.xml"/></Relationships>'],
      ["xl/workbook.xml", '<workbook xmlns="' + MAIN + '" xmlns:r="' + OFFICE + '"><sheets>' +
        each(function (sheet, n) { return '<sheet name="' + ipo.escape(sheet.name) + '" sheetId="' + n + '" r:id="rId' + n + '"/>'; }) + "</sheets></workbook>"],
      ["xl/_rels/workbook.xml.rels", '<Relationships xmlns="' + PACKAGE + 'relationships">' +
        each(function (sheet, n) { return '<Relationship Id="rId' + n + '" Type="' + OFFICE + '/worksheet" Target="worksheets/sheet' + n + '.xml"/>'; }) +
        '<Relationship Id="rId' + (sheets.length + 1) + '" Type="' + OFFICE + '/styles" Target="styles.xml"/></Relationships>'],
      ["xl/styles.xml", '<styleSheet xmlns="' + MAIN + '"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>']
    ].map(function (part) { return [part[0], HEAD + part[1]]; });
    sheets.forEach(function (sheet, i) { out.push(["xl/worksheets/sheet" + (i + 1) + ".xml", sheetXml(sheet)]); });
    return out;
  }

  /* [{name, rows: [[text or number]], widths?: [characters]}] -> Uint8Array. The first row is the header. */
  ipc.xlsx = function (sheets) { return ipo.zip(parts(sheets)); };
})(window.ipc = window.ipc || {}, window.ipo);
