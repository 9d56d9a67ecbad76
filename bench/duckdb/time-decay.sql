WITH buys AS (SELECT row_number() OVER () AS id, person, ts, revenue FROM journey WHERE revenue > 0),
     touched AS (SELECT b.id, b.revenue, j.channel, pow(2, (epoch_ms(j.ts) - epoch_ms(b.ts)) / 604800000.0) AS w FROM buys b JOIN journey j ON j.person = b.person AND j.ts <= b.ts AND j.ts >= b.ts - INTERVAL 60 DAY WHERE j.channel <> 'direct'),
     shared AS (SELECT *, sum(w) OVER (PARTITION BY id) AS total FROM touched)
SELECT channel, sum(revenue * w / total) AS revenue FROM shared GROUP BY channel ORDER BY channel
