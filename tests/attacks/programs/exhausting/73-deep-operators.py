# 73 Chains operators until the compiler's stack is full.
# must: raised | stopped crashed
# built: yes

SOURCE = "x = " + "-" * 60_000 + "1\n"
