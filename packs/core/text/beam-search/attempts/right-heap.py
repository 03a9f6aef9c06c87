import heapq

import numpy as np


def beam_search(step, width, max_length, end, alpha=0.0):
    beam, pool = [((), 0.0)], []
    for _ in range(max_length):
        heap = []
        for tokens, total in beam:
            scores = total + np.asarray(step(tokens))
            for token in np.flatnonzero(np.isfinite(scores)):
                heapq.heappush(heap, (-scores[token], (*tokens, int(token))))
        beam = []
        while heap and width > len(beam) + 0 and len(beam) < width:
            best = [heapq.heappop(heap) for _ in range(min(width, len(heap)))]
            for cost, tokens in best:
                if tokens[-1] == end:
                    pool.append((tokens, -cost))
                else:
                    beam.append((tokens, -cost))
            break
        if not beam:
            break
    pool.extend(beam)
    pool.sort(key=lambda item: item[0])
    winner = max(pool, key=lambda item: item[1] / len(item[0]) ** alpha)
    return list(winner[0]), winner[1] / len(winner[0]) ** alpha
