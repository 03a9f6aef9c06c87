# 73 Defines thousands of functions.
# must: returned 1
# built: yes

SOURCE = "".join(f"def f{n}(): 1\n" for n in range(3_500)) + "def f(): return 1\n"
