# 3 Ends the process with success while it is imported.
# against: layer-norm-forward
# must: stopped exited

import os

os._exit(0)
