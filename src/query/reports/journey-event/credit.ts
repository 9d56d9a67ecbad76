import {
  type AttributionModel,
  attributionModels,
  type GroupPartial,
  type MaskRef,
  type PartialResult,
} from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Path } from '../../../model/path.ts'
import { compileCredit, touchPeriod } from '../../attribution/compile.ts'
import { readModel } from '../../attribution/model.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { compileDimension } from '../../components/dimension.ts'
import { type CompiledMetric, compileMetric } from '../../components/metric.ts'
import { addUp, readGroups } from './groups.ts'
import type { CreditQuestion, EventMoment, SpreadCredit } from './request.ts'

interface SpreadPlace {
  readonly event: MaskRef
  readonly period: Period
  readonly path: Path
}

type ReadSpread = (
  partials: readonly PartialResult[],
  momentOf: (number: number) => EventMoment,
) => SpreadCredit

/** What the touchpoints before an event have of a metric on it: the credit of reports, of this one conversion. */
export async function compileSpread(
  c: Compilation,
  question: CreditQuestion,
  { event, period, path }: SpreadPlace,
): Promise<ReadSpread> {
  const metric = await compileMetric(c, question.metric, period, [...path, 'metric'])
  const attribution = question.attribution ?? metric.attribution
  if (attribution === undefined) {
    const reason = `${metric.name} has no attribution of its own: name one`
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'attribution'])
  }
  const around = touchPeriod(c, period, attribution)
  const row = await compileDimension(c, question.dimension, around, [...path, 'dimension'])
  const model = readModel(attribution, [...path, 'attribution'])
  const { sharing } = attributionModels[model] as AttributionModel
  const isByItem = sharing.by === 'item'
  const common = { rows: [row], metric, attribution, period, conversionMask: event, path }
  const aggregation = compileCredit(c, { ...common, isByTouch: !isByItem })
  const { size, item } = row.instances.domain
  const sizes = isByItem ? [size] : [size, c.schema.events + 1]
  const total = c.plan.aggregate({
    kind: 'group',
    keys: [],
    sizes: [],
    lists: [],
    mask: c.plan.and(period.mask, event),
    measures: [measureOf(metric)],
  })
  return (partials, momentOf) => {
    const amount = addUp(readGroups(partials[total] as GroupPartial, []))
    const groups = readGroups(partials[aggregation] as GroupPartial, sizes)
    const given = { metric: question.metric, dimension: question.dimension, attribution, amount }
    if (isByItem) {
      const items = groups.map(({ codes: [code = 0], credit }) => ({ item: item(code), credit }))
      const none = items.find((each) => each.item === null)?.credit ?? 0
      return { ...given, touches: [], items: items.filter((each) => each.item !== null), none }
    }
    const isNone = ({ codes }: (typeof groups)[number]) => codes[1] === 0
    const touches = groups
      .filter((group) => !isNone(group))
      .map(({ codes: [code = 0, number = 0], credit }) => ({
        number,
        touch: {
          ...momentOf(number),
          item: item(code),
          credit,
          share: amount === 0 ? null : credit / amount,
        },
      }))
      .toSorted((one, other) => one.number - other.number)
      .map(({ touch }) => touch)
    return { ...given, touches, none: addUp(groups.filter(isNone)) }
  }
}

/** What a conversion is worth. */
function measureOf({ measured }: CompiledMetric) {
  const { mask } = measured
  return measured.kind === 'sum'
    ? ({ measure: 'sum', input: measured.amount, mask } as const)
    : ({ measure: 'count', mask } as const)
}
