"""A lesson's pack: one zip that a teacher unpacks on Sunday and teaches from on Monday, and every file of it singly.

    parts = lesson_parts(project, "L07")                            # parts: what belongs to it; light to import
    day, changes = edition(parts, build_day)
    papers = LessonPapers(parts, day, read_asset)                   # papers
    pack = make_pack(papers, changes, key(parts, …), player)        # pack: everything as bytes
    pack.entry, pack.zip, pack.files

Nothing is written here. Same lesson, same edition: same bytes. The modules are imported by name, so that a build in
which nothing changed loads no document library.
"""
