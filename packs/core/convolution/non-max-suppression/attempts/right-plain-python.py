def iou(a, b):
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    common = w * h
    return common / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common)


def non_max_suppression(boxes, scores, threshold):
    rows = boxes.tolist()
    order = sorted(range(len(rows)), key=lambda k: (-scores[k], k))
    alive = dict.fromkeys(order, True)
    for place, k in enumerate(order):
        if alive[k]:
            for other in order[place + 1 :]:
                if alive[other] and iou(rows[k], rows[other]) > threshold:
                    alive[other] = False
    return [k for k in order if alive[k]]
