"""parsers/weights.yaml read and rewritten, its comments and order kept."""
import re

import yaml

_WEIGHT = re.compile(r"^(  )([\w.]+):(\s+)(-?[\d.]+)\s*$")


def load(path):
    with open(path, encoding="utf-8") as file:
        return {name: float(value) for name, value in yaml.safe_load(file)["weights"].items()}


def save(source, target, values, sources):
    with open(source, encoding="utf-8") as file:
        lines = file.read().splitlines()
    made = []
    for line in lines:
        match = _WEIGHT.match(line)
        if match and values.get(match.group(2), float(match.group(4))) != float(match.group(4)):
            line = f"  {match.group(2)}: {values[match.group(2)]:g}"
        elif line.startswith("sources:"):
            line = "sources:\n" + "\n".join(f"  - {_quoted(text)}" for text in sources)
        made.append(line)
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(made) + "\n")


def _quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def changes(before, after, most=25):
    moved = sorted(((abs(after[n] - before[n]), n) for n in before if after[n] != before[n]), reverse=True)[:most]
    return "\n".join(f"  {name:<32} {before[name]:+.2f} → {after[name]:+.2f}" for _, name in moved)
