import torch


class TextDataset(torch.utils.data.Dataset):
    def __init__(self, texts, labels, max_length=8, padding=0):
        self.texts = [list(text) for text in texts]
        self.labels = list(labels)
        self.max_length = max_length
        self.padding = padding

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError("there is no such text")
        text = self.texts[index]
        count = min(len(text), self.max_length)
        return torch.LongTensor(text[:count]), self.labels[index]

    def collate(self, items):
        longest = max(len(tokens) for tokens, _ in items)
        tokens = torch.zeros(len(items), longest, dtype=torch.int64)
        mask = torch.zeros(len(items), longest, dtype=torch.bool)
        for row, (text, _) in enumerate(items):
            for column in range(longest):
                inside = column < len(text)
                tokens[row, column] = text[column] if inside else self.padding
                mask[row, column] = inside
        lengths = [len(text) for text, _ in items]
        return [tokens, mask, torch.LongTensor(lengths), torch.LongTensor([b for _, b in items])]
