WITH persons AS (SELECT person, bool_or(event = 'purchase')::INT AS buyer FROM journey GROUP BY person),
     everyone AS (SELECT count(*)::DOUBLE AS n, sum(buyer)::DOUBLE AS b FROM persons),
     pages AS (SELECT page, count(*)::DOUBLE AS people, sum(buyer)::DOUBLE AS buyers FROM (SELECT DISTINCT person, page FROM journey) JOIN persons USING (person) GROUP BY page)
SELECT page, people, buyers, (n * buyers - people * b) / sqrt(people * (n - people) * b * (n - b)) AS phi FROM pages, everyone ORDER BY abs(phi) DESC LIMIT 50
