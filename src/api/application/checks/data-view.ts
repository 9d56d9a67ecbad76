import type { DataView } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Compilation, Period } from '../../../query/compilation/compilation.ts'
import { compileDimension } from '../../../query/components/dimension.ts'
import { compileMetric } from '../../../query/components/metric.ts'
import { refuseReserved } from '../../../query/components/reserved-ids.ts'
import { compileDerivedField } from '../../../query/derived-fields/compile.ts'
import { compileSegment } from '../../../query/segments/compile.ts'
import { findWholePeriod } from '../../../query/compilation/period.ts'
import { findPlaceOfMetric } from '../../../query/summary/open.ts'
import { placeIn, withComponentPath, withCyclePath } from './paths.ts'

/** Compiles all that a data view defines. Errors: what compiling throws, with paths into it. */
export async function checkDataView(c: Compilation, dataView: DataView): Promise<void> {
  await checkDerivedFields(c)
  checkCurrencies(c)
  checkIds(c, dataView)
  checkContextLabels(c)
  await checkComponents(c, findWholePeriod(c))
  for (const [index, ref] of [dataView.segment ?? []].flat().entries()) {
    const path = Array.isArray(dataView.segment) ? ['segment', index] : ['segment']
    await compileSegment(c, ref, findWholePeriod(c), path)
  }
}

async function checkDerivedFields(c: Compilation): Promise<void> {
  const { derivedFields } = c.view
  for (const field of derivedFields) {
    await withCyclePath(
      ([from, to]) => {
        const index = derivedFields.findIndex(({ id }) => id === from)
        return placeIn(derivedFields[index]?.rules, to, ['derivedFields', index, 'rules'])
      },
      () => compileDerivedField(c, field),
    )
  }
}

async function checkComponents(c: Compilation, period: Period): Promise<void> {
  for (const [index, { id }] of [...c.view.dimensions.values()].entries()) {
    const path = ['dimensions', index]
    await withComponentPath(c, path, () => compileDimension(c, id, period))
  }
  for (const [index, { id }] of [...c.view.metrics.values()].entries()) {
    const path = ['metrics', index]
    const place = await findPlaceOfMetric(c, id)
    await withComponentPath(c, path, () => compileMetric(place, id, period))
  }
}

/** Errors: definition/invalid for ids of standard components. */
function checkIds({ schema }: Compilation, dataView: DataView): void {
  for (const list of ['dimensions', 'metrics'] as const) {
    for (const [index, component] of dataView[list].entries()) {
      const id = component.id ?? ('shared' in component ? component.shared : '')
      refuseReserved(id, schema, [list, index, 'id'])
    }
  }
}

/** A context label is held by one component at most (§3.2). Errors: definition/invalid. */
function checkContextLabels({ view }: Compilation): void {
  const holders = new Map<string, string>()
  for (const list of ['dimensions', 'metrics'] as const) {
    for (const [index, { id, labels = [] }] of [...view[list].values()].entries()) {
      for (const label of labels.filter((each) => each.startsWith('context:'))) {
        const holder = holders.get(label)
        holders.set(label, id)
        if (holder === undefined) continue
        const reason = `${holder} and ${id} both have the label ${label}, which only one component can have`
        const path = [list, index, 'labels']
        throw new ThroughlineError('definition/invalid', { reason, value: label }, path)
      }
    }
  }
}

/** The dimensions of currency codes, which compiling need not look up. */
function checkCurrencies({ view }: Compilation): void {
  for (const [index, { currency }] of [...view.metrics.values()].entries()) {
    const id = currency?.codeDimension
    if (id === undefined || view.dimensions.has(id)) continue
    const params = { type: 'dimension', id, allowed: [...view.dimensions.keys()] }
    const path = ['metrics', index, 'currency', 'codeDimension']
    throw new ThroughlineError('definition/unknown-component', params, path)
  }
}
