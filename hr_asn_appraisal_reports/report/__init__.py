from . import pages, recap_xlsx
