#!/usr/bin/env python3
"""Writes the tables beside it from a Unicode Character Database: generate.py /usr/share/unicode (Debian: unicode-data 15.0.0)."""
import re
import sys
from pathlib import Path

ucd = Path(sys.argv[1])
here = Path(__file__).parent


def properties(name):
    """Code points by property of a UCD file with `range ; property` lines."""
    found = {}
    for line in (ucd / name).read_text(encoding="utf-8").splitlines():
        fields = [f.strip() for f in line.split("#")[0].split(";")]
        if len(fields) < 2:
            continue
        first, _, last = fields[0].partition("..")
        found.setdefault(fields[1], set()).update(range(int(first, 16), int(last or first, 16) + 1))
    return found


category, ccc, bidi, decomposition, compatible = {}, {}, {}, {}, {}
pending = None
for line in (ucd / "UnicodeData.txt").read_text().splitlines():
    f = line.split(";")
    cp = int(f[0], 16)
    span = range(pending, cp + 1) if f[1].endswith("Last>") else [cp]
    pending = cp
    for c in span:
        category[c], bidi[c] = f[2], f[4]
        if int(f[3]):
            ccc[c] = int(f[3])
    if f[5]:
        tag, _, points = f[5].rpartition("> ")
        points = [int(p, 16) for p in points.split()]
        (compatible if tag else decomposition)[cp] = (tag[1:], points) if tag else points

derived = properties("DerivedNormalizationProps.txt")
excluded = derived["Full_Composition_Exclusion"]
pairs = {tuple(d): c for c, d in decomposition.items() if len(d) == 2 and c not in excluded}


def decompose(cp, compat):
    if 0xAC00 <= cp <= 0xD7A3:
        s = cp - 0xAC00
        return [0x1100 + s // 588, 0x1161 + s % 588 // 28] + ([0x11A7 + s % 28] if s % 28 else [])
    points = decomposition.get(cp) or (compatible[cp][1] if compat and cp in compatible else None)
    return [x for p in points for x in decompose(p, compat)] if points else [cp]


def nfkc(cp):
    d = decompose(cp, True)
    if 0xAC00 <= cp <= 0xD7A3:
        return [cp]
    for i in range(1, len(d)):
        j = i
        while j and 0 < ccc.get(d[j], 0) < ccc.get(d[j - 1], 0):
            d[j], d[j - 1], j = d[j - 1], d[j], j - 1
    out, starter, last = [], None, -1
    for c in d:
        k = ccc.get(c, 0)
        if starter is not None and (last < k or last == -1) and (out[starter], c) in pairs:
            out[starter] = pairs[out[starter], c]
            continue
        if k == 0:
            starter, last = len(out), -1
        else:
            last = k
        out.append(c)
    return out


# The IdentifierClass of RFC 8264, section 9.
core, props = properties("DerivedCoreProperties.txt"), properties("PropList.txt")
hangul = properties("HangulSyllableType.txt")
valid_exceptions = {0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007}
context = {0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x200C, 0x200D} | set(range(0x660, 0x66A)) | set(range(0x6F0, 0x6FA))
refused = {0x640, 0x7FA, 0x302E, 0x302F, 0x303B} | set(range(0x3031, 0x3036))
refused |= hangul["L"] | hangul["V"] | hangul["T"] | core["Default_Ignorable_Code_Point"] | props["Noncharacter_Code_Point"]
letters = {"Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc"}


def is_identifier(c):
    if c in valid_exceptions or c in context or 0x21 <= c <= 0x7E:
        return True
    return c in category and c not in refused and category[c] in letters and nfkc(c) == [c]


groups = {"L": 0, "R": 1, "AL": 1, "AN": 2, "EN": 3, "NSM": 4}
ranges = []
for c in range(0x80, 0x110000):
    if not is_identifier(c):
        continue
    kind = groups.get(bidi[c], 5) + (8 if c in context else 0)
    if ranges and ranges[-1][1] == c - 1 and ranges[-1][2] == kind:
        ranges[-1][1] = c
    else:
        ranges.append([c, c, kind])

classes = []
for c in sorted(ccc):
    if classes and classes[-1][1] == c - 1 and classes[-1][2] == ccc[c]:
        classes[-1][1] = c
    else:
        classes.append([c, c, ccc[c]])


def table(name, summary, numbers, kind="int"):
    text, line = [], "       "
    for n in numbers:
        word = f" {n}," if n < 10 else f" 0x{n:X},"
        if len(line) + len(word) > 158:
            text.append(line)
            line = "       "
        line += word
    text.append(line)
    body = "\n".join(text)
    return f"    /// <summary>{summary}</summary>\n    public static ReadOnlySpan<{kind}> {name} =>\n    [\n{body}\n    ];\n"


def write(name, summary, *tables):
    version = re.search(r"[\d.]+(?=\.txt)", (ucd / "PropList.txt").read_text(encoding="utf-8")).group()
    (here / f"{name}.cs").write_text(
        "namespace Parlance.Domain.Names.Unicode;\n\n"
        f"/// <summary>{summary} Unicode {version}; written by generate.py.</summary>\n"
        f"internal static class {name}\n{{\n" + "\n".join(tables) + "}\n", newline="\n")


double = sorted((c, d) for c, d in decomposition.items() if len(d) == 2)
single = sorted((c, d) for c, d in decomposition.items() if len(d) == 1)
order = sorted((i for i, (c, d) in enumerate(double) if c not in excluded), key=lambda i: double[i][1])
narrow = sorted((c, d[1][0]) for c, d in compatible.items() if d[0] in ("<wide", "wide", "<narrow", "narrow") and 0xFF65 <= c <= 0xFFDC)
write("IdentifierTable", "The code points of PRECIS identifiers (RFC 8264 IdentifierClass) beyond ASCII.",
      table("Ranges", "Pairs: the first code point, then the last with its kind (a Direction less one; 8 is added where a rule looks at the neighbours) from bit 24 on.",
            [x for a, b, k in ranges for x in (a, b | k << 24)]))
write("DecompositionTable", "Canonical decompositions (UAX #15).",
      table("Doubles", "Triples in order of the first: a code point and the two it is made of.", [x for c, d in double for x in (c, *d)]),
      table("ByPair", "Places in <see cref=\"Doubles\"/> (as triples) of what may be composed, in order of the two parts.", order, "ushort"))
write("SingletonTable", "Code points that stand for one other: canonical singletons (UAX #15) and narrow or wide forms (UAX #11).",
      table("Canonical", "Pairs: a code point and what it decomposes to.", [x for c, d in single for x in (c, *d)]),
      table("Widths", "Pairs: a half-width form and the usual one.", [x for p in narrow for x in p]))
write("CombiningClassTable", "Canonical combining classes other than 0 (UAX #44).",
      table("Ranges", "Pairs: the first code point, then the last with the class from bit 24 on.", [x for a, b, k in classes for x in (a, b | k << 24)], "uint"))
