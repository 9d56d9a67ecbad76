WITH marked AS (SELECT *, epoch_ms(ts) - lag(epoch_ms(ts), 1, -1000000000000000) OVER (PARTITION BY person ORDER BY ts) > 1800000 AS starts FROM journey),
     sessioned AS (SELECT *, sum(starts::INT) OVER (PARTITION BY person ORDER BY ts) AS session FROM marked),
     callers AS (SELECT DISTINCT person FROM journey WHERE event = 'call_start'),
     carts AS (SELECT DISTINCT person, session FROM sessioned WHERE event = 'add_to_cart'),
     money AS (SELECT country, sum(revenue) AS revenue FROM journey WHERE person IN (SELECT person FROM callers) GROUP BY country),
     people AS (SELECT country, count(DISTINCT person) AS people FROM sessioned SEMI JOIN carts USING (person, session) GROUP BY country)
SELECT country, revenue / people AS figure FROM people JOIN money USING (country) ORDER BY country
