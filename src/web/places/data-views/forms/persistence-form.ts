import { texts } from '../../../texts/index.ts'
import { spanOf } from './common-form.ts'
import type { Form, Variants } from './setting.ts'
import { wordsOf } from './words.ts'

const words = texts.dataViewSettings.persistence
const until = words.expiration.choices
const nothing: Form = {}

const expiration: Variants = {
  kind: 'variants',
  find: (value) => (value as { readonly type: string }).type,
  variants: {
    session: { label: until.session, form: nothing, begin: { type: 'session' } },
    person: { label: until.person, form: nothing, begin: { type: 'person' } },
    time: {
      label: until.time,
      form: { time: { ...spanOf(words.time), isRequired: true } },
      begin: { type: 'time', time: { days: 30 } },
    },
    metric: {
      label: until.metric,
      form: {
        metric: {
          ...wordsOf(words.metric),
          control: { kind: 'component', of: 'metric' },
          isRequired: true,
        },
      },
      begin: { type: 'metric', metric: '' },
    },
  },
}

const binding: Form = {
  dimension: {
    ...words.bindingDimension,
    control: { kind: 'component', of: 'dimension' },
    isRequired: true,
  },
  metric: { ...wordsOf(words.bindingMetric), control: { kind: 'component', of: 'metric' } },
}

/** How a value is carried to later events. semantics §3.9 */
export const persistenceForm: Form = {
  allocation: {
    ...wordsOf(words.allocation),
    control: { kind: 'choice', choices: words.allocation.choices, default: 'most-recent' },
  },
  expiration: {
    ...wordsOf(words.expiration),
    control: expiration,
    default: { type: 'session' },
  },
  binding: {
    ...wordsOf(words.binding),
    control: { kind: 'group', form: binding, begin: { dimension: '' } },
  },
}
