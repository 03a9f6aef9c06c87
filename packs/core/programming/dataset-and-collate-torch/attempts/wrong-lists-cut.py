# expect: lists-cut
import torch


class TextDataset(torch.utils.data.Dataset):
    def __init__(self, texts, labels, max_length=8, padding=0):
        for text in texts:
            del text[max_length:]
        self.texts, self.labels = texts, labels
        self.max_length, self.padding = max_length, padding

    def __len__(self):
        return len(self.texts)

    def __getitem__(self, index):
        return torch.tensor(self.texts[index]), self.labels[index]

    def collate(self, items):
        lengths = torch.tensor([len(tokens) for tokens, _ in items])
        mask = torch.arange(max(lengths)) < lengths[:, None]
        batch = torch.full(mask.shape, self.padding)
        batch[mask] = torch.cat([tokens for tokens, _ in items])
        return batch, mask, lengths, torch.tensor([label for _, label in items])
