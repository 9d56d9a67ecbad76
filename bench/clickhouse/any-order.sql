-- people who do one, two, three of product_view, add_to_cart, checkout in any order within 7 days, without a call_start between
SELECT countIf(level >= 1), countIf(level >= 2), countIf(level >= 3) FROM
(
    WITH toInt64(1e15) AS never, arrayPushBack(groupArray(toUnixTimestamp64Milli(ts)), never) AS times, arrayPushBack(groupArray(toString(event)), '') AS es,
         arrayReverseFill((t, e) -> e IN ('product_view', ''), times, es) AS view, arrayReverseFill((t, e) -> e IN ('add_to_cart', ''), times, es) AS cart,
         arrayReverseFill((t, e) -> e IN ('checkout', ''), times, es) AS checkout, arrayReverseFill((t, e) -> e IN ('call_start', ''), times, es) AS call
    SELECT arrayMax(arrayMap((t, e, a, b, c, stop) -> if(e IN ('call_start', ''), 0, (a <= least(t + 604800000, stop)) + (b <= least(t + 604800000, stop)) + (c <= least(t + 604800000, stop))),
                    times, es, view, cart, checkout, call)) AS level
    FROM journey WHERE event IN ('product_view', 'add_to_cart', 'checkout', 'call_start') GROUP BY person SETTINGS optimize_aggregation_in_order = 1
)
