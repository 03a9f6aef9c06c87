"""The reference shelf at work on real data: each module trains something and measures it.

`python -m demonstrations` runs them all and writes the numbers into docs/references.md;
`python -m demonstrations NAME ...` runs some and prints what they find. A module has

    TITLE        what is shown, in a few words
    ROWS         the systems of the syllabus that it shows at work
    findings()   trains with fixed seeds, in seconds, and returns what was measured

and tests/nn/test_demonstrations.py runs it again: a claim that no longer holds, and a number that
has left the page, are failures.
"""
