"""Reports as other programs see them: the accessibility and archive standards, and the text."""
import json
import pathlib
import re
import subprocess
import sys

import page

reports, answers = map(pathlib.Path, sys.argv[1:3])
faults = []


def squeezed(text):
    """Text without the line breaks and spaces that a page adds."""
    return re.sub(r"\s+", "", text)


for report in sorted(reports.glob("*.pdf")):
    for profile in ("PDF/UA-1", "PDF/A-2a"):
        failures = page.validate_pdf(str(report), profile=profile).failures
        print(f"{report.name}: {profile}, {len(failures)} failed rules")
        faults += [f"{report.name}: {profile}: {failure}" for failure in failures]

    command = ["target/debug/leaky-bucket", "show", str(answers / f"{report.name.split('.')[0]}.yaml"), "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    text = squeezed(report.with_suffix(".txt").read_text(encoding="utf-8"))
    wanted = [area["title"] for area in result["areas"]]
    wanted += [str(area["score"]) for area in result["areas"] if area["score"] is not None]
    wanted += [leak["leak"] for leak in result["leaks"]]
    missing = [words for words in wanted if squeezed(words) not in text]
    print(f"{report.name}: {len(wanted) - len(missing)} of {len(wanted)} titles, scores and leaks in its text")
    faults += [f"{report.name}: not in its text: {words}" for words in missing]

sys.exit("\n".join(faults) or 0)
