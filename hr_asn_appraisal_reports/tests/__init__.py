from . import test_external
from . import test_account_slip
from . import test_bundle
from . import test_layout
from . import test_paper
from . import test_recap
from . import test_recap_offices
from . import test_run_paper
