WITH marked AS (SELECT *, epoch_ms(ts) - lag(epoch_ms(ts), 1, -1000000000000000) OVER (PARTITION BY person ORDER BY ts) > 1800000 AS starts FROM journey),
     sessioned AS (SELECT *, sum(starts::INT) OVER (PARTITION BY person ORDER BY ts) AS session FROM marked),
     hit AS (SELECT DISTINCT person FROM (SELECT person FROM sessioned WHERE event IN ('product_view', 'add_to_cart') GROUP BY person, session HAVING count(DISTINCT event) = 2))
SELECT device, count(*) AS events, count(DISTINCT person) AS people, count(DISTINCT (person, session)) AS sessions, sum(revenue) AS revenue, count(*) FILTER (event = 'purchase') AS orders
FROM sessioned WHERE person IN (SELECT person FROM hit) GROUP BY device ORDER BY device
