"""States of a cycle, which most models ask for; its moves stand in its model.

Source: design of this program.
"""

DRAFT = "draft"
PLANNING = "planning"
RUNNING = "running"
CLOSING = "closing"
CLOSED = "closed"
