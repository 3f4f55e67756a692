"""A campaign's kit: one folder of Markdown for all channels, as one zip and singly.

    parts = kit_parts(project, "ip-week")                   # parts: what belongs to it; light to import
    papers = KitPapers(parts, day, read_asset)              # papers
    problems(papers, source) -> diagnostics                 # files: to be asked first, in the process that prints
    make_kit(papers, changes, digest) -> MadePack           # pack

Nothing is written here. Same campaign, same edition: same bytes. The modules are imported by name, as those of
lesson packs are.
"""
