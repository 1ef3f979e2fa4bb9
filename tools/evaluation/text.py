"""The figures as plain text, and the failing cases as compact lines."""


def percent(pair):
    return f"{100 * pair[0] / pair[1]:5.1f}%" if pair and pair[1] else "    - "


def show(figures):
    lines = [f"{figures['documents']} documents"]
    names = ["kind", "subkind", "name", "address", "address_lines", "issue_date", "accepted"]
    heads = ["kind", "subkind", "name", "address", "(lines)", "date", "accepted"]
    lines.append(f"{'':26}" + "".join(f"{h:>9}" for h in heads) + "      n")
    total = {**figures["accuracy"], "accepted": figures["straight_through"]}
    lines.append(_row("all", total, names))
    for group in ("medium", "kind", "locale", "layout", "date"):
        if figures["by"].get(group):
            lines.append(f"- by {group}")
            lines += [_row("  " + name, row, names) for name, row in figures["by"][group].items()]
    lines.append("decisions (expected: got)")
    for expected, row in figures["decisions"].items():
        lines.append(f"  {expected:12} " + ", ".join(f"{k} {v}" for k, v in sorted(row.items())))
    for change, row in sorted(figures["near_misses"].items()):
        lines.append(f"    {change:14} " + ", ".join(f"{k} {v}" for k, v in sorted(row.items())))
    lines.append(f"WRONG ACCEPTS: {len(figures['wrong_accepts'])}")
    lines += [f"  {w['id']} {w['change']}" for w in figures["wrong_accepts"]]
    lines.append(f"wrong rejects: {len(figures['wrong_rejects'])}")
    lines += [f"  {w['id']} {' '.join(w['codes'])}" for w in figures["wrong_rejects"]]
    lines.append("calibration (confidence → right, n)")
    for field, sources in figures["calibration"].items():
        for source, rows in sources.items():
            if rows and source != "all":
                lines.append(f"  {field:11}{source:11}" + "  ".join(f"{r['confidence']:.2f}→{r['right']:.2f} ({r['count']})" for r in rows))
    lines.append("time")
    for name, row in figures["times"].items():
        own = f", own p50 {row['own_p50_ms']:.0f}" if row["own_p50_ms"] is not None else ""
        lines.append(f"  {name:20} p50 {row['p50_ms']:.0f} ms, p95 {row['p95_ms']:.0f}, max {row['max_ms']:.0f}{own}; memory {row['max_mb']:.0f} MB")
    if figures["failed"]:
        lines.append(f"no answer: {len(figures['failed'])}")
        lines += [f"  {f['id']} {f['error']}" for f in figures["failed"][:20]]
    return "\n".join(lines)


def _row(name, row, names):
    count = max([row[n][1] for n in names if n in row and n != "accepted"] or [0])
    return f"{name:26}" + "".join(f"{percent(row.get(n)):>9}" for n in names) + f"{count:7}"


def failures(records):
    """One line for each wrong field and each genuine document that was not accepted."""
    lines = []
    for r in records:
        bad = [(f, v) for f, v in r["fields"].items() if not v["right"] and not (f == "address_lines" and not r["fields"].get("address", v)["right"])]
        undecided = [c for c in r["checks"] if c["expected"] == "accept" and c["decision"] != "accept"]
        wrong = [c for c in r["checks"] if c["expected"] == "not_accept" and c["decision"] == "accept"]
        if not bad and not undecided and not wrong and not r["failed"]:
            continue
        lines.append(f"{r['id']}  [{r.get('group_medium')}, {r.get('group_layout') or ''}, {r.get('group_locale')}, {r.get('group_kind')}] read as {r['read_locale']}")
        if r["failed"]:
            lines.append(f"    NO ANSWER {r['failed']}")
        for field, v in bad:
            sure = f"{v['confidence']:.2f}" if v["confidence"] is not None else "-"
            lines.append(f"    {field:13} want {_flat(v['expected'])}\n    {'':13} got  {_flat(v['got'])} ({sure}) {v.get('got_text', '')}")
        for c in wrong:
            lines.append(f"    WRONG ACCEPT  {c['change']}")
        for c in undecided:
            unsure = ", ".join(f"{k} {o}" for k, o in c["outcomes"].items() if o != "pass")
            lines.append(f"    {c['decision']:13} {unsure}: {' '.join(c['codes'])}")
    return "\n".join(lines)


def _flat(value):
    return " / ".join(value) if isinstance(value, list) else str(value)


def moved(old, new):
    """What differs between two runs, case by case."""
    before = {r["id"]: r for r in old}
    lines, better, worse = [], 0, 0
    for r in new:
        past = before.get(r["id"])
        if not past:
            continue
        for field, v in r["fields"].items():
            was = past["fields"].get(field)
            if was and was["right"] != v["right"]:
                better, worse = better + v["right"], worse + (not v["right"])
                lines.append(f"{'+' if v['right'] else '-'} {r['id']} {field}: {_flat(was['got'])} → {_flat(v['got'])}")
        for c, past_c in zip(r["checks"], past["checks"]):
            if c["decision"] != past_c["decision"] and c["change"] == past_c["change"]:
                lines.append(f"  {r['id']} {c['change']} ({c['expected']}): {past_c['decision']} → {c['decision']}")
    return "\n".join(sorted(lines) + [f"fields better {better}, worse {worse}"])
