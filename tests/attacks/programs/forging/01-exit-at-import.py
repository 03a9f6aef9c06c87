# 1 Leaves with success while it is imported.
# against: stable-softmax
# must: unreadable

import sys

sys.exit(0)
