"""What multi-head attention with packed weights is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "in_weight", "out_weight")
FORBIDDEN = {
    "aten::scaled_dot_product_attention": "PyTorch's own attention",
    "aten::_native_multi_head_attention": "PyTorch's own attention",
    "torch.nn.functional.multi_head_attention_forward": "PyTorch's own attention",
}


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Heads of any number and width, with padding at the end or inside, causal or not."""
    each, steps = draw.sizes("D", "T", most=6)
    count, width, heads = draw.integer(1, 4), draw.integer(1, 6), draw.integer(1, 4)
    kind, inner = draw.dtype("float64", "float32"), heads * each
    given = {
        "x": draw.numbers(count, steps, width, dtype=kind),
        "in_weight": draw.numbers(3 * inner, width, spread=0.7, dtype=kind),
        "in_bias": draw.numbers(3 * inner, dtype=kind),
        "out_weight": draw.numbers(width, inner, spread=0.7, dtype=kind),
        "out_bias": draw.numbers(width, dtype=kind),
        "num_heads": heads,
    }
    if draw.chance(0.5):
        padding = draw.between(0.0, 1.0, count, steps) < 0.5
        given["padding"] = draw.laid_out(padding & (np.arange(steps) > 0))
    return {**given, **draw.options(causal=(True,))}


def _case(shape, inner, heads, scale=1.0, kind=np.float64, **more):
    rng = np.random.default_rng(5)
    width = shape[2]
    shapes = {
        "x": shape,
        "in_weight": (3 * inner, width),
        "in_bias": (3 * inner,),
        "out_weight": (width, inner),
        "out_bias": (width,),
    }
    made = {name: rng.normal(size=size).round(2).astype(kind) for name, size in shapes.items()}
    return {**made, "x": (scale * made["x"]).astype(kind), "num_heads": heads, **more}


_ORDER = "Of each of the three, the first A / H belong to head 0, the next to head 1, and so on."
_PAD = "**`True` marks padding**: no query looks at such a step as a key."
_LEAST = "All sizes are at least 1"
_CAUSAL = "With `causal`, step t looks at the steps 0 to t only."
_END = np.array([[False, False, False], [False, True, True]])

POINTS = {
    "all sizes equal": point(_ORDER, **_case((2, 2, 4), 4, 2)),
    "one head": point(_ORDER, **_case((2, 3, 4), 3, 1)),
    "heads of width one": point(_ORDER, **_case((1, 3, 2), 4, 4)),
    "one step": point(_LEAST, **_case((3, 1, 2), 6, 2, causal=True)),
    "padding": point(_PAD, **_case((2, 3, 4), 6, 3, padding=_END)),
    "as many sequences as heads as steps": point(
        _PAD, **_case((3, 3, 3), 3, 3, padding=np.vstack([_END, [[False, False, True]]]))
    ),
    "causal": point(_CAUSAL, **_case((2, 4, 3), 4, 2, causal=True)),
    "causal with padding": point(
        "Both can be given together.", **_case((2, 3, 4), 6, 2, padding=_END, causal=True)
    ),
    "float32": point(
        "Floating tensors are all float64 or all float32",
        **_case((2, 3, 4), 6, 2, kind=np.float32, causal=True),
    ),
    "scores in the thousands": point(
        "Scores may reach thousands.", **_case((2, 3, 4), 6, 2, scale=40.0, padding=_END)
    ),
}

CREDIT = [
    credit(45, "the value", output="value"),
    credit(35, "the gradients", output="gradients"),
    credit(10, "scores in the thousands", points=("scores in the thousands",)),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]


def properties(arguments, output):
    """The type of the result, which a comparison of values alone would let pass."""
    if output[0].dtype != arguments["x"].dtype:
        yield f"The result must have the type of the arguments; it is {output[0].dtype}."


EXAMPLE = {
    "x": np.array([[[1.0, 0.0], [0.0, 2.0]]]),
    "in_weight": np.vstack([np.eye(2)] * 3),
    "in_bias": np.zeros(6),
    "out_weight": np.array([[1.0, 0.0], [0.0, 10.0]]),
    "out_bias": np.array([0.0, 100.0]),
    "num_heads": 2,
    "causal": True,
}


def second_opinion(
    x, in_weight, in_bias, out_weight, out_bias, num_heads, padding=None, causal=False
):
    """One head of one query at a time, each with the matrix of derivatives of its softmax."""
    kind = x.dtype
    x, w, b, u, c = (np.array(p, float) for p in (x, in_weight, in_bias, out_weight, out_bias))
    count, steps, _width = x.shape
    inner = u.shape[1]
    each = inner // num_heads
    slope = np.cos(0.7 * np.arange(x.size) + 0.3).astype(kind).astype(float).reshape(x.shape)
    out, dx, dw, du = np.zeros(x.shape) + c, np.zeros(x.shape), np.zeros(w.shape), np.zeros(u.shape)
    for n in range(count):
        for h in range(num_heads):
            own = slice(h * each, (h + 1) * each)
            rows = [slice(own.start + z, own.stop + z) for z in (0, inner, 2 * inner)]
            q, k, v = (x[n] @ w[r].T + b[r] for r in rows)
            dq, dk, dv = np.zeros(q.shape), np.zeros(q.shape), np.zeros(q.shape)
            for t in range(steps):
                seen = [
                    s
                    for s in range(steps)
                    if not (causal and s > t) and not (padding is not None and padding[n, s])
                ]
                scores = k[seen] @ q[t] / each**0.5
                p = np.exp(scores - scores.max())
                p /= p.sum()
                mean = p @ v[seen]
                out[n, t] += u[:, own] @ mean
                du[:, own] += np.outer(slope[n, t], mean)
                back = slope[n, t] @ u[:, own]
                change = (np.diag(p) - np.outer(p, p)) @ (v[seen] @ back) / each**0.5
                dq[t] = change @ k[seen]
                for s, weight, step in zip(seen, p, change, strict=True):
                    dk[s] += step * q[t]
                    dv[s] += weight * back
            for r, part in zip(rows, (dq, dk, dv), strict=True):
                dx[n] += part @ w[r]
                dw[r] += part.T @ x[n]
    return out.astype(kind), [part.astype(kind) for part in (dx, dw, du)]
