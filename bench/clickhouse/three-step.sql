-- people with product_view, add_to_cart within a day, then purchase with no call_start after the add_to_cart: their events and number by channel
SELECT channel, count() AS events, uniqExact(person) AS people FROM journey
WHERE person IN
(
    WITH arrayPushFront(groupArray(toString(event)), 'product_view') AS es, arrayPushFront(groupArray(toUnixTimestamp64Milli(ts)), toInt64(-1e15)) AS times,
         arrayFill((t, e) -> e = 'product_view', times, es) AS viewed,
         arrayMap((e, t, v) -> multiIf(e = 'add_to_cart' AND t - v <= 86400000, 1, e = 'call_start', 2, 0), es, times, viewed) AS marks,
         arrayFill(m -> m > 0, marks) AS state
    SELECT person FROM journey WHERE event IN ('product_view', 'add_to_cart', 'purchase', 'call_start') GROUP BY person
    HAVING arrayExists((e, s) -> e = 'purchase' AND s = 1, es, state) SETTINGS optimize_aggregation_in_order = 1
)
GROUP BY channel ORDER BY channel
