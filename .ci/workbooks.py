"""Workbooks as another spreadsheet reads them: the same scores, points that add up, and texts that stayed texts.

Usage: workbooks.py FOLDER SHEETS NAME..., with NAME.json from `show --json` in FOLDER and the sheets of NAME.xlsx,
a CSV file each, in SHEETS.
"""

import csv
import json
import pathlib
import sys


def sheet(folder, name, title):
    with open(folder / f"{name}-{title}.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def table(rows, first):
    """The rows under the one that begins with `first`, each by its columns' names."""
    top = next(at for at, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[top], row)) for row in rows[top + 1 :] if any(row)]


def check(reports, sheets, name):
    result = json.loads((reports / f"{name}.json").read_text(encoding="utf-8"))
    overview = {row["Area"].strip(): row for row in table(sheet(sheets, name, "Overview"), "No.")}
    for area in result["areas"]:
        shown = overview[area["title"]]["Score"]
        wanted = "" if area["score"] is None else str(area["score"])
        assert shown == wanted, f"{name}: {area['id']} is {shown!r}, not {wanted!r}"
    leaks = [row["Leak"] for row in table(sheet(sheets, name, "Leaks"), "Rank")]
    assert leaks == [leak["leak"] for leak in result["leaks"]], f"{name}: other leaks"
    points, shares = {}, {}
    for row in table(sheet(sheets, name, "Why"), "Score of"):
        of, given = row["Score of"], float(row["Points"] or 0)
        if row["Line"] == "score":
            assert abs(points[of] - given) < 0.01, f"{name}: {of} adds up to {points[of]}, not {given}"
            assert not row["Points"] or abs(shares[of] - 100) < 0.01, f"{name}: shares of {of}"
        else:
            points[of] = points.get(of, 0) + given
            shares[of] = shares.get(of, 0) + float(row["Share, %"] or 0)
    return len(overview), len(leaks), len(points)


def main():
    reports, sheets = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for name in sys.argv[3:]:
        areas, leaks, scores = check(reports, sheets, name)
        print(f"{name}.xlsx: {areas} areas, {leaks} leaks, {scores} scores that add up")
    # Worked out, these would be 2 and y.
    rows = sheet(sheets, "formulas", "Overview")
    assert rows[1][0].startswith("=1+1, 2026."), rows[1]
    notes = [row["Note"] for row in table(sheet(sheets, "formulas", "Answers"), "Area")]
    assert '=HYPERLINK("http://x","y")' in notes, notes
    assert len(table(sheet(sheets, "all", "Overview"), "Assessment")) == 4
    assert len(table(sheet(sheets, "all", "Areas"), "Assessment")) == 4 * 9


main()
