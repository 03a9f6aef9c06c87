# 59 Loops for ever where it is graded.
# against: adam-step
# modes: standard
# must: stopped cpu-time

def adam_step(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    while True:
        param = param + grad
