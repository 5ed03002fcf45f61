"""Make ``import law`` work without Odoo: the addon folder goes on the path.

The addon itself is not imported, because its ``__init__`` needs Odoo.
"""

import sys
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ADDON))
