"""What several models ask of the database in the same words."""

from odoo.fields import Domain

from .law.states import CLOSED

# Of plans and evaluations: what belongs to a closed cycle, archived or not, is over.
IN_OPEN_CYCLE = Domain("cycle_id.state", "!=", CLOSED)
