from torch.utils.data import DataLoader


def drive(answer, texts, labels, batch_size, max_length=None, padding=None):
    """All batches of a loader, some items by index, and a plain loop."""
    options = {"max_length": max_length, "padding": padding}
    options = {name: value for name, value in options.items() if value is not None}
    given = [list(text) for text in texts], list(labels)
    dataset = answer(texts, labels, **options)
    loader = DataLoader(dataset, batch_size=batch_size, collate_fn=dataset.collate)
    batches = [tuple(batch) for batch in loader]
    types = sorted({", ".join(str(part.dtype) for part in batch) for batch in batches})
    looped = []
    for tokens, label in dataset:
        looped.append((tokens, label))
        if len(looped) > len(texts):
            break
    last = [dataset[-1], dataset[-len(texts)]] if texts else []
    missing = []
    for index in (len(texts), len(texts) + 3, -len(texts) - 1):
        try:
            dataset[index]
            missing.append("nothing")
        except IndexError:
            missing.append("IndexError")
    kinds = sorted({f"{t.dtype}, {type(label).__name__}" for t, label in looped})
    lists = "as they were" if (texts, labels) == given else "changed"
    return batches, len(dataset), looped + last, ", ".join(missing), types + kinds, lists
