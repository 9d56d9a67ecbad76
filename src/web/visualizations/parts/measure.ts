import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { NumberFormat } from '../../../model/format.ts'
import type { Figure } from '../../../model/result.ts'
import { findFormat, findName } from '../../components/component-groups.ts'
import { printFigure } from '../../components/figures.ts'

/** A metric as drawings say it. */
export interface Measure {
  readonly id: string
  readonly name: string
  readonly format: NumberFormat | undefined
  readonly print: (value: Figure | undefined) => string
}

export function measureOf(components: ComponentList, id: string): Measure {
  const format = findFormat(components, id)
  return {
    id,
    name: findName(components, id),
    format: format?.type === 'date' ? undefined : format,
    print: (value) => printFigure(value, format),
  }
}
