from . import password
from . import plan_template
from . import rejected
from . import survey
from . import template
