import type { Path } from '../../../model/path.ts'
import type { RuleOf } from '../../../model/derived-field.ts'
import { runsOf } from '../../compilation/compilation.ts'
import { type Known, type Result, type RuleContext, someValue, wrongInput } from '../operand.ts'

export async function compileDeduplicate(
  rule: RuleOf<'deduplicate'>,
  context: RuleContext,
): Promise<Result> {
  const { c, path } = context
  const { value } = await someValue(context, rule.input)
  const by = rule.by ? await someValue(context, rule.by, 'by') : null
  if (by) refuseOtherList(value, by, [...path, 'by'])
  const ref = c.plan.add({
    op: 'deduplicate-values',
    input: value.ref,
    by: by ? by.value.ref : value.ref,
    runs: runsOf(c, rule.scope),
    keep: rule.keep,
  })
  return { ...value, ref }
}

function refuseOtherList(value: Known['value'], by: Known, path: Path): void {
  const place = ({ isList, list, ref }: Known['value']) => (isList ? (list ?? `set ${ref}`) : '')
  if (place(value) === place(by.value)) return
  throw wrongInput('the id must be a value of the event, or of the same list as the input', path)
}
