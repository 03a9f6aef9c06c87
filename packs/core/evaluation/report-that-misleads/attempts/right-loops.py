def report(probs, labels, threshold=0.5):
    n, c = probs.shape
    table = [[0] * c for _ in range(c)]
    open_ones = [0] * c
    for row, label in zip(probs.tolist(), labels.tolist(), strict=True):
        if max(row) >= threshold:
            table[label][row.index(max(row))] += 1
        else:
            open_ones[label] += 1
    rows = []
    for k in range(c):
        hits = table[k][k]
        claimed = sum(line[k] for line in table)
        actual = sum(table[k]) + open_ones[k]
        rows.append(
            (
                hits / claimed if claimed else 0.0,
                hits / actual if actual else 0.0,
                2 * hits / (claimed + actual) if hits else 0.0,
            )
        )
    accuracy = sum(table[k][k] for k in range(c)) / n
    return (
        1 - sum(open_ones) / n,
        accuracy,
        *(sum(column) / c for column in zip(*rows, strict=True)),
    )
