import torch


class TextDataset(torch.utils.data.Dataset):
    """Texts as token numbers, and how they become a batch."""

    def __init__(self, texts, labels, max_length=8, padding=0):
        self.texts, self.labels = texts, labels

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        return torch.tensor(self.texts[index]), self.labels[index]

    def collate(self, items):
        """tokens (B, L), mask (B, L), lengths (B,) and labels (B,)."""
        return torch.utils.data.default_collate(items)
