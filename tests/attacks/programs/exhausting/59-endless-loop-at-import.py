# 59 Loops for ever while it is imported.
# must: stopped cpu-time

while True:
    pass
