from . import index_xlsx, pages, recap_xlsx
