# 73 Chains attributes until the compiler's stack is full.
# must: raised | stopped crashed
# built: yes

SOURCE = "x = a" + ".b" * 30_000 + "\n"
