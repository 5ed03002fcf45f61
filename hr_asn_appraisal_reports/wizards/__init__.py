from . import month_close
from . import recap_choice
from . import service_report
