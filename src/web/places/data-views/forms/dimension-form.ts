import { texts } from '../../../texts/index.ts'
import { aboutForm, filterForm } from './common-form.ts'
import { persistenceForm } from './persistence-form.ts'
import type { Form, Variants } from './setting.ts'
import { substringControl } from './substring-form.ts'
import { wordsOf } from './words.ts'

const words = texts.dataViewSettings

const noValue: Form = {
  label: { ...words.noValue.name, control: { kind: 'text' }, default: 'No value' },
  mode: {
    ...wordsOf(words.noValue.mode),
    control: { kind: 'choice', choices: words.noValue.mode.choices, default: 'show' },
  },
}

const format: Variants = {
  kind: 'variants',
  find: (value) => (value as { readonly type: string }).type,
  variants: {
    date: {
      label: words.format.date,
      form: {
        granularity: {
          ...wordsOf(words.format.granularity),
          control: { kind: 'choice', choices: words.format.granularity.choices },
          isRequired: true,
        },
        pattern: { ...wordsOf(words.format.pattern), control: { kind: 'text', isRaw: true } },
      },
      begin: { type: 'date', granularity: 'day' },
    },
    boolean: {
      label: words.format.boolean,
      form: {
        true: { ...words.format.true, control: { kind: 'text' } },
        false: { ...words.format.false, control: { kind: 'text' } },
      },
      begin: { type: 'boolean', true: 'Yes', false: 'No' },
    },
  },
}

const valuesForm: Form = {
  substring: { ...wordsOf(words.substring), control: substringControl },
  lowercase: { ...wordsOf(words.lowercase), control: { kind: 'switch' } },
  ...filterForm,
  buckets: {
    ...wordsOf(words.buckets),
    control: {
      kind: 'group',
      form: {
        at: { ...wordsOf(words.buckets.at), control: { kind: 'numbers' }, isRequired: true },
      },
      begin: { at: [10, 50, 100] },
    },
  },
  noValue: { ...wordsOf(words.noValue), control: { kind: 'group', form: noValue, begin: {} } },
  format: { ...wordsOf(words.format), control: format },
}

/** Every setting of a dimension, in sections. */
export const dimensionSections: Readonly<Record<string, Form>> = {
  [words.sections.about]: aboutForm,
  [words.sections.values]: valuesForm,
  [words.sections.persistence]: {
    persistence: {
      ...wordsOf(words.persistence),
      page: 'persistence',
      control: { kind: 'group', form: persistenceForm, begin: {} },
    },
  },
}
