# 60 Sleeps for ever while it is imported.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import time

time.sleep(10**6)
