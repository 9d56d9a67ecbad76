import { texts } from '../../../texts/index.ts'
import type { Form, Setting } from './setting.ts'
import { wordsOf } from './words.ts'

const words = texts.dataViewSettings

const filter: Form = {
  rules: { ...wordsOf(words.filter.rules), control: { kind: 'rules' }, isRequired: true },
  match: {
    ...wordsOf(words.filter.match),
    control: { kind: 'choice', choices: words.filter.match.choices, default: 'any' },
  },
  caseSensitive: {
    ...wordsOf(words.filter.caseSensitive),
    control: { kind: 'switch', isOn: true },
  },
}

const filterControl = {
  kind: 'group' as const,
  form: filter,
  begin: { rules: [{ op: 'equals', value: '' }] },
}

/** Settings of both dimensions and metrics. */
export const aboutForm = {
  name: { ...wordsOf(words.name), control: { kind: 'text' } },
  id: { ...wordsOf(words.id), control: { kind: 'id' } },
  description: { ...wordsOf(words.description), control: { kind: 'text', isLong: true } },
  field: { ...wordsOf(words.field), control: { kind: 'field' } },
  tags: { ...wordsOf(words.tags), control: { kind: 'texts' } },
  folder: { ...wordsOf(words.folder), control: { kind: 'folder' } },
  labels: { ...wordsOf(words.labels), control: { kind: 'labels' } },
  hidden: { ...wordsOf(words.hidden), control: { kind: 'switch' } },
} as const satisfies Form

export const filterForm = {
  include: { ...wordsOf(words.include), control: filterControl },
  exclude: { ...wordsOf(words.exclude), control: filterControl },
} as const satisfies Form

/** A span of time that may be left out. */
export const spanOf = (said: Parameters<typeof wordsOf>[0]): Setting => ({
  ...wordsOf(said),
  control: { kind: 'duration' },
})
