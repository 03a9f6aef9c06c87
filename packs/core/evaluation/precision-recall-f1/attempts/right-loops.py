def precision_recall_f1(y_true, y_pred, average="binary", zero_division=0.0):
    truth, guess = [int(v) for v in y_true], [int(v) for v in y_pred]
    if average == "binary":
        names = [1]
    elif average in ("micro", "macro", "weighted"):
        names = sorted(set(truth) | set(guess))
    else:
        raise ValueError(average)
    tp, fp, fn = dict.fromkeys(names, 0), dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for a, b in zip(truth, guess, strict=True):
        if a == b:
            if a in tp:
                tp[a] += 1
        else:
            if b in fp:
                fp[b] += 1
            if a in fn:
                fn[a] += 1

    def scores(t, p, n):
        precision = t / (t + p) if t + p else zero_division
        recall = t / (t + n) if t + n else zero_division
        if t + p + n == 0:
            return precision, recall, zero_division
        f1 = 2 * precision * recall / (precision + recall) if t else 0.0
        return precision, recall, f1

    if average == "micro":
        return scores(sum(tp.values()), sum(fp.values()), sum(fn.values()))
    rows = [scores(tp[c], fp[c], fn[c]) for c in names]
    weights = [tp[c] + fn[c] if average == "weighted" else 1 for c in names]
    total = sum(weights)
    return tuple(
        sum(w * r[k] for w, r in zip(weights, rows, strict=True)) / total for k in (0, 1, 2)
    )
