import { join, literal, type Sql, sql } from '../../lake/sql.ts'

/**
 * Minutes ahead of UTC by abbreviation, of those that mean one thing: not IST, BST, CST or AST, which
 * are the time of several countries.
 */
const minutesOf: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  JST: 540,
  KST: 540,
  HKT: 480,
  AWST: 480,
  ACST: 570,
  ACDT: 630,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
}

/** Minutes ahead of UTC of `+01:00`, `GMT+0100` or `CET`; null where it cannot be told. */
export function offsetOf(zone: Sql): Sql {
  const digits = sql`extractGroups(${zone}, '([-+])(\\\\d{1,2}):?(\\\\d{2})?$')`
  const minutes = sql`toInt32OrZero(${digits}[2]) * 60 + toInt32OrZero(${digits}[3])`
  const isOffset = sql`toInt32OrZero(${digits}[2]) <= 15 AND toInt32OrZero(${digits}[3]) < 60`
  const names = join(Object.keys(minutesOf).map(literal))
  const values = join(Object.values(minutesOf).map((each) => literal(String(each))))
  return sql`multiIf(NOT match(${zone}, '[-+]\\\\d'),
      toInt32OrNull(transform(upper(${zone}), [${names}], [${values}], '')),
    ${isOffset}, if(${digits}[1] = '-', -1, 1) * (${minutes}), NULL)`
}
