import torch


def gru_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    w_ih: torch.Tensor,
    w_hh: torch.Tensor,
    b_ih: torch.Tensor | None = None,
    b_hh: torch.Tensor | None = None,
) -> torch.Tensor:
    """One step as `nn.GRUCell` takes it: a new h; gradients flow back to all arguments.

    x: (N, D) or (D,); h: (N, H) or (H,); w_ih: (3H, D); w_hh: (3H, H); b_ih, b_hh: (3H,).
    """
    return torch.zeros_like(h)
