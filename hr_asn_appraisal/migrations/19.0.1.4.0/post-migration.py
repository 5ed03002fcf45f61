"""What 19.0.1.4.0 keeps in another way than 19.0.1.3.0 did."""

INDICATORS = ("hr_asn_iki", "hr_asn_goal_indicator")


def migrate(cr, version):
    """Bring rows of 19.0.1.3.0 to what the code expects."""
    _name_dimensions(cr)


def _name_dimensions(cr):
    """Dimensions are reference data now; indicators kept their code."""
    for table in INDICATORS:
        cr.execute(
            f"""
            UPDATE {table} line
               SET dimension_id = dimension.id
              FROM hr_asn_dimension dimension
             WHERE dimension.code = line.dimension
            """
        )
