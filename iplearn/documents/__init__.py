"""Papers, decks, workbooks and posters as files.

    blocks = BlockMaker(day=day, picture=…, address=…).blocks(page.document.html)
    paper = Paper("四个抽屉", blocks, day, kind="教案")
    problems(paper, source_text)        -> diagnostics: a glyph no font has, a picture nobody can read
    docx(paper) pdf(paper) pptx(deck) handout(deck) xlsx(workbook) poster_pdf(poster) poster_png(poster) -> bytes

Same values in, same bytes out: dates come from the build day, archives are written in one way only.
Renderers raise for a paper that `problems` finds fault with; they write no files.
"""
