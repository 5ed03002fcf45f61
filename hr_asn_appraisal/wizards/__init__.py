from . import evaluation_rate
from . import skp_return
from . import skp_revise
from . import staff_import
