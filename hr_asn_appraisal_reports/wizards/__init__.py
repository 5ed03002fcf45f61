from . import month_close
from . import recap_choice
