import { texts } from '../../../texts/index.ts'
import type { Form, Setting, Variant, Variants } from './setting.ts'
import { wordsOf } from './words.ts'

const words = texts.dataViewSettings.substring
const nothing: Form = {}

const occurrence: Form = {
  match: { ...wordsOf(words.match), control: { kind: 'text', isRaw: true }, isRequired: true },
  index: { ...wordsOf(words.index), control: { kind: 'number', least: 1 }, default: 1 },
  include: { ...wordsOf(words.include), control: { kind: 'switch' } },
}

const count = (said: { readonly label: string }): Setting => ({
  ...said,
  control: { kind: 'number', least: 0 },
  isRequired: true,
})

const places: Readonly<Record<string, Variant>> = {
  position: {
    label: words.places.position,
    form: { position: count(words.position) },
    begin: { position: 0 },
  },
  match: { label: words.places.match, form: occurrence, begin: { match: '/' } },
}

/** A text stands for the edge, an object has a key that tells what it is. */
const findPlace = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : (['position', 'match', 'length'].find((key) => Object.hasOwn(value as object, key)) ??
      'start')

const start: Variants = {
  kind: 'variants',
  find: findPlace,
  variants: { start: { label: words.places.start, form: nothing, begin: 'start' }, ...places },
}

const end: Variants = {
  kind: 'variants',
  find: findPlace,
  variants: {
    end: { label: words.places.end, form: nothing, begin: 'end' },
    ...places,
    length: {
      label: words.places.length,
      form: { length: count(words.length) },
      begin: { length: 1 },
    },
  },
}

const byPosition: Form = {
  from: { ...words.from, control: start, default: 'start' },
  to: { ...words.to, control: end, default: 'end' },
}

const byDelimiter: Form = {
  delimiter: {
    ...words.delimiter,
    control: { kind: 'text', isRaw: true },
    isRequired: true,
  },
  from: {
    ...wordsOf(words.side),
    control: { kind: 'choice', choices: words.side.choices, default: 'left' },
  },
  index: { ...wordsOf(words.index), control: { kind: 'number', least: 1 } },
  toArray: { ...words.toArray, control: { kind: 'switch' } },
}

const ofUrl: Form = {
  part: {
    ...wordsOf(words.part),
    control: { kind: 'choice', choices: words.part.choices },
    isRequired: true,
  },
  parameter: { ...words.parameter, control: { kind: 'text' } },
}

const byPattern: Form = {
  pattern: {
    ...wordsOf(words.pattern),
    control: { kind: 'text', isRaw: true },
    isRequired: true,
  },
  output: { ...wordsOf(words.output), control: { kind: 'text', isRaw: true }, isRequired: true },
  caseSensitive: { ...words.caseSensitive, control: { kind: 'switch', isOn: true } },
}

/** Which part of a text is taken, by method. semantics §3.8 */
export const substringControl: Variants = {
  kind: 'variants',
  find: (value) => (value as { readonly method: string }).method,
  variants: {
    left: { label: words.method.left, form: byPosition, begin: { method: 'left' } },
    right: { label: words.method.right, form: byPosition, begin: { method: 'right' } },
    delimiter: {
      label: words.method.delimiter,
      form: byDelimiter,
      begin: { method: 'delimiter', delimiter: ',', index: 1 },
    },
    url: { label: words.method.url, form: ofUrl, begin: { method: 'url', part: 'host' } },
    trim: {
      label: words.method.trim,
      form: {
        characters: { ...wordsOf(words.characters), control: { kind: 'text', isRaw: true } },
      },
      begin: { method: 'trim' },
    },
    regex: {
      label: words.method.regex,
      form: byPattern,
      begin: { method: 'regex', pattern: '(.*)', output: '$1' },
    },
  },
}
