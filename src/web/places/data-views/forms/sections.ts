import { dimensionSections } from './dimension-form.ts'
import { metricSections } from './metric-form.ts'
import type { Form } from './setting.ts'

/** The settings of components in sections, by the list that they are in. */
export const sections: Readonly<Record<'dimensions' | 'metrics', Readonly<Record<string, Form>>>> =
  { dimensions: dimensionSections, metrics: metricSections }

/** All settings of the components of a list. */
export const formOf = (list: 'dimensions' | 'metrics'): Form =>
  Object.assign({}, ...Object.values(sections[list])) as Form
