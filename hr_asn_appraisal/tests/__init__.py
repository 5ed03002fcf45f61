from . import test_skp
