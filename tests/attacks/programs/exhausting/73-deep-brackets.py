# 73 Nests brackets until the compiler gives up.
# must: raised | stopped crashed
# built: yes

SOURCE = "x = " + "(" * 20_000 + ")" * 20_000 + "\n"
