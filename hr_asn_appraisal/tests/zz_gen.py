
from odoo.tools import mute_logger
from . import test_access_matrix as m
class TestGen(m.TestAccessMatrix):
    @mute_logger(*m.QUIET)
    def test_gen(self):
        import csv,time
        t=time.time()
        rows=self._walk_matrix()
        with open("/tmp/matrix.csv","w") as f:
            w=csv.DictWriter(f,list(rows[0]),lineterminator="\n"); w.writeheader(); w.writerows(rows)
        print("took",time.time()-t)
