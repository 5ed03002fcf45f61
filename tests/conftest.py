"""What all black-box tests share: `setup/` with servers and databases, and SQL."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT / "setup", ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
