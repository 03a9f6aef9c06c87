def gru_cell(x, h, w_ih, w_hh, b_ih=None, b_hh=None):
    H = h.shape[-1]
    b_ih = x.new_zeros(3 * H) if b_ih is None else b_ih
    b_hh = x.new_zeros(3 * H) if b_hh is None else b_hh
    u = [x @ w_ih[k : k + H].T + b_ih[k : k + H] for k in (0, H, 2 * H)]
    v = [h @ w_hh[k : k + H].T + b_hh[k : k + H] for k in (0, H, 2 * H)]
    r = (u[0] + v[0]).sigmoid()
    z = (u[1] + v[1]).sigmoid()
    n = (u[2] + r * v[2]).tanh()
    return n + z * (h - n)
