"""Make ``import forms`` work without Odoo: the addon folder goes on the path."""

import sys
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ADDON))
