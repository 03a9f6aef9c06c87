"""Packs on disk -> `Pack`; several packs -> `Library`. What is wrong is set aside and named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from heldout.errors import NotFound, PackError
from heldout.questions.front_matter import split_front_matter
from heldout.questions.reading import SpecReader, read_question
from heldout.records import Pack, Question, Skill

__all__ = ["Library", "load_library", "load_pack", "shipped_packs"]

FORMAT = 1


@dataclass(frozen=True)
class Library:
    """All questions that can be asked, whichever pack they come from."""

    packs: tuple[Pack, ...]
    questions: Mapping[str, Question]
    skills: Mapping[str, Skill]
    problems: tuple[PackError, ...]

    def question(self, question_id: str) -> Question:
        """The question of that id; NotFound when there is none."""
        try:
            return self.questions[question_id]
        except KeyError:
            raise NotFound(
                f"There is no question {question_id!r}. 'heldout list' shows all that there are."
            ) from None


def shipped_packs() -> tuple[Path, ...]:
    """The folders of the packs that came with Heldout: beside the package, or in the checkout."""
    package = Path(__file__).parents[1]
    inside, checkout = package / "packs", package.parents[1] / "packs"
    home = inside if inside.is_dir() else checkout
    return tuple(sorted(path.parent for path in home.glob("*/pack.toml")))


def load_library(folders: Iterable[Path], read_spec: SpecReader) -> Library:
    """Every pack of those folders. A pack or question that cannot be used becomes a problem."""
    packs: list[Pack] = []
    questions: dict[str, Question] = {}
    skills: dict[str, Skill] = {}
    problems: list[PackError] = []
    once = {folder.resolve(): folder for folder in reversed(list(folders))}
    for folder in reversed(once.values()):
        try:
            pack = load_pack(folder, read_spec)
        except PackError as problem:
            problems.append(problem)
            continue
        packs.append(pack)
        problems.extend(pack.problems)
        skills.update({key: skill for key, skill in pack.skills.items() if key not in skills})
        for question in pack.questions.values():
            taken = questions.setdefault(question.id, question)
            if taken is not question:
                problems.append(_taken(question, taken))
    return Library(tuple(packs), questions, skills, tuple(problems))


def load_pack(folder: Path, read_spec: SpecReader) -> Pack:
    """The pack in that folder; PackError only when its pack.toml cannot be used.

    It counts as shipped by where it lies, whatever it says of itself.
    """
    file = folder / "pack.toml"
    shipped = folder.resolve() in {place.resolve() for place in shipped_packs()}
    head = _read_toml(file)
    skills = _read_skills(file, head.get("skills", {}))
    questions: dict[str, Question] = {}
    problems: list[PackError] = []
    for path in sorted(folder.rglob("question.md")):
        try:
            question = read_question(path.parent, head["id"], read_spec)
            question = replace(question, shipped=shipped)
            _check_skills(question, skills)
        except PackError as problem:
            problems.append(problem)
            continue
        taken = questions.setdefault(question.id, question)
        if taken is not question:
            problems.append(_taken(question, taken))
    return Pack(
        id=head["id"],
        title=head["title"],
        licence=head["licence"],
        folder=folder,
        skills=skills,
        questions=questions,
        problems=tuple(problems),
        shipped=shipped,
    )


def _read_toml(file: Path) -> Mapping[str, Any]:
    try:
        head = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PackError(
            f"a pack must have a readable pack.toml: {error.strerror}", file=file
        ) from None
    except UnicodeDecodeError as error:
        wrong = f"{error.reason} at byte {error.start}"
        raise PackError(f"must be saved as UTF-8 text: {wrong}", file=file) from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else None
        raise PackError(f"must be valid TOML: {error}", file=file, line=line) from None
    for field in ("id", "title", "licence"):
        given = head.get(field)
        if not isinstance(given, str) or not given.strip():
            raise PackError(f"must be given, as text; given {given!r}", file=file, field=field)
    if head.get("format") != FORMAT:
        raise PackError(
            f"must be {FORMAT}, the format that this version of Heldout reads; "
            f"given {head.get('format')!r}",
            file=file,
            field="format",
        )
    return head


def _read_skills(file: Path, table: object) -> dict[str, Skill]:
    if not isinstance(table, dict):
        text = f"must be a table of skills, under [skills]; given {table!r}"
        raise PackError(text, file=file, field="skills")
    skills = {key: _read_skill(file, key, row, table) for key, row in table.items()}
    circle = _find_circle(skills)
    if circle:
        text = f"must not require each other in a circle: {' → '.join(circle)}"
        raise PackError(text, file=file, field="skills")
    return skills


def _read_skill(file: Path, key: str, row: object, table: Mapping[str, Any]) -> Skill:
    def refuse(message: str) -> PackError:
        return PackError(message, file=file, field=f"skills.{key}")

    given = row if isinstance(row, dict) else {}
    title, requires = given.get("title"), given.get("requires", [])
    if not isinstance(title, str) or not title.strip() or set(given) - {"title", "requires"}:
        raise refuse(f'must look like {{ title = "…", requires = ["…"] }}; given {row!r}')
    if not isinstance(requires, list) or not all(isinstance(item, str) for item in requires):
        raise refuse(f'requires must be a list of skills, such as ["…"]; given {requires!r}')
    unknown = [item for item in requires if item not in table]
    if unknown:
        raise refuse(f"requires must name skills of this pack; given {unknown}, which are none")
    return Skill(key, title, tuple(requires))


def _find_circle(skills: Mapping[str, Skill]) -> list[str]:
    """Skills that require each other, the first one again at the end; empty when none do."""
    stuck = dict(skills)
    while ready := [key for key, skill in stuck.items() if not stuck.keys() & set(skill.requires)]:
        for key in ready:
            del stuck[key]
    way: list[str] = []
    if not stuck:
        return []
    step = next(iter(stuck))
    while step not in way:
        way.append(step)
        step = next(item for item in stuck[step].requires if item in stuck)
    return [*way[way.index(step) :], step]


def _check_skills(question: Question, skills: Mapping[str, Skill]) -> None:
    for index, skill in enumerate(question.skills):
        if skill not in skills:
            text = f"must be skills of pack.toml; given {skill!r}, which is not there"
            raise _problem(question, text, "skills", index)


def _taken(question: Question, taken: Question) -> PackError:
    text = f"must be unique over all packs; {question.id!r} is taken by {taken.folder}"
    return _problem(question, text, "id")


def _problem(question: Question, message: str, *path: str | int) -> PackError:
    """Points at a field of a question that has been read; its file tells the line."""
    head, _, _ = split_front_matter(question.folder / "question.md")
    return head.problem(message, *path)
