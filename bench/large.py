"""Writes a questionnaire and answers as large as one wants, to see what a long report costs.

    python3 bench/large.py 1500 FOLDER

leaves large.yaml and answers.yaml in the folder: so many questions of every common type, in areas of
fifteen, with practices, leaks, notes and long wordings. The same number gives the same files.
"""
import pathlib
import sys

WORDS = ("account target weekly review customer team manager order proposal visit loss reason written agreed "
         "measured market share plan coach number quarter forecast price discount partner region first contact").split()
IN_AREA = 15


class Words:
    """Words in an order that looks drawn, and is the same on every machine."""

    def __init__(self, seed):
        self.state = seed

    def draw(self, most):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % most

    def some(self, least, most):
        count = least + self.draw(most - least + 1)
        return " ".join(WORDS[self.draw(len(WORDS))] for _ in range(count)).capitalize()


def question(number, words):
    """Its definition, the answer and a note; the answer is a poor one for every third."""
    poor = words.draw(3) == 0
    ask = f"{words.some(8, 18)}?"
    leak = f"{words.some(3, 6)} {number}"
    head = f"      - id: q{number}\n        ask: {ask}\n        leak: {leak}\n        plugged_by: [p{number // IN_AREA}_{number % 3}]\n"
    kind = number % 4
    if kind == 0:
        steps = ", ".join(f"{{text: {words.some(2, 5)}, severity: {severity}}}" for severity in ("critical", "high"))
        steps += "".join(f", {words.some(2, 5)}" for _ in range(3))
        return head + f"        type: scale\n        choices: [{steps}]\n", 1 + words.draw(2) if poor else 3 + words.draw(3)
    if kind == 1:
        cuts = "{from: 0, level: 0, severity: high}, {from: 40, level: 1, severity: medium}, {from: 70, level: 2}"
        return head + f"        type: number\n        min: 0\n        max: 100\n        cut_points: [{cuts}]\n", words.draw(60) if poor else 70 + words.draw(30)
    if kind == 2:
        return head + "        type: yes_no\n        yes: {level: 1}\n        no: {level: 0, severity: medium}\n", "no" if poor else "yes"
    choices = ", ".join(f"{{id: c{choice}, text: {words.some(2, 5)}}}" for choice in range(5))
    cuts = "{from: 0, level: 0, severity: low}, {from: 2, level: 1}, {from: 4, level: 2}"
    return (head + f"        type: multiple_choice\n        choices: [{choices}]\n        cut_points: [{cuts}]\n",
            "[c0]" if poor else "[c0, c1, c3, c4]")


def write(count, folder):
    words = Words(count)
    form = [f"format: 1\nid: large\nedition: \"1\"\ntitle: A questionnaire of {count} questions\nareas:\n"]
    answers = ["questionnaire: large\nabout: Northwind Sales\nlabel: \"2026\"\ndate: 2026-03-01\nanswers:\n"]
    notes = ["notes:\n"]
    for number in range(count):
        if number % IN_AREA == 0:
            area = number // IN_AREA
            form.append(f"  - id: a{area}\n    title: {words.some(2, 4)} {area}\n    aim: {words.some(12, 20)}.\n"
                        f"    cost: {words.some(12, 20)}.\n    practices:\n")
            form += [f"      - {{id: p{area}_{practice}, do: {words.some(8, 16)}.}}\n" for practice in range(3)]
            form.append("    questions:\n")
        definition, answer = question(number, words)
        form.append(definition)
        answers.append(f"  q{number}: {answer}\n")
        if number % 5 == 0:
            notes.append(f"  q{number}: {words.some(6, 14)}.\n")
    (folder / "large.yaml").write_text("".join(form), encoding="utf-8")
    (folder / "answers.yaml").write_text("".join(answers + notes), encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
