"""`python build.py COMMAND`: arguments in, exit code out (0 done, 1 the author's input has errors, 2 wrong usage)."""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from iplearn.checks import run_checks
from iplearn.diagnostics import Diagnostic, Report
from iplearn.model.project import Project
from iplearn.reading.project import ProjectReader
from iplearn.shell.clock import build_day, set_build_day
from iplearn.shell.confirm_command import confirm_lines
from iplearn.shell.freeze_command import freeze
from iplearn.shell.laws_command import laws_lines
from iplearn.shell.scaffold import SCAFFOLDS, scaffold

ROOT = Path.cwd()


def main(argv: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    _speak_utf8()
    if not Path("mkdocs.yml").exists():
        print("请在项目文件夹里运行（这里没有 mkdocs.yml）。", file=sys.stderr)
        return 2
    if getattr(args, "date", None):
        set_build_day(args.date)
    return args.run(args)


class _Parser(argparse.ArgumentParser):
    """Says in Chinese what is wrong with a command."""

    _SAID = (
        (r"unrecognized arguments: (.*)", r"多了“\1”"),
        (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"没有“\2”，可以写：\3"),
        (r"the following arguments are required: (.*)", r"还缺：\1"),
        (r"argument (.*?): expected one argument", r"“\1”后面要写一个值"),
        (r"argument (.*?): invalid int value: '(.*)'", r"“\1”要写整数，不能是“\2”"),
    )

    def error(self, message: str) -> NoReturn:
        said = next((re.sub(pattern, chinese, message) for pattern, chinese in self._SAID if re.fullmatch(pattern, message)), message)
        self.print_usage(sys.stderr)
        self.exit(2, f"命令写错了：{said}。看全部命令：python build.py --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="build.py", description="知识产权学堂：检查、生成、预览。")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)

    site = commands.add_parser("site", help="生成网站")
    site.add_argument("--out", type=Path, default=Path("site"), metavar="文件夹", help="放到哪里（默认 site）")
    _add_date(site, "按哪一天生成")
    site.add_argument("--without-packs", action="store_true", help="不做课包和宣传材料包，只带上已经做好的")
    site.set_defaults(run=_site)

    check = commands.add_parser("check", help="检查全部内容，不生成")
    _add_date(check, "按哪一天检查，例如 2027-01-01 施行的新法会不会让哪一页出错")
    check.set_defaults(run=_check)

    serve = commands.add_parser("serve", help="在本机预览，改了文件自动刷新")
    serve.add_argument("--port", type=int, default=8000, metavar="端口")
    _add_date(serve, "按哪一天预览")
    serve.set_defaults(run=_serve)

    packs = commands.add_parser("packs", help="做课包：教案、课件、学习单、小测、各平台的题目")
    packs.add_argument("lesson", nargs="*", metavar="课程号", help="只做这几课、这几个培训模块，例如 L07 T1；不写就做全部")
    packs.add_argument("--out", type=Path, metavar="文件夹", help="另外放一份到这里（平时在 build/packs）")
    _add_date(packs, "按哪一天的法律做")
    packs.set_defaults(run=_packs)

    kits = commands.add_parser("kits", help="做宣传材料包：公众号、海报、广播、报纸、课堂、社区活动、总结表")
    kits.add_argument("campaign", nargs="*", metavar="活动", help="只做这几个活动，例如 ip-week；不写就做全部")
    kits.add_argument("--out", type=Path, metavar="文件夹", help="另外放一份到这里（平时在 build/kits）；和 --report 一起用时，总结放这里")
    kits.add_argument("--report", type=Path, metavar="文件", help="读填好的总结表（.xlsx），做成活动总结")
    _add_date(kits, "按哪一天的法律做")
    kits.set_defaults(run=_kits)

    laws = commands.add_parser("laws", help="列出哪一页引用了哪一条")
    laws.add_argument("--on", type=_day, metavar="日期", help="只列到这一天会失效的引用")
    laws.set_defaults(run=_laws)

    confirm = commands.add_parser("confirm", help="列出要向主管部门核实的事")
    _add_date(confirm, "按哪一天列")
    confirm.set_defaults(run=_confirm)

    freeze = commands.add_parser("freeze", help="把现在的题目和答案存档（改了题目以后、发布以前运行）")
    _add_date(freeze, "记作哪一天存档")
    freeze.set_defaults(run=_freeze)

    reports = commands.add_parser("reports", help="从成绩做各校和全市的报告（只给学校和市里看）")
    reports.add_argument("--results", type=Path, required=True, metavar="文件夹", help="成绩放在哪里：结果码、表格、别的平台导出的都行")
    reports.add_argument("--schools", type=Path, metavar="文件", help="学校名单（默认是成绩文件夹里的 schools.csv）")
    reports.add_argument("--out", type=Path, required=True, metavar="文件夹", help="报告放到哪里；上次发布的记录也在里面，不要删")
    reports.add_argument("--engine", choices=("duckdb", "spark", "clickhouse"), default="duckdb", help="用什么统计（默认 duckdb）")
    reports.add_argument("--lrs", metavar="网址", help="先从学习记录库取 xAPI 记录，放进成绩文件夹；用户名和密码在环境变量里")
    reports.add_argument("--publish-summary", action="store_true", help="另写 data/summary.yml，网站照它公开全市的几个数（不写就什么也不公开）")
    _add_date(reports, "按哪一天做")
    reports.set_defaults(run=_reports)

    demo = commands.add_parser("demo-results", help="编一批示例成绩，看看报告长什么样")
    demo.add_argument("--schools", type=int, default=6, metavar="几所", help="几所学校（默认 6）")
    demo.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪里")
    _add_date(demo, "编到哪一天为止")
    demo.set_defaults(run=_demo)

    new = commands.add_parser("new", help="新建一份空白稿")
    new.add_argument("kind", choices=sorted(SCAFFOLDS), help="explainer 解答、lesson 课程、module 培训模块、quiz 测验")
    new.add_argument("id", help="编号，例如 E47")
    _add_date(new, "写进信息块的日期")
    new.set_defaults(run=_new)
    return parser


def _add_date(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--date", type=_day, metavar="日期", help=f"{what}（默认今天，北京时间）")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，写成 2027-01-01 这样") from None


def _site(args: argparse.Namespace) -> int:
    from iplearn.shell.site_command import build  # MkDocs takes a moment to import; check does without it

    # A build leaves little in circles and ends soon: looking for them takes a tenth of its time, and workers forked
    # from it would copy what they look at.
    gc.disable()
    try:
        return build(ROOT, args.out, packs=not args.without_packs)
    finally:
        gc.enable()


def _serve(args: argparse.Namespace) -> int:
    from iplearn.shell.site_command import serve

    return serve(ROOT, args.port)


def _check(args: argparse.Namespace) -> int:
    project, found = ProjectReader(ROOT, keep=True).read()
    report = Report([*found, *run_checks(project, build_day())])
    print("\n".join(report.lines(colour=sys.stdout.isatty())))
    return 1 if report.errors else 0


def _packs(args: argparse.Namespace) -> int:
    from iplearn.shell.packs_command import packs

    project, found, sound = _read_to_print("课包")
    return packs(ROOT, project, found, build_day(), args.lesson, args.out) if sound else 1


def _read_to_print(what: str) -> tuple[Project, list[Diagnostic], bool]:
    """(project, problems met while reading, whether it may be printed); its errors are told. The aids to writing are `check`'s."""
    project, found = ProjectReader(ROOT, passages=False, keep=True).read()
    report = Report([*found, *run_checks(project, build_day(), writing=False)])
    if report.errors:
        print("\n".join(Report(report.errors).lines(colour=sys.stdout.isatty())))
        print(f"有错误，没有做{what}；改好后再运行一次。", file=sys.stderr)
    return project, found, not report.errors


def _kits(args: argparse.Namespace) -> int:
    if args.report is not None:
        try:
            from iplearn.shell.kits_command import campaign_report

            return campaign_report(ProjectReader(ROOT, passages=False, keep=True).read()[0], args.report, args.out or Path("reports"), build_day())
        except ModuleNotFoundError as missing:
            print(f"读总结表还缺 {missing.name}。运行 make reports，或者：.venv/bin/python -m pip install -r requirements-reports.lock", file=sys.stderr)
            return 2
    from iplearn.shell.kits_command import kits

    project, found, sound = _read_to_print("材料包")
    return kits(ROOT, project, found, build_day(), args.campaign, args.out) if sound else 1


def _laws(args: argparse.Namespace) -> int:
    project, found = ProjectReader(ROOT, keep=True).read()
    errors = Report(found).errors
    if errors:
        print("\n".join(Report(errors).lines(colour=sys.stdout.isatty())), file=sys.stderr)
    print("\n".join(laws_lines(project, build_day(), args.on)))
    return 1 if errors else 0


def _confirm(args: argparse.Namespace) -> int:
    project, found = ProjectReader(ROOT, keep=True).read()
    errors = Report(found).errors
    if errors:
        print("\n".join(Report(errors).lines(colour=sys.stdout.isatty())), file=sys.stderr)
    print("\n".join(confirm_lines(project, build_day())))
    return 1 if errors else 0


def _freeze(args: argparse.Namespace) -> int:
    return freeze(ROOT)


def _reports(args: argparse.Namespace) -> int:
    try:
        from iplearn.shell.reports_command import make_reports
    except ModuleNotFoundError as missing:
        print(f"做报告还缺 {missing.name}。运行 make reports，或者：.venv/bin/python -m pip install -r requirements-reports.lock", file=sys.stderr)
        return 2
    return make_reports(ROOT, args.results, args.schools, args.out, args.engine, build_day(), args.publish_summary, args.lrs)


def _demo(args: argparse.Namespace) -> int:
    if not 1 <= args.schools <= 100:
        print("示例学校可以编 1 到 100 所。", file=sys.stderr)
        return 2
    from iplearn.shell.demo_command import make_demo

    return make_demo(ROOT, args.schools, args.out, build_day())


def _new(args: argparse.Namespace) -> int:
    written, problem = scaffold(ROOT, args.kind, args.id, build_day())
    if problem:
        print(problem, file=sys.stderr)
        return 2
    for path in written:
        print(f"已新建 {path.relative_to(ROOT).as_posix()}")
    print("写好后运行：python build.py check")
    return 0


def _speak_utf8() -> None:
    """Windows consoles may not speak UTF-8; a message must never crash on its own characters."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
