# 73 Is a source of two megabytes.
# must: raised SourceTooLong
# built: yes

SOURCE = "x = 0\n" * 300_000
