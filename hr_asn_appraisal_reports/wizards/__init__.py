from . import month_close
