-- revenue by channel: touches (every event but direct) of the 60 days before weigh half as much with each 7 days
SELECT t.1 AS channel, sum(t.2) AS revenue FROM
(
    WITH groupArrayIf((toUnixTimestamp64Milli(ts), toString(channel)), channel != 'direct') AS touches,
         groupArrayIf((toUnixTimestamp64Milli(ts), revenue), revenue > 0) AS orders
    SELECT arrayJoin(arrayFlatten(arrayMap((o, near) ->
           arrayMap((x, total) -> (x.2, o.2 * exp2((x.1 - o.1) / 604800000) / total), near,
                    arrayWithConstant(length(near), arraySum(x -> exp2((x.1 - o.1) / 604800000), near))),
           orders, arrayMap(o -> arrayFilter(y -> y.1 <= o.1 AND y.1 >= o.1 - 5184000000, touches), orders)))) AS t
    FROM journey WHERE person IN (SELECT person FROM journey WHERE revenue > 0) GROUP BY person SETTINGS optimize_aggregation_in_order = 1
)
GROUP BY channel ORDER BY channel
