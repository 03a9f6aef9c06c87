"""Whose turn it is: bounded, and fair whatever somebody else does."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import Busy
from heldout.web.turns import Turn, Turns


def filled(clients: str, *, each: int = 100, places: int = 1000) -> Turns[int]:
    """Items by these clients, a letter each, numbered in the order in which they came."""
    turns: Turns[int] = Turns(each=each, places=places)
    for number, client in enumerate(clients):
        turns.reserve(client)
        turns.put(client, number, held=True)
    return turns


def taken(turns: Turns[int]) -> Turn[int]:
    """The next turn, of which there must be one."""
    turn = turns.take()
    assert turn is not None
    return turn


def test_one_reply_of_somebody_comes_before_the_second_of_somebody_else() -> None:
    """However many are waiting before it."""
    turns = filled("aaaaab")
    order = []
    for _ in range(6):
        turn = taken(turns)
        order.append(turn.client)
        turns.finish(turn)
    assert order == ["a", "b", "a", "a", "a", "a"]


@given(st.text("abcd", min_size=1, max_size=30), st.integers(1, 4))
def test_everybody_gets_an_equal_share_and_their_own_order(clients: str, workers: int) -> None:
    """While all wait, nobody is ahead of anybody by more than one turn; and nothing is lost."""
    turns = filled(clients)
    left, served, running = Counter(clients), Counter[str](), list[Turn[int]]()
    seen: list[int] = []
    for _ in clients:
        if len(running) == workers:
            turns.finish(running.pop(0))
        turn = taken(turns)
        running.append(turn)
        seen.append(turn.item)
        served[turn.client] += 1
        left[turn.client] -= 1
        waiting = [client for client in left if left[client]]
        if workers == 1:
            assert all(served[turn.client] <= served[client] + 1 for client in waiting)
    assert sorted(seen) == list(range(len(clients)))
    for client in set(clients):
        own = [number for number in seen if clients[number] == client]
        assert own == sorted(own)


def test_whoever_has_code_running_waits_for_those_who_have_none() -> None:
    """Slow code of one client never sits on all the judges while others wait."""
    turns = filled("aab")
    assert [taken(turns).client for _ in range(3)] == ["a", "b", "a"]
    turns = filled("aaa")
    slow = [taken(turns), taken(turns)]
    for client in "bc":
        turns.reserve(client)
        turns.put(client, 9, held=True)
    turns.finish(slow[0])
    assert {taken(turns).client, taken(turns).client} == {"b", "c"}


def test_there_are_only_so_many_places_for_one_and_for_all() -> None:
    """Running ones count; a finished one makes room; one who is refused costs nobody a place."""
    turns = filled("aa", each=2, places=3)
    with pytest.raises(Busy, match="2 replies of one sender"):
        turns.reserve("a")
    turns.reserve("b")
    with pytest.raises(Busy, match="At most 3 replies may wait"):
        turns.reserve("c")
    turns.release("b")
    turns.reserve("c")
    turn = taken(turns)
    with pytest.raises(Busy):
        turns.reserve("a")
    turns.finish(turn)
    turns.reserve("a")


def test_what_is_owed_already_needs_no_place() -> None:
    """What was received before a crash is judged, and keeps nobody out."""
    turns = filled("", each=1, places=1)
    for number in range(5):
        turns.put("", number, held=False)
    turns.reserve("a")
    turns.put("a", 9, held=True)
    first, second = taken(turns), taken(turns)
    assert {first.item, second.item} == {0, 9}


def test_a_closed_queue_sends_everybody_away() -> None:
    """Also with something in it, which is judged at the next start."""
    turns = filled("ab")
    turns.close()
    assert turns.take() is None
