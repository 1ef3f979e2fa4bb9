"""The figures as one self-contained HTML page with plots and the worst cases' pictures."""
import base64
import html
import pathlib
import subprocess
import tempfile

from . import text

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --bad: #c0392b; --good: #27803f }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
table { border-collapse: collapse; margin: .6rem 0 1.4rem } th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: right }
th:first-child, td:first-child { text-align: left } .bad { color: var(--bad); font-weight: 600 } .good { color: var(--good) }
figure { margin: 1rem 0; padding: .8rem; border: 1px solid var(--line); border-radius: 6px; display: grid; grid-template-columns: 22rem 1fr; gap: 1rem }
figure img { max-width: 100%; border: 1px solid var(--line) } .plots { display: flex; flex-wrap: wrap; gap: 1rem }
@media (max-width: 50rem) { figure { grid-template-columns: 1fr } }
"""
_NAMES = ["kind", "subkind", "name", "address", "address_lines", "issue_date", "accepted"]
_WORST = 30


def page(folder, figures, records):
    parts = [f"<!doctype html><html lang=en><meta charset=utf-8><title>domicile: accuracy</title><style>{_STYLE}</style>",
             f"<h1>Accuracy on {figures['documents']} documents</h1><p>{html.escape(str(folder))}</p>", _verdict(figures), _tables(figures),
             "<h2>Calibration</h2><p>Confidence said, share right; the diagonal is perfect. Dots grow with the number of fields.</p><div class=plots>",
             *(_plot(field, sources["all"]) for field, sources in figures["calibration"].items()), "</div>", _times(figures), _worst(records)]
    return "\n".join(parts)


def _verdict(figures):
    wrong, rejects = figures["wrong_accepts"], figures["wrong_rejects"]
    rows = "".join(f"<li>{html.escape(w['id'])}: {html.escape(w['change'])}</li>" for w in wrong)
    lost = "".join(f"<li>{html.escape(w['id'])}: {html.escape(' '.join(w['codes']))}</li>" for w in rejects)
    return (f"<h2 class={'bad' if wrong else 'good'}>Wrong accepts: {len(wrong)}</h2><ul>{rows}</ul>"
            f"<h2>Wrong rejects: {len(rejects)}</h2><ul>{lost}</ul>"
            f"<p>Genuine documents with the right account that were accepted without a person: {text.percent(figures['straight_through'])}</p>")


def _tables(figures):
    head = "<tr><th></th>" + "".join(f"<th>{n.replace('_', ' ')}</th>" for n in _NAMES) + "</tr>"
    rows = [_row("all", {**figures["accuracy"], "accepted": figures["straight_through"]})]
    parts = [f"<h2>Fields</h2><table>{head}{''.join(rows)}</table>"]
    for group, table in figures["by"].items():
        if table:
            parts.append(f"<h3>By {group}</h3><table>{head}{''.join(_row(k, v) for k, v in table.items())}</table>")
    changes = "".join(f"<tr><td>{html.escape(change)}</td>" + "".join(f"<td>{row.get(d, 0)}</td>" for d in ("accept", "review", "reject", "failed")) + "</tr>"
                      for change, row in sorted(figures["near_misses"].items()))
    parts.append(f"<h3>Accounts that differ</h3><table><tr><th></th><th>accept</th><th>review</th><th>reject</th><th>failed</th></tr>{changes}</table>")
    return "".join(parts)


def _row(name, row):
    cells = "".join(f"<td title='{row[n][0]} of {row[n][1]}'>{text.percent(row[n])}</td>" if row.get(n) else "<td></td>" for n in _NAMES)
    return f"<tr><td>{html.escape(name)}</td>{cells}</tr>"


def _plot(field, rows):
    size, pad = 240, 30
    most = max([r["count"] for r in rows] or [1])

    def at(x, y):
        return pad + x * (size - 2 * pad), size - pad - y * (size - 2 * pad)
    dots = ""
    for r in rows:
        x, y = at(r["confidence"], r["right"])
        dots += f"<circle cx={x:.1f} cy={y:.1f} r={3 + 8 * (r['count'] / most) ** 0.5:.1f} fill=#2471a3aa><title>{r['confidence']:.3f} said, {r['right']:.3f} right, {r['count']}</title></circle>"
    x0, y0 = at(0, 0)
    x1, y1 = at(1, 1)
    return (f"<svg width={size} height={size} role=img aria-label='calibration of {field}'><text x={size / 2} y=16 text-anchor=middle fill=currentColor>{field.replace('_', ' ')}</text>"
            f"<rect x={x0} y={y1} width={x1 - x0} height={y0 - y1} fill=none stroke=#8888 /><line x1={x0} y1={y0} x2={x1} y2={y1} stroke=#8888 stroke-dasharray=4 />{dots}"
            f"<text x={x0} y={size - 10} font-size=11 fill=currentColor>0</text><text x={x1} y={size - 10} font-size=11 text-anchor=end fill=currentColor>1 confidence</text></svg>")


def _times(figures):
    rows = "".join(f"<tr><td>{html.escape(name)}</td><td>{r['p50_ms']:.0f}</td><td>{r['p95_ms']:.0f}</td><td>{r['max_ms']:.0f}</td><td>{r['max_mb']:.0f}</td></tr>"
                   for name, r in figures["times"].items())
    return f"<h2>Time and memory</h2><table><tr><th></th><th>p50 ms</th><th>p95 ms</th><th>max ms</th><th>max MB</th></tr>{rows}</table>"


def _worst(records):
    """Cases with a confident mistake first, each with its first page and the boxes that were read."""
    def badness(r):
        accepts = sum(c["expected"] == "not_accept" and c["decision"] == "accept" for c in r["checks"])
        return accepts * 100 + sum(1 + (v["confidence"] or 0) for f, v in r["fields"].items() if not v["right"] and f != "address_lines")
    chosen = [r for r in sorted(records, key=badness, reverse=True) if badness(r) > 0][:_WORST]
    figures = "".join(f"<figure><div>{_picture(r)}</div><pre>{html.escape(text.failures([r]))}</pre></figure>" for r in chosen)
    return f"<h2>Worst cases</h2>{figures}"


def _picture(record):
    data = _first_page(pathlib.Path(record["document"]))
    if not data:
        return "(cannot be shown)"
    boxes = "".join(f"<rect x={b[0] * 100:.2f}% y={b[1] * 100:.2f}% width={(b[2] - b[0]) * 100:.2f}% height={(b[3] - b[1]) * 100:.2f}% fill=none stroke=#e67e22 stroke-width=2><title>{name}</title></rect>"
                    for name, m in record["marks"].items() if m["page"] == 1 and len(m["box"]) == 4 for b in [m["box"]])
    picture = base64.b64encode(data).decode()
    return (f"<div style='position:relative'><img src='data:image/jpeg;base64,{picture}' alt='first page'>"
            f"<svg style='position:absolute;inset:0;width:100%;height:100%'>{boxes}</svg></div>")


def _first_page(path):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "page.jpg"
        if path.suffix == ".pdf":
            subprocess.run(["pdftoppm", "-r", "60", "-l", "1", "-singlefile", "-jpeg", str(path), str(out.with_suffix(""))], capture_output=True)
        else:
            try:
                from PIL import Image, ImageOps
                image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
                image.thumbnail((520, 720))
                image.save(out, quality=70)
            except OSError:
                return None
        return out.read_bytes() if out.exists() else None
