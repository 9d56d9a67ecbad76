const lookback = { days: 30 }

/** A metric under an attribution model, looking back 30 days. */
export const credited = (metric: string, model: string, name: string) => ({
  id: `${metric}-${model}`.replace('context:', ''),
  metric,
  name,
  attribution: { model, container: 'person', lookback },
})

/** One number over another, in percent. */
export const share = (id: string, name: string, part: object, whole: object) => ({
  id,
  name,
  formula: { op: '/', args: [part, whole] },
  format: { type: 'percent', decimals: 1 },
  isPlain: true,
})

/** People of whom a condition holds, in all that they did. */
export const peopleWho = (where: object) => ({
  metric: 'people',
  segments: [{ container: 'person', where }],
})

export const did = (metric: string) => ({ metric, op: 'exists' })

export const steps = (...metrics: readonly string[]) =>
  metrics.map((metric) => ({ any: [{ metric }], gap: 'eventual' }))
