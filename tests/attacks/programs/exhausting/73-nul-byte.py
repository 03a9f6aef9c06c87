# 73 Has a NUL in its source.
# must: raised
# built: yes

SOURCE = "x = 1\0\nimport os\n"
