"""The command line of tools/photograph."""
import argparse
import json
import pathlib
import shutil
import sys
import time

import cv2

from . import chance, page, recipes

MANIFEST = "manifest.jsonl"
PROGRAMS = ["pdftoppm", "pdftotext"]


class Unusable(Exception):
    """What was asked for can't be done; says what and what to do."""


class ListRecipes(argparse.Action):
    """Prints the recipes and ends, whatever else was or was not said."""

    def __init__(self, option_strings, dest, **options):
        super().__init__(option_strings, dest, nargs=0, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        for name, recipe in recipes.RECIPES.items():
            print(f"{name:15} {recipe.readability}  {recipe.says()}")
        parser.exit()


def main(description, argv=None):
    options = _options(description, argv)
    cv2.setNumThreads(1)  # runs side by side do not wait for each other
    try:
        chosen = _chosen(options)
        names = _names(options.recipe)
        options.out.mkdir(parents=True, exist_ok=True)
    except Unusable as error:
        print(f"photograph: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"photograph: {error.filename}: {error.strerror}. Name another folder to write.", file=sys.stderr)
        return 2
    plan = recipes.deal([entry["id"] for entry in chosen], options.seed)
    undrawn = 0
    with (options.out / MANIFEST).open("w", encoding="utf-8") as manifest:
        for entry in chosen:
            pdf = options.pdfs / entry["file"]
            front = page.render(pdf)
            if front is None:
                print(f"photograph: {pdf}: pdftoppm draws no page of it. Left out; put a sound PDF there.",
                      file=sys.stderr)
                undrawn += 1
                continue
            for name in names or [plan[entry["id"]]]:
                made = _photographed(entry, pdf, front, name, options)
                manifest.write(json.dumps(made, ensure_ascii=False) + "\n")
                manifest.flush()
    return 1 if undrawn else 0


def _options(description, argv):
    parser = argparse.ArgumentParser(
        prog="photograph", description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=pathlib.Path, metavar="PDFS", help=f"folder with PDFs and their {MANIFEST}")
    parser.add_argument("out", type=pathlib.Path, metavar="OUT", help=f"folder to write: pictures and their {MANIFEST}")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth document only")
    parser.add_argument("--only", nargs="+", metavar="PREFIX", help="documents whose id starts with one of these")
    parser.add_argument("--seed", default="1", metavar="S", help="another seed gives other pictures (default: 1)")
    parser.add_argument("--recipe", metavar="NAMES", help="each of these for every document: a list with commas")
    parser.add_argument("--list", action=ListRecipes, help="prints the recipes and what they simulate")
    options = parser.parse_args(argv)
    if options.every < 1:
        parser.error(f"--every {options.every}: must be 1 or more")
    return options


def _chosen(options):
    """The lines of the manifest that were asked for, once everything that they need is there."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        raise Unusable(f"{missing[0]} is not installed. Run tools/setup.")
    if not options.pdfs.is_dir():
        raise Unusable(f"{options.pdfs} is no folder. Name one with PDFs and {MANIFEST}, as of tools/print-handmade.")
    if options.out.resolve() == options.pdfs.resolve():
        raise Unusable(f"{options.out}/{MANIFEST} would be overwritten. Name another folder to write.")
    manifest = options.pdfs / MANIFEST
    entries = _entries(manifest)
    if options.only:
        entries = [entry for entry in entries if str(entry["id"]).startswith(tuple(options.only))]
    entries = entries[:: options.every]
    if not entries:
        raise Unusable(f"{manifest} has no document that was asked for. Name beginnings of its ids with --only.")
    for entry in entries:
        pdf = options.pdfs / entry["file"]
        if not pdf.is_file():
            raise Unusable(f"{pdf} is missing. Put it there, or take {entry['id']} out of {manifest}.")
    return entries


def _entries(path):
    if not path.is_file():
        raise Unusable(f"{path} is missing. It needs a line of JSON for each PDF, with at least \"id\" and \"file\".")
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict) or not {"id", "file"} <= entry.keys():
            raise Unusable(f"{path}:{number}: not an object of JSON with \"id\" and \"file\". Correct this line.")
        entries.append(entry)
    return entries


def _names(listed):
    names = listed.split(",") if listed else []
    for name in names:
        if name not in recipes.RECIPES:
            raise Unusable(f"there is no recipe {name}. tools/photograph --list shows them.")
    return names


def _photographed(entry, pdf, front, name, options):
    """Makes one picture and gives its line of the manifest."""
    began = time.monotonic()
    recipe = recipes.RECIPES[name]
    back = page.render(pdf, 2) if recipe.both_sides else None
    picture = recipe.make(page.Page(front, back), chance.generator(options.seed, entry["id"], name))
    made = f"{entry['id']}-{name}"
    file = f"{made}.{picture.suffix}"
    picture.save(options.out / file)
    readability = recipe.readability
    if readability == "easy" and recipe.reading_dpi:
        x_height_px = page.smallest_x_height_px(pdf, front) / page.PAGE_DPI * recipe.reading_dpi
        if x_height_px < recipes.SMALLEST_EASY_X_HEIGHT_PX:
            readability = "hard"
    height, width = picture.pixels.shape[:2]
    print(f"{file}: {width} x {height} px, {readability}, {time.monotonic() - began:.1f} s", flush=True)
    return {**entry, "id": made, "file": file, "source_type": recipe.medium, "recipe": name, "readability": readability}
