from odoo.tests import TransactionCase, tagged

# {mixin: what it asks of each model that takes it}
ASKED = {
    "hr.asn.exempt.mixin": {"_asn_is_excused"},
    "hr.asn.lock.mixin": {"_asn_fill_due", "_asn_fill_label", "_asn_is_filling"},
}


@tagged("post_install", "-at_install")
class TestMixins(TransactionCase):
    """What a mixin leaves to the models that take it, each of them says."""

    def _takers(self, mixin):
        """Return the stored models that take a mixin."""
        taken = self.registry[mixin]
        return {
            name: model
            for name, model in self.registry.items()
            if issubclass(model, taken) and not model._abstract
        }

    def test_no_model_leaves_a_method_unsaid(self):
        unsaid = {
            (name, method)
            for mixin, methods in ASKED.items()
            for name, model in self._takers(mixin).items()
            for method in methods
            if not callable(getattr(model, method, None))
        }
        self.assertEqual(unsaid, set())

    def test_the_mixins_say_nothing_themselves(self):
        """Else a model could take what is meant for another one."""
        for mixin, methods in ASKED.items():
            said = {name for name in methods if hasattr(self.registry[mixin], name)}
            self.assertEqual(said, set(), mixin)
            self.assertEqual(
                set(self._takers(mixin)), {"hr.asn.evaluation", "hr.asn.skp"}
            )
