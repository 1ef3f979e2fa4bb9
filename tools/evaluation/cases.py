"""Finds documents with truth: generated sets (truth.json), the project's fixtures (expected.json) and folders
with a manifest.jsonl."""
import dataclasses
import datetime
import json
import pathlib
import re

DAY = datetime.timedelta(days=1)
_SUBKINDS = {"current": "checking", "current+savings": "checking", "landline": "phone", "municipal": "council_tax"}


@dataclasses.dataclass
class Check:
    """One account on one day. `expected` is accept, not_accept or none (only to be looked at)."""
    change: str
    account: str  # a path or inline JSON
    as_of: str
    expected: str


@dataclasses.dataclass
class Case:
    id: str
    document: pathlib.Path
    truth: dict  # kind, subkind, name, holders, address_lines, issue_date; None where not known
    groups: dict  # medium, locale, layout, severity, kind …
    checks: list


def find(folder):
    """Every case under `folder`, ordered by id."""
    folder = pathlib.Path(folder)
    if (folder / "manifest.jsonl").exists():
        return _manifest(folder)
    found = []
    for path in sorted(folder.rglob("truth.json")):
        found.append(_generated(path.parent, json.loads(path.read_text(encoding="utf-8")), folder))
    for path in sorted(folder.rglob("expected.json")):
        if not (path.parent / "truth.json").exists():
            found.append(_fixture(path.parent, json.loads(path.read_text(encoding="utf-8")), folder))
    return found


def _generated(folder, truth, root):
    document = folder / truth["file"]
    positive = truth["kind"] != "other"
    tampered, unreadable = bool(truth.get("tamper")), truth.get("severity") == "unreadable"
    right = "accept" if positive and not tampered and not unreadable else "none" if positive and unreadable else "not_accept"
    checks = []
    if (folder / "account.json").exists():
        checks.append(Check("right_account", str(folder / "account.json"), truth["as_of"], right))
        for miss in truth.get("near_misses", []):
            checks.append(Check(miss["change"], str(folder / miss["account"]), miss["as_of"], "not_accept"))
    medium = truth["medium"]
    if medium in ("photo", "scan"):
        medium += f" {truth['severity']}"
    groups = {"medium": medium if not tampered else "tampered", "locale": truth["locale"], "kind": truth["subkind"], "layout": truth["layout"],
              "date": truth.get("issue_date_role") or "none"}
    wanted = {k: truth.get(k) for k in ("kind", "subkind", "name", "holders", "address_lines", "country_line", "issue_date")} if positive else {"kind": "other"}
    return Case(str(folder.relative_to(root)), document, wanted, groups, checks)


def _fixture(folder, expected, root):
    document = next(p for p in sorted(folder.iterdir()) if p.stem == "document")
    checks = [Check("fixture", str(folder / "account.json"), expected["as_of"], "accept" if expected["decision"] == "accept" else "not_accept")]
    wanted = {k: expected.get(k) for k in ("kind", "subkind", "name", "address_lines", "issue_date")}
    locale = folder.relative_to(root).parts[0] if folder != root else ""
    return Case(str(folder.relative_to(root)), document, wanted, {"locale": locale, "kind": wanted.get("subkind") or "other",
                                                                 "medium": document.suffix[1:]}, checks)


def _manifest(folder):
    found = []
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        full = entry.get("label_scope") == "full" and entry["kind"] != "other"
        truth = {"kind": entry["kind"], "subkind": _SUBKINDS.get(entry.get("subkind"), entry.get("subkind")) if entry["kind"] != "other" else None}
        if full:
            truth.update({k: entry.get(k) for k in ("name", "name_has_titles", "address_lines", "country_line", "issue_date")})
        found.append(Case(entry["id"], folder / entry["file"], truth,
                          {"medium": f"{entry.get('source_type', '')} {entry.get('readability', '')}".strip(),
                           "layout": entry.get("recipe"),
                           "locale": f"{entry.get('language')}-{entry.get('country')}",
                           "kind": entry["kind"] if entry["kind"] != "other" else entry.get("subkind") or "other"},
                          _made_up_checks(entry, full)))
    return sorted(found, key=lambda case: case.id)


def _made_up_checks(entry, full):
    """Accounts for a document that came without: the printed holder, and holders that differ in one thing.
    Documents that are no proof are screened with what they say: none may be accepted."""
    if not (entry.get("name") and entry.get("address_lines") and entry.get("issue_date")):
        return []
    issued = datetime.date.fromisoformat(entry["issue_date"])
    country = entry.get("country") or "US"
    right = "accept" if full else "not_accept"

    def inline(name, lines):
        return json.dumps({"id": entry["id"], "name": name, "address": {"lines": lines, "country": country}}, ensure_ascii=False)
    name, lines = entry["name"], entry["address_lines"]
    day = (issued + 10 * DAY).isoformat()
    checks = [Check("right_account", inline(name, lines), day, right),
              Check("name", inline("Bartholomew Quisenberry", lines), day, "not_accept"),
              Check("stale_date", inline(name, lines), (issued + 31 * DAY).isoformat(), "not_accept"),
              Check("future_date", inline(name, lines), (issued - DAY).isoformat(), "not_accept")]
    number = re.search(r"\d+", lines[0])
    if number:
        changed = lines[0][:number.start()] + str(int(number.group()) + 2) + lines[0][number.end():]
        checks.append(Check("house_number", inline(name, [changed] + lines[1:]), day, "not_accept"))
    return checks
