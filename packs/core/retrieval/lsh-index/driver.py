def drive(answer, planes, batches, queries, k):
    """What every query finds, before anything is added and after each batch."""
    index = answer(planes)
    found = [index.query(queries[0], k)]
    for batch in batches:
        own = batch.copy()
        index.add(own)
        own[...] = -7.0  # the caller uses the array for something else
        found += [index.query(query, k) for query in queries]
    return [list(pair) for pair in found]
