import { texts } from '../../../texts/index.ts'
import { aboutForm, filterForm, spanOf } from './common-form.ts'
import type { Form } from './setting.ts'
import { wordsOf } from './words.ts'

const words = texts.dataViewSettings

const dedup: Form = {
  scope: {
    ...wordsOf(words.dedup.scope),
    control: { kind: 'choice', choices: words.dedup.scope.choices },
    isRequired: true,
  },
  by: { ...wordsOf(words.dedup.by), control: { kind: 'component', of: 'dimension' } },
  keep: {
    ...wordsOf(words.dedup.keep),
    control: { kind: 'choice', choices: words.dedup.keep.choices, default: 'first' },
  },
}

const attribution: Form = {
  model: {
    ...words.attribution.model,
    control: { kind: 'choice', choices: texts.freeform.models },
    isRequired: true,
  },
  container: {
    ...wordsOf(words.attribution.container),
    control: { kind: 'choice', choices: words.attribution.container.choices, default: 'person' },
  },
  lookback: spanOf(words.attribution.lookback),
  halfLife: spanOf(words.attribution.halfLife),
  weights: { ...wordsOf(words.attribution.weights), control: { kind: 'weights' } },
}

const format: Form = {
  type: {
    ...wordsOf(words.format.type),
    control: { kind: 'choice', choices: words.format.type.choices },
    isRequired: true,
  },
  decimals: { ...words.format.decimals, control: { kind: 'number', least: 0, most: 10 } },
  currency: { ...wordsOf(words.format.currency), control: { kind: 'text' } },
  upIs: {
    ...wordsOf(words.format.upIs),
    control: { kind: 'choice', choices: words.format.upIs.choices },
  },
}

const currency: Form = {
  codeDimension: {
    ...wordsOf(words.currency.codeDimension),
    control: { kind: 'component', of: 'dimension' },
    isRequired: true,
  },
  to: { ...wordsOf(words.currency.to), control: { kind: 'text' }, isRequired: true },
}

const countingForm: Form = {
  count: {
    ...wordsOf(words.count),
    control: { kind: 'choice', choices: words.count.choices },
  },
  countWhen: {
    ...wordsOf(words.countWhen),
    control: { kind: 'choice', choices: words.countWhen.choices },
  },
  ...filterForm,
  dedup: {
    ...wordsOf(words.dedup),
    control: { kind: 'group', form: dedup, begin: { scope: 'session' } },
  },
}

/** Every setting of a metric, in sections. */
export const metricSections: Readonly<Record<string, Form>> = {
  [words.sections.about]: aboutForm,
  [words.sections.counting]: countingForm,
  [words.sections.display]: {
    format: {
      ...wordsOf(words.format),
      control: { kind: 'group', form: format, begin: { type: 'decimal' } },
    },
    currency: {
      ...wordsOf(words.currency),
      control: { kind: 'group', form: currency, begin: { codeDimension: '', to: 'USD' } },
    },
  },
  [words.sections.credit]: {
    attribution: {
      ...wordsOf(words.attribution),
      page: 'attribution',
      control: { kind: 'group', form: attribution, begin: { model: 'last-touch' } },
    },
  },
}
