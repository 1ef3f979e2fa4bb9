"""Text compared as the figures compare it: case, punctuation, spacing and diacritics do not count."""
import unicodedata

_SPELLED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ς": "σ"})


def folded(text):
    """"Bd. Unirii, nr. 3" and "BD UNIRII NR 3" give the same."""
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED)).translate(_SPELLED)
    return "".join(c for c in lowered if c.isalnum())


def same_name(truth, got):
    """`got` is the reading's name field. Joint holders may come as one line or as the list of everyone; a truth that
    says so (`name_has_titles`) has the titles that are printed with it."""
    if folded(truth["name"]) == folded(got.get("value") or ""):
        return True
    if truth.get("name_has_titles") and folded(truth["name"]) == folded(got.get("text") or ""):
        return True
    everyone = sorted(folded(n) for n in truth.get("holders") or [])
    return len(everyone) > 1 and everyone == sorted(folded(n) for n in got.get("all") or [])


def same_lines(truth, got, country=""):
    """Line by line; the country's own line may be given or not."""
    wanted, given = [folded(line) for line in truth], [folded(line) for line in got]
    return given in (wanted, wanted + [folded(country)])


def same_text(truth, got, country=""):
    """As same_lines, wherever the lines are broken."""
    wanted, given = folded("".join(truth)), folded("".join(got))
    return given in (wanted, wanted + folded(country))
