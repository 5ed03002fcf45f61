from . import test_layout
from . import test_paper
from . import test_recap
from . import test_run_paper
