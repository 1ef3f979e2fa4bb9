"""What was right and what was not, case by case."""
from . import fold

FIELDS = ["kind", "subkind", "name", "address", "address_lines", "issue_date"]


def scored(case, answers):
    """One record of a case: per field right/wrong with expected, got and confidence; per check the decision."""
    reading = next((a["json"] for a in answers if a["json"]), None)
    record = {"id": case.id, "document": str(case.document), **{f"group_{k}": v for k, v in case.groups.items()},
              "fields": _fields(case.truth, reading), "checks": [], "failed": None}
    record["reasons"] = [r["code"] for r in (reading or {}).get("reasons", [])]
    record["read_locale"] = ((reading or {}).get("document") or {}).get("locale")
    record["integrity"] = [i["code"] for i in (reading or {}).get("integrity", [])]
    record["marks"] = _boxes(reading)
    for check, answer in zip(case.checks or [None], answers):
        if answer["json"] is None:
            record["failed"] = answer["error"]
        if check is None:
            continue
        result = answer["json"] or {}
        outcomes = {k: v.get("outcome") for k, v in (result.get("checks") or {}).items() if isinstance(v, dict)}
        record["checks"].append({"change": check.change, "expected": check.expected, "decision": result.get("decision", "failed"),
                                 "outcomes": outcomes, "codes": [r["code"] for r in result.get("reasons", [])]})
    record["ms"] = answers[0]["ms"]
    record["timings"] = (reading or {}).get("timings_ms", {})
    record["memory_mb"] = max(a["memory_mb"] for a in answers)
    return record


def _fields(truth, reading):
    reading = reading or {}
    kind, fields = reading.get("kind") or {}, reading.get("fields") or {}
    source = (reading.get("document") or {}).get("source")
    made = {}
    if truth.get("kind"):
        made["kind"] = _one(truth["kind"], kind.get("value"), truth["kind"] == kind.get("value"), kind.get("confidence"), source)
    if truth.get("kind") == "other":
        return made
    if truth.get("subkind"):
        made["subkind"] = _one(truth["subkind"], kind.get("subkind"), truth["subkind"] == kind.get("subkind"), kind.get("confidence"), source)
    name, address, date = fields.get("name"), fields.get("address"), fields.get("issue_date")
    if truth.get("name"):
        made["name"] = _one(truth["name"], (name or {}).get("value"), bool(name) and fold.same_name(truth, name), (name or {}).get("confidence"), source)
    if truth.get("address_lines"):
        lines = (address or {}).get("lines") or []
        sure = (address or {}).get("confidence")
        made["address"] = _one(truth["address_lines"], lines, fold.same_text(truth["address_lines"], lines, truth.get("country_line") or ""), sure, source)
        made["address_lines"] = _one(truth["address_lines"], lines, fold.same_lines(truth["address_lines"], lines, truth.get("country_line") or ""), sure, source)
    if truth.get("issue_date"):
        made["issue_date"] = _one(truth["issue_date"], (date or {}).get("value"), (date or {}).get("value") == truth["issue_date"], (date or {}).get("confidence"), source)
        made["issue_date"]["got_text"] = f"{(date or {}).get('label') or ''} {(date or {}).get('text') or ''}".strip()
    return made


def _one(expected, got, right, confidence, source):
    return {"expected": expected, "got": got, "right": bool(right), "confidence": confidence, "source": source}


def _boxes(reading):
    fields = (reading or {}).get("fields") or {}
    return {k: {"page": v.get("page"), "box": v.get("box")} for k, v in fields.items() if v and v.get("box")}
