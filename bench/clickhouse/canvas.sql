-- people at each node of a graph: view, cart, then checkout or a call, purchase, store visit; each on a later event than the node before it
SELECT count(), countIf(cart < never), countIf(checkout < never), countIf(call < never), countIf(purchase < never), countIf(visit < never) FROM
(
    WITH toInt64(1e15) AS never, groupArray(toUnixTimestamp64Milli(ts)) AS times, groupArray(toString(event)) AS es
    SELECT never, arrayMin((t, e) -> if(e = 'product_view', t, never), times, es) AS view,
           arrayMin((t, e) -> if(e = 'add_to_cart' AND t > view, t, never), times, es) AS cart,
           arrayMin((t, e) -> if(e = 'checkout' AND t > cart, t, never), times, es) AS checkout,
           arrayMin((t, e) -> if(e = 'call_start' AND t > cart, t, never), times, es) AS call,
           arrayMin((t, e) -> if(e = 'purchase' AND t > least(checkout, call), t, never), times, es) AS purchase,
           arrayMin((t, e) -> if(e = 'store_visit' AND t > purchase, t, never), times, es) AS visit
    FROM journey WHERE event != 'page_view' GROUP BY person HAVING view < never SETTINGS optimize_aggregation_in_order = 1
)
