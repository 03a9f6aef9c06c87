def draw(rng):
    return {"rows": [[rng.integer(1, 9) for _ in range(3)] for _ in range(2)]}


def answers(values):
    columns = zip(*values["rows"], strict=True)
    return {"entries": [list(column) for column in columns], "size": [3, 2]}


def second_opinion(values):
    rows = values["rows"]
    entries = [[rows[i][j] for i in range(2)] for j in range(3)]
    return {"entries": entries, "size": [len(entries), len(entries[0])]}
