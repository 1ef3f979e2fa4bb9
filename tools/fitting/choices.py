"""What was considered for each field of each document, and which of it is right."""
import concurrent.futures
import dataclasses
import difflib
import functools
import hashlib
import json
import os
import pathlib
import subprocess

import yaml

from evaluation import cases, fold

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BILLED_OTHERWISE = ("mobile_phone_bill", "invoice", "medical_bill")
NEAR = 0.75  # of the letters: the right lines, misread here and there or with one line too many
FIELDS = {"kind": "kind.none", "settlement": "settlement.none", "issue_date": "date.none", "address": "party.none", "name": "name.none"}


@dataclasses.dataclass
class Choice:
    """One field of one document. Alternative 0 is "none of them". `right` are the alternatives that stand where the
    truth does, though letters of them may be misread: that is what choosing can get right. Of kinds it is every subkind
    of the right kind, since the kind decides. `exact`: it says the truth."""
    document: str
    field: str
    features: list  # of each alternative: {name: strength}
    right: tuple
    exact: bool
    source: str


def read(folders, program, cache, jobs, forgotten=0.0, seed=0):
    """{document: [Choice]} over all cases with truth; what no person could read is left out. `forgotten`: which share of
    all wordings is not known to the program; `seed` chooses them."""
    found = [case for folder in folders for case in cases.find(folder) if _usable(case)]
    command = [program, str(ROOT)] + ([str(forgotten), str(seed)] if forgotten else [])
    lines = _considered([str(case.document) for case in found], command, pathlib.Path(cache), jobs)
    return {f"{case.document}#{seed}": _choices(case, lines[str(case.document)]) for case in found if str(case.document) in lines}


def _usable(case):
    medium = case.groups.get("medium", "")
    return "unreadable" not in medium and medium != "tampered" and case.document.exists()


def _choices(case, considered):
    return [made for made in (_choice(case, field, considered.get(field, [])) for field in FIELDS) if made]


def _choice(case, field, candidates):
    truth = case.truth
    if field == "kind":
        return _kind_choice(case, candidates)
    if field == "settlement":
        return _settlement_choice(case, candidates)
    if truth.get("kind") == "other" or not _wanted(truth, field):
        return None
    exact = next((k + 1 for k, c in enumerate(candidates) if _is_right(truth, field, c["value"])), 0)
    right = exact or _nearest(truth, field, candidates)
    features = [{FIELDS[field]: 1.0}] + [c["features"] for c in candidates]
    source = candidates[right - 1]["source"] if right else candidates[0]["source"] if candidates else "text_layer"
    return Choice(str(case.document), field, features, (right,), exact > 0, source)


def _kind_choice(case, candidates):
    """The subkinds of the right kind; for a document of another kind also "none of them"."""
    truth = case.truth
    if not truth.get("kind"):
        return None
    right = tuple(k + 1 for k, c in enumerate(candidates) if _kinds().get(c["value"], "other") == truth["kind"])
    if truth["kind"] == "other" or not right:
        right = (0, *right)
    features = [{FIELDS["kind"]: 1.0}] + [c["features"] for c in candidates]
    return Choice(str(case.document), "kind", features, right, right != (0,) or truth["kind"] == "other",
                  candidates[0]["source"] if candidates else "text_layer")


def _settlement_choice(case, candidates):
    """Whether the kind that the words speak for is the right one; of a letter about a bill it is not. Bills for what does
    not count settle something too, and are told by their words."""
    if not case.truth.get("kind") or not candidates or case.groups.get("kind") in BILLED_OTHERWISE:
        return None
    right = (1,) if candidates[0]["value"] == case.truth["kind"] else (0,)
    return Choice(str(case.document), "settlement", [{FIELDS["settlement"]: 1.0}] + [c["features"] for c in candidates], right, True,
                  candidates[0]["source"])


@functools.cache
def _kinds():
    """{subkind: kind} of parsers/."""
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "parsers").glob("*.yaml"))]
    return {name: kind["kind"] for kind in found for name in kind.get("subkinds") or {}}


def _wanted(truth, field):
    return truth.get({"address": "address_lines"}.get(field, field))


def _is_right(truth, field, value):
    if field == "issue_date":
        return value == truth["issue_date"]
    if field == "address":
        return fold.same_text(truth["address_lines"], value.split("\n"), truth.get("country_line") or "")
    everyone = fold.folded("".join(truth.get("holders") or [])) if len(truth.get("holders") or []) > 1 else None
    if truth.get("name_has_titles"):
        return fold.folded(truth["name"]).endswith(fold.folded(value))
    return fold.folded(value) in (fold.folded(truth["name"]), everyone)


def _nearest(truth, field, candidates):
    """Of names and addresses, the alternative that is the truth but for some letters; 0 where none is."""
    if field not in ("address", "name") or not candidates:
        return 0
    wanted = fold.folded("".join(truth["address_lines"]) if field == "address" else truth["name"])
    alike = [difflib.SequenceMatcher(None, wanted, fold.folded(c["value"]), autojunk=False).ratio() for c in candidates]
    best = max(range(len(alike)), key=alike.__getitem__)
    return best + 1 if alike[best] >= NEAR else 0


def _considered(documents, command, cache, jobs):
    """The program's answer for each document; answers are kept, since recognising a picture takes seconds."""
    cache.mkdir(parents=True, exist_ok=True)
    version = hashlib.sha256(pathlib.Path(command[0]).read_bytes()).hexdigest()[:12] + _rules_version() + "".join(command[2:])
    kept = {document: cache / (hashlib.sha256(f"{version}{document}".encode()).hexdigest()[:24] + ".json") for document in documents}
    missing = [document for document in documents if not kept[document].exists()]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        list(pool.map(lambda part: _run(command, part, kept), [missing[k::jobs] for k in range(jobs)]))
    return {document: json.loads(path.read_text(encoding="utf-8")) for document, path in kept.items() if path.exists()}


def _rules_version():
    """Words decide what is considered; the weights do not, but for which of two equal candidates stands for both."""
    seen = hashlib.sha256()
    for path in sorted(ROOT.glob("locales/**/*.yaml")) + sorted(ROOT.glob("parsers/*.yaml")):
        if path.name != "weights.yaml":
            seen.update(path.read_bytes())
    return seen.hexdigest()[:12]


def _run(command, documents, kept):
    if not documents:
        return
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    for document in documents:
        process.stdin.write(document + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"{command[0]} ended at {document}; to see why: echo {document} | {' '.join(command)}")
        kept[document].write_text(json.dumps(json.loads(line)["choices"], ensure_ascii=False), encoding="utf-8")
    process.stdin.close()
    process.wait()
