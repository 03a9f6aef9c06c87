# 83 Defines functions with names of hundreds of thousands of characters.
# must: missing

for number in range(3):
    globals()["\x1b[2J" + "n" * 100_000 + str(number)] = lambda: 1
