-- people with a session that has a product_view and an add_to_cart: five figures by device
SELECT e.1 AS device, count() AS events, uniqExact(person) AS people, uniqExact(person, e.2) AS sessions, sum(e.3) AS revenue, countIf(e.4) AS orders FROM
(
    SELECT person, arrayJoin(arrayZip(devices, session, revenues, bought)) AS e FROM
    (
        SELECT person, groupArray(toUnixTimestamp64Milli(ts)) AS times, groupArray(event = 'product_view') AS views, groupArray(event = 'add_to_cart') AS adds,
               groupArray(toString(device)) AS devices, groupArray(revenue) AS revenues, groupArray(event = 'purchase') AS bought,
               arrayCumSum((t, before) -> t - before > 1800000, times, arrayPushFront(arrayPopBack(times), toInt64(-1e15))) AS session
        FROM journey GROUP BY person
        HAVING notEmpty(arrayIntersect(arrayFilter((s, v) -> v, session, views), arrayFilter((s, a) -> a, session, adds)))
        SETTINGS optimize_aggregation_in_order = 1
    )
)
GROUP BY device ORDER BY device
