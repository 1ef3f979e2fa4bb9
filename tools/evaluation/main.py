"""The command line of tools/evaluate."""
import argparse
import json
import pathlib
import shutil
import sys

from . import cases, figures, page, plain, run, score, text

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILDS = ["build/release/domicile", "build/dev/domicile"]


def main(argv=None):
    options = _options(argv)
    chosen = cases.find(options.folder)
    if options.only:
        chosen = [c for c in chosen if any(word in c.id or word in c.groups.values() for word in options.only)]
    if options.medium:
        chosen = [c for c in chosen if c.groups.get("medium", "").startswith(options.medium)]
    chosen = chosen[:: options.every]
    if not chosen:
        print(f"evaluate: no documents with truth in {options.folder}: a truth.json or expected.json per document, or a manifest.jsonl", file=sys.stderr)
        return 2
    program = options.domicile or _program()
    if options.baseline:
        def work(case):
            case.checks = []
            return score.scored(case, [plain.answer(case)])
    elif not program:
        print("evaluate: no domicile program: build one, or name it by --domicile PATH", file=sys.stderr)
        return 2
    else:
        def work(case):
            return score.scored(case, run.answers(case, program, options.near_misses))
    def progress(done, of, record):
        if sys.stderr.isatty():
            print(f"\r{done}/{of}", end="" if done < of else "\n", file=sys.stderr)
        if options.failures and text.failures([record]):
            print(text.failures([record]), flush=True)
    records = run.all_cases(chosen, options.jobs, work, progress)
    result = figures.summary(records)
    if not options.failures:
        print(text.show(result))
    else:
        print(f"{len(result['wrong_accepts'])} wrong accepts, {len(result['wrong_rejects'])} wrong rejects, accepted {text.percent(result['straight_through'])}; "
              + ", ".join(f"{k} {text.percent(v).strip()}" for k, v in result["accuracy"].items()))
    if options.compare:
        print(text.moved(json.loads(pathlib.Path(options.compare).read_text(encoding="utf-8"))["records"], records))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"figures": result, "records": records}, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.html:
        pathlib.Path(options.html).write_text(page.page(options.folder, result, records), encoding="utf-8")
    return 1 if result["wrong_accepts"] else 0


def _options(argv):
    parser = argparse.ArgumentParser(prog="evaluate", description="Runs domicile over documents with truth and says how right it was. Exits 1 on a wrong accept.")
    parser.add_argument("folder", help="a generated set, fixtures/, or a folder with manifest.jsonl")
    parser.add_argument("--domicile", help=f"the program (default: the newest of {', '.join(BUILDS)})")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", help="writes figures and records here; --compare reads them")
    parser.add_argument("--html", help="writes one self-contained page here")
    parser.add_argument("--compare", metavar="OLD.json", help="shows case by case what moved since")
    parser.add_argument("--baseline", action="store_true", help="measures pdftotext or tesseract with simple patterns instead of domicile")
    parser.add_argument("--failures", action="store_true", help="only the failing cases, field by field, compactly")
    parser.add_argument("--near-misses", choices=["all", "none"], default="all", help="screen accounts that differ too (default: all)")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="cases whose id holds, or whose medium, locale, kind or layout is, one of these")
    parser.add_argument("--medium", help="cases whose medium starts so: digital, scan, photo, screenshot, tampered")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth case only")
    return parser.parse_args(argv)


def _program():
    found = [ROOT / build for build in BUILDS if (ROOT / build).exists()]
    return str(max(found, key=lambda p: p.stat().st_mtime)) if found else shutil.which("domicile")

