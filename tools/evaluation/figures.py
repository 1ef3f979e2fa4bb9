"""From records to figures."""
from .score import FIELDS

BINS = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0001]


def summary(records):
    return {"documents": len(records), "accuracy": accuracy(records), "by": {g: by_group(records, g) for g in ("medium", "kind", "locale", "layout", "date")},
            "decisions": decisions(records), "straight_through": straight_through(records), "wrong_accepts": wrong_accepts(records),
            "wrong_rejects": wrong_rejects(records), "near_misses": near_misses(records), "calibration": calibration(records),
            "times": times(records), "failed": [{"id": r["id"], "error": r["failed"]} for r in records if r["failed"]]}


def accuracy(records):
    """{field: [right, of]}."""
    result = {}
    for field in FIELDS:
        values = [r["fields"][field]["right"] for r in records if field in r["fields"]]
        if values:
            result[field] = [sum(values), len(values)]
    return result


def by_group(records, group):
    names = sorted({str(r.get(f"group_{group}", "")) for r in records} - {""})
    return {name: {**accuracy(part), "accepted": _accepted(part)} for name in names
            for part in [[r for r in records if str(r.get(f"group_{group}", "")) == name]]}


def _accepted(records):
    genuine = [c for r in records for c in r["checks"] if c["expected"] == "accept"]
    return [sum(c["decision"] == "accept" for c in genuine), len(genuine)]


def straight_through(records):
    return _accepted(records)


def decisions(records):
    """{expected: {decision: count}} over all account checks."""
    table = {}
    for record in records:
        for check in record["checks"]:
            row = table.setdefault(check["expected"], {})
            row[check["decision"]] = row.get(check["decision"], 0) + 1
    return table


def wrong_accepts(records):
    return [{"id": r["id"], "change": c["change"]} for r in records for c in r["checks"] if c["expected"] == "not_accept" and c["decision"] == "accept"]


def wrong_rejects(records):
    return [{"id": r["id"], "codes": c["codes"]} for r in records for c in r["checks"] if c["expected"] == "accept" and c["decision"] == "reject"]


def near_misses(records):
    """{change: {decision: count}} for accounts that differ."""
    table = {}
    for record in records:
        for check in record["checks"]:
            if check["expected"] == "not_accept":
                row = table.setdefault(check["change"], {})
                row[check["decision"]] = row.get(check["decision"], 0) + 1
    return table


def calibration(records):
    """{field: {source: [{from, to, count, confidence, right}]}}; sources are text_layer, ocr and all."""
    result = {}
    for field in ("kind", "name", "address", "issue_date"):
        values = [r["fields"][field] for r in records if field in r["fields"] and r["fields"][field]["confidence"] is not None]
        result[field] = {}
        for source in ("all", "text_layer", "ocr"):
            chosen = [v for v in values if source in ("all", v["source"])]
            result[field][source] = [row for low, high in zip(BINS, BINS[1:]) for row in [_bin(chosen, low, high)] if row]
    return result


def _bin(values, low, high):
    inside = [v for v in values if low <= v["confidence"] < high]
    if not inside:
        return None
    return {"from": low, "to": min(high, 1.0), "count": len(inside), "confidence": sum(v["confidence"] for v in inside) / len(inside),
            "right": sum(v["right"] for v in inside) / len(inside)}


def times(records):
    """Wall milliseconds of the whole program and memory, by medium."""
    result = {}
    for name in ["all"] + sorted({str(r.get("group_medium")) for r in records}):
        part = [r for r in records if name in ("all", str(r.get("group_medium")))]
        ms, mb = sorted(r["ms"] for r in part), sorted(r["memory_mb"] for r in part)
        own = sorted(r["timings"]["total"] for r in part if r["timings"].get("total") is not None)
        result[name] = {"p50_ms": _at(ms, 0.5), "p95_ms": _at(ms, 0.95), "max_ms": ms[-1], "own_p50_ms": _at(own, 0.5), "max_mb": mb[-1]}
    return result


def _at(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else None
