# 87 Answers a question with integers that no float holds.
# against: adam-step
# must: not right


def adam_step(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    return 10**4000, -(10**4000), 2**63
