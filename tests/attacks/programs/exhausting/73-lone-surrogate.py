# 73 Has half a character in its source.
# must: raised | returned 1
# built: yes

SOURCE = "x = '\ud800'\ndef f(): return 1\n"
