"""The command line of tools/fit."""
import argparse
import pathlib
import sys

from . import choices, figures, logit, weights

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def main(argv=None):
    options = _options(argv)
    known = weights.load(options.weights)
    if wrong := _wrong(options, known):
        print(f"fit: {wrong}", file=sys.stderr)
        return 2
    program = options.program or _built()
    if program is None:
        print("fit: domicile_considered is not built: cmake --build build/dev --target domicile_considered", file=sys.stderr)
        return 2
    train = _read(options.folders, program, options)
    held_out = _read(options.held_out, program, options)
    if not train or not held_out:
        print("fit: no document with truth in the folders to fit on, or in --held-out", file=sys.stderr)
        return 2
    fitted = dict(known)
    for field in options.fields:
        fitted.update(logit.fit(train, field, known, options.spread, options.keep))
    report = figures.compare(held_out, known, fitted)
    print(f"fitted on {len(train)} documents; {len(held_out)} that were not fitted on:")
    print(figures.table(report))
    calibration = figures.calibrate(held_out, fitted)
    print(figures.calibration_table(calibration))
    print("largest changes:\n" + weights.changes(known, fitted))
    if options.write:
        sets = ", ".join(pathlib.Path(folder).name for folder in options.folders)
        weights.save(options.weights, options.write, fitted, [
            f"fitted by tools/fit on {len(train)} documents of {sets} ({', '.join(options.fields)}), spread {options.spread} around the weights of before",
            "held out: " + "; ".join(figures.in_words(report))])
        print(f"written to {options.write}")
    return 0


def _read(folders, program, options):
    """The documents once as they are, and `copies` times with other wordings forgotten."""
    read = choices.read(folders, program, options.cache, options.jobs)
    for seed in range(1, options.copies + 1) if options.forget else ():
        read.update(choices.read(folders, program, options.cache, options.jobs, options.forget, seed))
    return read


def _wrong(options, known):
    """What can't be done as asked, and the way out; nothing where all can."""
    if not 0 <= options.forget < 1:
        return f"--forget {options.forget}: name a share from 0 to below 1."
    if options.copies < 1:
        return f"--copies {options.copies}: name 1 or more."
    if unknown := [name for name in options.keep if name not in known]:
        return f"--keep {unknown[0]}: no weight of {options.weights} is called so; look there for its name."
    return None


def _options(argv):
    parser = argparse.ArgumentParser(prog="fit", description="Fits the weights of evidence by conditional logistic regression.")
    parser.add_argument("folders", nargs="+", help="documents to fit on, as tools/evaluate takes them")
    parser.add_argument("--held-out", nargs="+", required=True, help="other documents, on which the figures are taken and confidence is calibrated")
    parser.add_argument("--fields", nargs="+", choices=list(choices.FIELDS), default=list(choices.FIELDS), help="whose weights are fitted")
    parser.add_argument("--weights", default=str(ROOT / "parsers" / "weights.yaml"), help="where to start, and what the fit stays near")
    parser.add_argument("--spread", type=float, default=1.0, help="how far a weight may go from where it was, in log-odds: the prior's standard deviation")
    parser.add_argument("--keep", nargs="+", default=[], metavar="WEIGHT", help="weights that stay as they are, such as were set by hand")
    parser.add_argument("--forget", type=float, default=0.0, metavar="SHARE", help="fit and judge also with this share of all wordings of locales/ unknown, as those of an unseen issuer are")
    parser.add_argument("--copies", type=int, default=2, help="how many times, with others forgotten each time")
    parser.add_argument("--write", metavar="FILE", help="writes the weights; without it only the figures are printed")
    parser.add_argument("--program", help="domicile_considered (default: the newest in build/)")
    parser.add_argument("--cache", default=str(ROOT / "build" / "fit"), help="what was considered, kept by document, rules and program")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(argv)


def _built():
    found = sorted(ROOT.glob("build/*/tools/fitting/domicile_considered"), key=lambda path: path.stat().st_mtime)
    return str(found[-1]) if found else None
