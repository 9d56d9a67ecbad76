import type {
  DerivedFieldFunction,
  DerivedFieldRule,
  RuleOf,
} from '../../../model/derived-field.ts'
import type { Result, RuleCompiler, RuleContext } from '../operand.ts'
import { compileCaseWhen } from './case-when.ts'
import { compileClassify } from './classify.ts'
import { compileConcatenate } from './concatenate.ts'
import { compileDateMath } from './date-math.ts'
import { compileDeduplicate } from './deduplicate.ts'
import { compileDepth } from './depth.ts'
import { compileFindReplace } from './find-replace.ts'
import { compileLookup } from './lookup.ts'
import { compileLowercase } from './lowercase.ts'
import { compileMath } from './math.ts'
import { compileMergeFields } from './merge-fields.ts'
import { compileNextOrPrevious } from './next-or-previous.ts'
import { compileRegexReplace } from './regex-replace.ts'
import { compileSplit } from './split.ts'
import { compileSummarize } from './summarize.ts'
import { compileTrim } from './trim.ts'
import { compileTypecast } from './typecast.ts'
import { compileUrlParse } from './url-parse.ts'

/** How each function becomes operators, see `engine/derived-fields` for what it means. */
const compilers: { readonly [F in DerivedFieldFunction]: RuleCompiler<RuleOf<F>> } = {
  'case-when': compileCaseWhen,
  classify: compileClassify,
  concatenate: compileConcatenate,
  'date-math': compileDateMath,
  deduplicate: compileDeduplicate,
  depth: compileDepth,
  'find-replace': compileFindReplace,
  lookup: compileLookup,
  lowercase: compileLowercase,
  math: compileMath,
  'merge-fields': compileMergeFields,
  'next-or-previous': compileNextOrPrevious,
  'regex-replace': compileRegexReplace,
  split: compileSplit,
  summarize: compileSummarize,
  trim: compileTrim,
  typecast: compileTypecast,
  'url-parse': compileUrlParse,
}

/** One rule's result. Errors: definition/… and regex/invalid at the rule's path. */
export function compileRule(rule: DerivedFieldRule, context: RuleContext): Promise<Result> {
  const compile = compilers[rule.function] as RuleCompiler<DerivedFieldRule>
  return compile(rule, context)
}
