"""States of cycles and plans, for all who ask; their moves stand in the models.

Source: design of this program.
"""

# Of both: nobody has begun with it; nothing is changed in it any more.
DRAFT = "draft"
CLOSED = "closed"

# Of a cycle.
PLANNING = "planning"
RUNNING = "running"
CLOSING = "closing"

# Of a plan.
SUBMITTED = "submitted"
CHECKED = "checked"
RETURNED = "returned"
APPROVED = "approved"
REVISING = "revising"
# Opened by mistake and never agreed: kept, so that opening again does not renew it.
CANCELLED = "cancelled"

# Handed in and not yet answered: somebody above the employee is waited for.
PENDING = (SUBMITTED, CHECKED)
