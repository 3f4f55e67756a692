"""`build.py kits`: makes the campaign kits that changed, keeps the rest; and reads a filled summary form back into a report."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from iplearn.diagnostics import Diagnostic, Place, Report, error
from iplearn.model.content import KIND_LABELS
from iplearn.model.project import Project
from iplearn.products.publicity_kit.parts import edition, key, kit_parts, lacking
from iplearn.reading.packs import KITS, forget, publish, read_entries, read_entry, store, stored_key
from iplearn.shell.making import asset_reader, program_digest, run_jobs


def make_kits(root: Path, project: Project, day: date, campaigns: Sequence[str] = ()) -> tuple[list[str], list[Diagnostic]]:
    """Makes the kits of `campaigns` (all by default) that are not there as they should be; (made, problems)."""
    wanted = sorted(campaigns or (c.id for c in project.campaigns))
    read_asset = asset_reader(root)
    program = program_digest(root) if wanted else ""
    jobs: list[tuple[str, str, date, date | None]] = []
    found: list[Diagnostic] = []
    for name in wanted:
        parts = kit_parts(project, name)
        if parts is None:
            if campaigns:
                missing = "、".join(KIND_LABELS[kind] for kind in lacking(project, name)) or "data/kits.yml"
                found.append(error(Place("data/campaigns.yml", project.lines.get("data/campaigns.yml", {}).get(name, 1)), "campaign/incomplete", f"“{name}”的材料包做不了，缺：{missing}。", f"在 content/campaign/{name}/ 里补上。"))
            forget(root, name, KITS)
            continue
        digest = key(parts, day, program, read_asset)
        if stored_key(name, root, KITS) != digest:
            jobs.append((name, digest, *edition(parts, day)))
    if not campaigns:
        for gone in {e.id for e in read_entries(root, KITS)} - set(wanted):
            forget(root, gone, KITS)
    made: list[str] = []
    for name, problems in run_jobs("材料包", lambda job: _make(root, project, job, read_asset), jobs):
        found += problems
        made += [] if any(d.is_error for d in problems) else [name]
    return made, found


def _make(root: Path, project: Project, job: tuple[str, str, date, date | None], read_asset: Callable[[str], bytes | None]) -> tuple[str, list[Diagnostic]]:
    # The document libraries take a second to import: a build in which nothing changed does without.
    from iplearn.products.publicity_kit.files import problems
    from iplearn.products.publicity_kit.pack import make_kit
    from iplearn.products.publicity_kit.papers import KitPapers

    name, digest, day, changes = job
    parts = kit_parts(project, name)
    assert parts is not None
    papers = KitPapers(parts, day, read_asset)
    files = [*(p.file for p in parts.pages), parts.quiz.file]
    texts = {file: (root / file).read_text(encoding="utf-8", errors="replace") for file in files if (root / file).is_file()}
    found = problems(papers, texts)
    if any(d.is_error for d in found):
        forget(root, name, KITS)
        return name, found
    kit = make_kit(papers, changes, digest)
    store(root, digest, kit.entry, kit.files, kit.zip, KITS)
    return name, found


def kits(root: Path, project: Project, found: Sequence[Diagnostic], day: date, campaigns: Sequence[str], out: Path | None) -> int:
    """The command. Exit code 1 where the content has errors or a kit asked for by name cannot be made."""
    known = {c.id for c in project.campaigns}
    unknown = [name for name in campaigns if name not in known]
    if unknown:
        print(f"没有这个活动：{'、'.join(unknown)}。有：{'、'.join(sorted(known)) or '一个也没有'}。", file=sys.stderr)
        return 2
    started = time.perf_counter()
    made, problems = make_kits(root, project, day, campaigns)
    if problems:
        print("\n".join(Report(problems).lines(colour=sys.stdout.isatty())))
    entries = [e for e in (read_entry(n, root, KITS) for n in (campaigns or [e.id for e in read_entries(root, KITS)])) if e]
    if out is not None:
        publish(root, out, tuple(e.id for e in entries), KITS)
    size = sum(e.zip_size for e in entries)
    print(f"材料包 {len(entries)} 个（{size / 1e6:.1f} MB），这次做了 {len(made)} 个，用时 {time.perf_counter() - started:.1f} 秒，在 {(out or root / KITS).as_posix()}/。")
    return 1 if set(campaigns) - {e.id for e in entries} or Report([*found, *problems]).errors else 0


def campaign_report(project: Project, file: Path, out: Path, day: date) -> int:
    """The filled 总结表 as DOCX and PDF. All mistakes of the form are told at once, and then nothing is written."""
    from iplearn.documents.pdf import pdf
    from iplearn.documents.word import docx
    from iplearn.products.publicity_kit.summary_form import read_form, report
    from iplearn.results.spreadsheets import Unreadable, rows

    if project.kits is None or project.site is None:
        print("data/kits.yml 或者 data/site.yml 读不了，先运行 check。", file=sys.stderr)
        return 1
    try:
        campaign, year, filled, found = read_form(rows(file), file.name, project.kits, project.campaigns)
    except (OSError, Unreadable) as problem:
        print(f"{file}：{problem}", file=sys.stderr)
        return 1
    told = Report(found)
    if told.items:
        print("\n".join(told.lines(colour=sys.stdout.isatty())))
    if told.errors or campaign is None:
        return 1
    paper = report(campaign, year, filled, day, project.site.name)
    out.mkdir(parents=True, exist_ok=True)
    name = f"{campaign.id}-{year}-总结" if year else f"{campaign.id}-总结"
    (out / f"{name}.docx").write_bytes(docx(paper))
    (out / f"{name}.pdf").write_bytes(pdf(paper))
    print(f"总结做好了：{(out / name).as_posix()}.docx 和 .pdf（{len(filled)} 行数字）。")
    return 0
