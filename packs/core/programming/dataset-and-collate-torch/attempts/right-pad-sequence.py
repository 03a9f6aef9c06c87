import torch
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import Dataset


class TextDataset(Dataset):
    def __init__(self, texts, labels, max_length=8, padding=0):
        super().__init__()
        self.items = [
            (torch.tensor(text[:max_length], dtype=torch.long), int(label))
            for text, label in zip(texts, labels, strict=True)
        ]
        self.padding = padding

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def collate(self, items):
        texts, labels = zip(*items, strict=True)
        tokens = pad_sequence(list(texts), batch_first=True, padding_value=self.padding)
        mask = pad_sequence([torch.ones(len(t), dtype=torch.bool) for t in texts], True)
        lengths = mask.sum(dim=1)
        return tokens, mask, lengths, torch.as_tensor(labels)
