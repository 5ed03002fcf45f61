"""A service splits its target over the months as its owner's plan did until now."""


def migrate(cr, version):
    """Give targets of services the split of the newest indicator that has them."""
    cr.execute(
        """
        WITH newest AS (
            SELECT DISTINCT ON (service_target_id)
                   id, service_target_id, split, curve_id
              FROM hr_asn_iki
             WHERE service_target_id IS NOT NULL AND is_cancelled IS NOT TRUE
          ORDER BY service_target_id, id DESC
        ), told AS (
            UPDATE hr_asn_service_target target
               SET split = newest.split, curve_id = newest.curve_id
              FROM newest
             WHERE newest.service_target_id = target.id AND newest.split != 'even'
        )
        INSERT INTO hr_asn_service_month
                    (target_id, service_id, company_id, month, figure)
             SELECT target.id, target.service_id, target.company_id,
                    line.month, line.figure
               FROM newest
               JOIN hr_asn_service_target target
                 ON target.id = newest.service_target_id
               JOIN hr_asn_iki_month line ON line.iki_id = newest.id
              WHERE newest.split = 'manual'
        ON CONFLICT DO NOTHING
        """
    )
