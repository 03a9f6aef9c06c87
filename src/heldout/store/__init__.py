"""Everything that is kept, in one database; the only place that knows SQL.

* `database`: `Store`, what can be kept and asked
* `tables`: the schema
* `documents`: replies and verdicts as JSON
* `engine`: how a connection is made so that nothing acknowledged is lost
* `upgrade`: brings an older database to this version's schema, after a backup
* `failures`: what goes wrong with databases, as sentences
"""

from heldout.store.database import Counts, Store

__all__ = ["Counts", "Store"]
