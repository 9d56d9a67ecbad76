-- which pages go with having bought: people with the page, buyers among them, phi coefficient
WITH (SELECT (count(), sum(buyer)) FROM (SELECT max(event = 'purchase') AS buyer FROM journey GROUP BY person SETTINGS optimize_aggregation_in_order = 1)) AS everyone
SELECT page, count() AS people, sum(buyer) AS buyers,
       (toFloat64(everyone.1) * buyers - toFloat64(people) * everyone.2) / sqrt(toFloat64(people) * (everyone.1 - people) * everyone.2 * (everyone.1 - everyone.2)) AS phi
FROM
(
    SELECT arrayJoin(groupUniqArray(page)) AS page, max(event = 'purchase') AS buyer FROM journey GROUP BY person SETTINGS optimize_aggregation_in_order = 1
)
GROUP BY page ORDER BY abs(phi) DESC LIMIT 50
