from . import paper
from . import survey
