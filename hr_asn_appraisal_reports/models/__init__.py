from . import hr_asn_paper
from . import hr_asn_cycle
from . import hr_asn_evaluation
from . import hr_asn_run
from . import hr_asn_run_paper
from . import hr_asn_skp
from . import ir_actions_report
from . import res_company
