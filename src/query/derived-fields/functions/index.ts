import { caseWhen } from './case-when.ts'
import { classify } from './classify.ts'
import { concatenate } from './concatenate.ts'
import { dateMath } from './date-math.ts'
import { deduplicate } from './deduplicate.ts'
import type { DerivedFieldFunction } from './definition.ts'
import { depth } from './depth.ts'
import { findReplace } from './find-replace.ts'
import { lookup } from './lookup.ts'
import { lowercase } from './lowercase.ts'
import { math } from './math.ts'
import { mergeFields } from './merge-fields.ts'
import { nextOrPrevious } from './next-or-previous.ts'
import { parseJson } from './parse-json.ts'
import { pickByKey } from './pick-by-key.ts'
import { regexReplace } from './regex-replace.ts'
import { split } from './split.ts'
import { summarize } from './summarize.ts'
import { trim } from './trim.ts'
import { typecast } from './typecast.ts'
import { urlParse } from './url-parse.ts'

export type { DerivedFieldExample, ExampleValue } from './definition.ts'

/** Every function of derived fields, in the order of the picker. */
export const derivedFieldFunctions = {
  'case-when': caseWhen,
  classify,
  concatenate,
  'date-math': dateMath,
  deduplicate,
  depth,
  'find-replace': findReplace,
  lookup,
  lowercase,
  math,
  'merge-fields': mergeFields,
  'next-or-previous': nextOrPrevious,
  'parse-json': parseJson,
  'pick-by-key': pickByKey,
  'regex-replace': regexReplace,
  split,
  summarize,
  trim,
  typecast,
  'url-parse': urlParse,
} as const satisfies Readonly<Record<string, DerivedFieldFunction>>
