-- by country: revenue of the people who ever called, over the number of people with a session that has an add_to_cart
SELECT country, sum(revenue_of_callers) / sum(in_cart_session) AS figure FROM
(
    SELECT e.1 AS country, sumIf(e.2, caller) AS revenue_of_callers, max(e.3) AS in_cart_session FROM
    (
        SELECT person, max(event = 'call_start') AS caller, groupArray(toUnixTimestamp64Milli(ts)) AS times, groupArray(event = 'add_to_cart') AS adds,
               arrayCumSum((t, before) -> t - before > 1800000, times, arrayPushFront(arrayPopBack(times), toInt64(-1e15))) AS session,
               arrayDistinct(arrayFilter((s, a) -> a, session, adds)) AS carts,
               arrayJoin(arrayZip(groupArray(toString(country)), groupArray(revenue), arrayMap(s -> has(carts, s), session))) AS e
        FROM journey GROUP BY person SETTINGS optimize_aggregation_in_order = 1
    )
    GROUP BY person, country
)
GROUP BY country ORDER BY country
