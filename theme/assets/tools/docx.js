/* Paragraphs -> a .docx file: the fewest parts Word, WPS and LibreOffice ask for. The same paragraphs give the same bytes. */
(function (ipt, ipo) {
  "use strict";
  var HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  var OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  var MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  var TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

  /* Sizes are half points, spaces twentieths of a point. */
  function style(id, name, more, based) {
    return '<w:style w:type="paragraph"' + (based ? "" : ' w:default="1"') + ' w:styleId="' + id + '"><w:name w:val="' + name + '"/>' +
      (based ? '<w:basedOn w:val="Normal"/>' : "") + '<w:qFormat/>' + more + "</w:style>";
  }

  var FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>';
  var STYLES = '<w:styles xmlns:w="' + MAIN + '"><w:docDefaults><w:rPrDefault><w:rPr>' + FONT + '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>' +
    style("Normal", "Normal", '<w:pPr><w:spacing w:after="60" w:line="340" w:lineRule="auto"/></w:pPr>') +
    style("Title", "Title", '<w:pPr><w:spacing w:before="60" w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr>', true) +
    style("Heading1", "heading 1", '<w:pPr><w:keepNext/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>', true) +
    style("Item", "Item", '<w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr>', true) +
    style("Closing", "Closing", '<w:pPr><w:jc w:val="right"/></w:pPr>', true) + "</w:styles>";
  var NAMES = { title: "Title", head: "Heading1", item: "Item", right: "Closing" };

  function paragraph(entry) {
    var name = NAMES[entry[0]];
    return "<w:p>" + (name ? '<w:pPr><w:pStyle w:val="' + name + '"/></w:pPr>' : "") + '<w:r><w:t xml:space="preserve">' + ipo.escape(entry[1]) + "</w:t></w:r></w:p>";
  }

  /* [[style, text]]; styles: title, head, text, item, right -> Uint8Array */
  ipt.docx = function (paragraphs) {
    return ipo.zip([
      ["[Content_Types].xml", '<Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
        '<Override PartName="/word/document.xml" ContentType="' + TYPE + 'document.main+xml"/><Override PartName="/word/styles.xml" ContentType="' + TYPE + 'styles+xml"/></Types>'],
      ["_rels/.rels", '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="rId1" Type="' + OFFICE + '/officeDocument" Target="word/document.xml"/></Relationships>'],
      ["word/document.xml", '<w:document xmlns:w="' + MAIN + '"><w:body>' + paragraphs.map(paragraph).join("") +
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>'],
      ["word/_rels/document.xml.rels", '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="rId1" Type="' + OFFICE + '/styles" Target="styles.xml"/></Relationships>'],
      ["word/styles.xml", STYLES]
    ].map(function (part) { return [part[0], HEAD + part[1]]; }));
  };
})(this.ipt = this.ipt || {}, this.ipo = this.ipo || {});
