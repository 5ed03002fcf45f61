import inspect

from odoo.tests import TransactionCase, tagged

OURS = "hr.asn."
ADDONS = "odoo.addons.hr_asn_"


@tagged("post_install", "-at_install")
class TestMixins(TransactionCase):
    """What a mixin leaves to the models that take it, each of them says."""

    def _unsaid(self, model):
        """Return the methods of a model that only tell that they are missing."""
        own = (
            (name, method)
            for name, method in inspect.getmembers(model, inspect.isfunction)
            if method.__module__.startswith(ADDONS)
        )
        return {
            name
            for name, method in own
            if "NotImplementedError" in method.__code__.co_names
        }

    def test_no_model_leaves_a_method_unsaid(self):
        models = [
            model for name, model in self.registry.items() if name.startswith(OURS)
        ]
        asked = set().union(*(self._unsaid(one) for one in models if one._abstract))
        said = {
            "_asn_fill_due",
            "_asn_fill_label",
            "_asn_is_excused",
            "_asn_is_filling",
        }
        self.assertEqual(asked, said)
        left = {one._name: self._unsaid(one) for one in models if not one._abstract}
        self.assertEqual({name for name, some in left.items() if some}, set())
