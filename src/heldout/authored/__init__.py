"""The Python files that come with a question: run here when they are ours, in a jail when not.

    authors = Authors(judge)
    authors.open(file, question.hash, shipped=False).call("draw", Draw("some-question", 1))

author.py says what can be asked of a file, jailed.py asks it across a pipe, authors.py decides.
"""

from heldout.authored.author import Author
from heldout.authored.authors import Authors
from heldout.authored.jailed import AuthorStopped
from heldout.authored.modules import author_error, load_module

__all__ = ["Author", "AuthorStopped", "Authors", "author_error", "load_module"]
