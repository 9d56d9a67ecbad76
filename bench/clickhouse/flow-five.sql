-- the five different pages after each view of /p/0 in the person's path, equal pages in a row being one: the 50 most frequent links
SELECT step.1 AS column, step.2 AS from, step.3 AS to, count() AS paths FROM
(
    WITH arrayCompact(groupArray(toString(page))) AS pages
    SELECT arrayJoin(arrayFlatten(arrayMap(i -> arrayFilter(x -> x.3 != '', arrayMap(k -> (k, pages[i + k - 1], pages[i + k]), [1, 2, 3, 4, 5])),
           arrayFilter((i, p) -> p = '/p/0', arrayEnumerate(pages), pages)))) AS step
    FROM journey GROUP BY person SETTINGS optimize_aggregation_in_order = 1
)
GROUP BY column, from, to ORDER BY paths DESC LIMIT 50
