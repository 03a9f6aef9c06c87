# 73 Nests blocks until the compiler gives up.
# must: raised
# built: yes

SOURCE = "".join(" " * n + "if 1:\n" for n in range(300)) + " " * 300 + "pass\n"
