WITH steps AS (SELECT person, ts, event, max(CASE WHEN event = 'product_view' THEN ts END) OVER w AS viewed FROM journey WHERE event IN ('product_view', 'add_to_cart', 'purchase', 'call_start') WINDOW w AS (PARTITION BY person ORDER BY ts)),
     marks AS (SELECT person, event, max(CASE WHEN event = 'add_to_cart' AND ts - viewed <= INTERVAL 1 DAY THEN ts END) OVER w AS added, max(CASE WHEN event = 'call_start' THEN ts END) OVER w AS called FROM steps WINDOW w AS (PARTITION BY person ORDER BY ts)),
     hit AS (SELECT DISTINCT person FROM marks WHERE event = 'purchase' AND added IS NOT NULL AND (called IS NULL OR added > called))
SELECT channel, count(*) AS events, count(DISTINCT person) AS people FROM journey WHERE person IN (SELECT person FROM hit) GROUP BY channel ORDER BY channel
