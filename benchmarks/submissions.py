"""What is handed in under load: right and wrong solutions of shipped tasks, and hostile code."""

from __future__ import annotations

import random
from dataclasses import dataclass

from heldout.grading import read_spec
from heldout.questions import load_library, shipped_packs
from heldout.records import Question, Verdict

__all__ = ["HOSTILE", "Submission", "is_right_about", "plan"]

ANSWERS = "right"
HOSTILE = "hostile"

_BODIES = {
    "fork bomb": "import os\n    while True: os.fork()",
    "memory bomb": "kept = []\n    while True: kept.append(bytes(1 << 26))",
    "endless loop": "while True: pass",
    "output flood": "while True: print('x' * 1000)",
    "half a frame and silence": (
        "import os, time\n    for channel in range(3, 10):\n"
        "        try: os.write(channel, b'\\6' * 9)\n        except OSError: pass\n"
        "    time.sleep(3600)"
    ),
    "kill the parent": "import os\n    os.kill(os.getppid(), 9)",
}


@dataclass(frozen=True)
class Submission:
    """A source, the task that it is handed in to, and what must be said of it."""

    question: str
    seed: int  # its own, so that each has a sitting of its own
    source: str
    expected: str  # "right", "hostile", or the finding or mistake of a wrong attempt
    name: str

    @property
    def kind(self) -> str:
        """What times are told apart by: right, wrong, or the name of the attack."""
        return self.name if self.expected in (ANSWERS, HOSTILE) else "wrong"


def plan(count: int, seed: int) -> list[Submission]:
    """So many submissions in random order: a tenth hostile, half of the others wrong."""
    chance = random.Random(seed)
    tasks = [task for task in _tasks() if not task.needs]
    wrong = [(task, *item) for task in tasks for item in _wrong_attempts(task)]
    bombs = list(_BODIES.items())
    planned = []
    for number in range(count):
        if number % 10 == 9:
            task = chance.choice(tasks)
            name, body = bombs[number // 10 % len(bombs)]
            function = task.parts[0].spec.function
            source = f"def {function}(*arguments, **named):\n    {body}\n"
            planned.append(Submission(task.id, number, source, HOSTILE, name))
        elif number % 2:
            task, expected, source = chance.choice(wrong)
            planned.append(Submission(task.id, number, source, expected, expected))
        else:
            task = chance.choice(tasks)
            source = (task.folder / "solution.py").read_text(encoding="utf-8")
            planned.append(Submission(task.id, number, source, ANSWERS, "right"))
    chance.shuffle(planned)
    return planned


def is_right_about(submission: Submission, verdict: Verdict | None) -> bool:
    """Whether the verdict is the one that the submission deserves."""
    if verdict is None or verdict.outcome != "graded":
        return False
    if submission.expected == HOSTILE:
        return not verdict.right
    told = {word for finding in verdict.findings for word in (finding.kind, finding.mistake)}
    return submission.expected in told and verdict.right == (submission.expected == ANSWERS)


def _tasks() -> list[Question]:
    questions = load_library(shipped_packs(), read_spec).questions.values()
    return [task for task in questions if [part.kind for part in task.parts] == ["code"]]


def _wrong_attempts(task: Question) -> list[tuple[str, str]]:
    found = []
    for file in sorted((task.folder / "attempts").glob("wrong-*.py")):
        source = file.read_text(encoding="utf-8")
        found.append((source.partition("\n")[0].removeprefix("# expect: ").strip(), source))
    return found
