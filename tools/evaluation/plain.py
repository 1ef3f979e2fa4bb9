"""The baseline: pdftotext, or pdftoppm and tesseract, then simple patterns. What one would write in an afternoon."""
import datetime
import pathlib
import re
import subprocess
import tempfile
import time

_MONTHS = "january february march april may june july august september october november december".split()
_BILL = re.compile(r"\b(bill|electric|gas|water|broadband|rechnung|facture|factura|fattura|fatura|faktura|bolletta)", re.I)
_BANK = re.compile(r"\b(statement|kontoauszug|relev[ée]|extracto|estratto|extrato|afschrift|wyci[ąa]g|výpis|kontoutdrag|tiliote)", re.I)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}(-\d{4})?|\d{4} ?[A-Z]{2}|\d{4}|\d{2}-\d{3}|\d{3} \d{2})\b")


def answer(case):
    """A reading in the contract's form, made with no knowledge but a few patterns."""
    begun = time.monotonic()
    lines = [line.strip() for line in _text(case.document).splitlines() if line.strip()]
    made = {"document": {"source": "text_layer"}, "kind": _kind(lines), "fields": {**_holder(lines), "issue_date": _date(lines)}}
    return {"ms": (time.monotonic() - begun) * 1000, "memory_mb": 0, "json": made, "error": None}


def _text(path):
    if path.suffix == ".pdf":
        text = subprocess.run(["pdftotext", "-layout", "-l", "2", str(path), "-"], capture_output=True, text=True).stdout
        if len(text.split()) > 20:
            return text
    with tempfile.TemporaryDirectory() as folder:
        picture = path
        if path.suffix == ".pdf":
            subprocess.run(["pdftoppm", "-r", "300", "-gray", "-l", "1", "-singlefile", "-png", str(path), folder + "/page"], capture_output=True)
            picture = pathlib.Path(folder) / "page.png"
        return subprocess.run(["tesseract", str(picture), "-", "-l", "eng"], capture_output=True, text=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}).stdout


def _kind(lines):
    text = "\n".join(lines)
    bank, bill = len(_BANK.findall(text)), len(_BILL.findall(text))
    value = "other" if bank + bill == 0 else "bank_statement" if bank > bill else "utility_bill"
    return {"value": value, "subkind": None, "confidence": 0.5}


def _holder(lines):
    for k, line in enumerate(lines[:60]):
        if k >= 2 and _POSTCODE.search(line) and re.search(r"\d", lines[k - 1]):
            cells = [re.split(r" {3,}", part)[0] for part in lines[k - 2:k + 1]]
            return {"name": {"value": re.sub(r"^(Mr|Mrs|Ms|Dr|Herr|Frau|M|Mme)\.? ", "", cells[0]), "all": [], "confidence": 0.5},
                    "address": {"lines": cells[1:], "confidence": 0.5}}
    return {"name": None, "address": None}


def _date(lines):
    for line in lines:
        if re.search(r"date|datum|fecha|data|issued", line, re.I):
            found = _parse(line)
            if found:
                return {"value": found.isoformat(), "text": line, "label": "", "confidence": 0.5}
    return None


def _parse(line):
    try:
        match = re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", line)
        if match:
            return datetime.date(*map(int, match.groups()))
        match = re.search(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b", line)
        if match:
            a, b, year = map(int, match.groups())
            return datetime.date(year, a, b) if b > 12 else datetime.date(year, b, a)
        match = re.search(r"\b(\d{1,2})?(?:st|nd|rd|th)? ?([A-Z][a-z]{2,8}) (\d{1,2})?,? ?(\d{4})\b", line)
        if match:
            month = next((k + 1 for k, name in enumerate(_MONTHS) if name.startswith(match.group(2).lower()[:3])), None)
            day = match.group(1) or match.group(3)
            return datetime.date(int(match.group(4)), month, int(day)) if month and day else None
    except ValueError:
        pass
    return None
