-- events and revenue by the last channel other than direct of the 30 days before; revenue by campaign, linear over all events of 60 days
SELECT 'channel' AS report, t.1 AS item, count() AS events, sum(t.2) AS revenue FROM
(
    WITH groupArray((toUnixTimestamp64Milli(ts), toString(channel), revenue)) AS all_,
         arrayFill(x -> x.2 != 'direct', all_) AS known
    SELECT arrayJoin(arrayMap((e, k) -> (if(k.2 != 'direct' AND e.1 - k.1 <= 2592000000, k.2, ''), e.3), all_, known)) AS t
    FROM journey GROUP BY person SETTINGS optimize_aggregation_in_order = 1
)
GROUP BY item
UNION ALL
SELECT 'campaign', t.1 AS item, 0, sum(t.2) FROM
(
    WITH groupArray((toUnixTimestamp64Milli(ts), toString(campaign))) AS touches,
         groupArrayIf((toUnixTimestamp64Milli(ts), revenue), revenue > 0) AS orders
    SELECT arrayJoin(arrayFlatten(arrayMap(o -> arrayMap(x -> (x.2, o.2 / length(arrayFilter(y -> y.1 <= o.1 AND y.1 >= o.1 - 5184000000, touches))),
                     arrayFilter(y -> y.1 <= o.1 AND y.1 >= o.1 - 5184000000, touches)), orders))) AS t
    FROM journey WHERE person IN (SELECT person FROM journey WHERE revenue > 0) GROUP BY person SETTINGS optimize_aggregation_in_order = 1
)
GROUP BY item
