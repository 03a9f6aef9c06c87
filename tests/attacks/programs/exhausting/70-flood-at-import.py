# 70 Prints without end while it is imported.
# must: stopped printed

while True:
    print("x" * 999)
