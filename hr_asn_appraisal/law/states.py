"""States of cycles, plans and evaluations, for all who ask; models hold their moves.

Source: design of this program.
"""

# Of all: nobody has begun with it; nothing is changed in it any more.
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

# Of an evaluation.
RATED = "rated"
DELIVERED = "delivered"
RECEIVED = "received"
OBJECTED = "objected"
FINAL = "final"

# Which evaluation it is: of a period, or of the year.
PERIODIC = "periodic"
ANNUAL = "annual"

# Of an evaluation: nobody has rated it; the person concerned has the result.
UNRATED = (DRAFT, SUBMITTED)
PUBLISHED = (DELIVERED, RECEIVED, OBJECTED, FINAL)
# Of an evaluation: the person concerned has acknowledged it, whatever follows.
ACKNOWLEDGED = (RECEIVED, OBJECTED, FINAL)

# Of evidence: nobody has looked at it yet, or not since its owner replaced it.
SENT = "sent"
ACCEPTED = "accepted"
REFUSED = "refused"
