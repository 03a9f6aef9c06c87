import math

import numpy as np


class LSHIndex:
    def __init__(self, planes):
        self.planes = planes.tolist()
        self.tables = [{} for _ in self.planes]
        self.rows = []

    @staticmethod
    def _dot(a, b):
        return sum(p * q for p, q in zip(a, b, strict=True))

    def _key(self, table, row):
        return "".join("1" if self._dot(plane, row) >= 0 else "0" for plane in table)

    def add(self, vectors):
        for row in vectors.tolist():
            for planes, table in zip(self.planes, self.tables, strict=True):
                table.setdefault(self._key(planes, row), []).append(len(self.rows))
            self.rows.append(row)

    def query(self, vector, k):
        target = vector.tolist()
        found = set()
        for planes, table in zip(self.planes, self.tables, strict=True):
            found.update(table.get(self._key(planes, target), []))
        ranking = []
        for n in found:
            row = self.rows[n]
            size = math.sqrt(self._dot(row, row) * self._dot(target, target))
            ranking.append((-self._dot(row, target) / size, n))
        ranking.sort()
        ids = np.array([n for _, n in ranking[:k]], dtype=int)
        return ids, np.array([-c for c, _ in ranking[:k]], dtype=float)
