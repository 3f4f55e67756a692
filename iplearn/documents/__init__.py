"""Papers, decks, workbooks and posters as files.

    maker = BlockMaker(day=day, picture=…, address=…)         blocks.py
    blocks = maker.blocks(page.document.html)
    QuizPrinter(quiz, read, maker).paper() | .key()           quiz_blocks.py
    for_pupils(blocks) | for_teachers(blocks) | slides(blocks, title) | handout(deck)   lesson_parts.py
    paper = Paper("四个抽屉", blocks, day, kind="教案")        model/paper.py
    paper_problems(paper, source) -> diagnostics              problems.py: to be asked first
    pdf(paper, style)                                         pdf.py
    first_page(pdf) -> picture                                preview.py
    docx(paper, style)                                        word.py
    pptx(deck)                                                powerpoint.py
    xlsx(workbook)                                            excel.py
    poster_pdf(poster) poster_png(poster)                     poster.py

`style` is TEACHER, PUPIL or YOUNG (design.py). Same values in, same bytes out: dates come from the build day,
archives are written in one way only. Renderers raise for a paper that `problems` finds fault with, and write
no files. To print on several cores fork before anything is printed (see `pdf.Press`).
"""
