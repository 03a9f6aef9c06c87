"""Runs somebody else's Python safely and fast; knows nothing of questions.

    with Judge() as judge, judge.start(source) as session:
        result = session.call("softmax", (logits,))

judge.py holds the warm parents, pool.py the children that wait, session.py one submission, whose
requests calls.py writes and wire.py carries, and process.py its process; proof.py finds the mode.
zygote.py, forking.py, child.py, randomness.py, jail.py with what a jail is made of (namespaces.py,
private_root.py, capabilities.py, landlock.py, seccomp.py), harness.py with tensors.py and
watching.py, printing.py, failures.py, frames.py and the codec (values.py, encoding.py, decoding.py)
also run in the other processes, without the rest of heldout.
"""

from .building import COMPILE_ERROR
from .calls import Call
from .images import image_for
from .judge import Judge
from .limits import Limits
from .probes import Probe, probe
from .programs import Driven, Loadable, Program
from .proof import Claim
from .results import Failure, Loaded, Missing, Mode, Raised, Reason, Returned, Stopped
from .session import Session
from .values import Unconvertible, Value

__all__ = [
    "COMPILE_ERROR",
    "Call",
    "Claim",
    "Driven",
    "Failure",
    "Judge",
    "Limits",
    "Loadable",
    "Loaded",
    "Missing",
    "Mode",
    "Probe",
    "Program",
    "Raised",
    "Reason",
    "Returned",
    "Session",
    "Stopped",
    "Unconvertible",
    "Value",
    "image_for",
    "probe",
]
