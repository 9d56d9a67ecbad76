import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import type { ReferenceEntry } from '../../../model/answers/reference.ts'
import { texts } from '../../texts/index.ts'
import { useCard, useProblem } from './card-context.ts'
import { CardPreview } from './card-preview.tsx'
import { FieldHint } from './form/field-hint.tsx'
import { readSettings, type Setting } from './form/read-settings.ts'
import { SettingFields } from './form/setting-fields.tsx'
import { Handle, onPlaceKey, type PlaceCommand, PlaceMenu } from './handle.tsx'
import { ResultField } from './result-field.tsx'
import type { Rule } from './rules.ts'

interface RuleCardProps {
  readonly rule: Rule
  readonly entry: ReferenceEntry | undefined
  readonly isLast: boolean
  /** Names that other cards have. */
  readonly taken: readonly string[]
  readonly commands: readonly PlaceCommand[]
  readonly onChange: (rule: Rule) => void
  readonly onRename: (id: string | undefined) => void
}

/** One function with what it reads and how, beside what it makes of real values. */
export function RuleCard(props: RuleCardProps) {
  const { rule, entry, isLast, taken, commands, onChange, onRename } = props
  const { at } = useCard()
  const { function: name, id, ...values } = rule
  const problem = [useProblem([], true), useProblem(['function'])].find(
    (each) => each !== undefined,
  )
  const settings = useMemo(() => readSettings(entry?.settings ?? {}), [entry])
  const isOfRows = settings.some(isListOfGroups)
  const title = texts.derivedFields.card(at + 1, entry?.label ?? name)
  return (
    <section
      aria-label={title}
      className={card({ isLast })}
      onKeyDown={(event) => onPlaceKey(event, commands)}
    >
      <div className={head}>
        <Handle name={title} path={[at]} />
        <h3 className={style({ font: 'ui', fontWeight: 'bold', margin: 0 })}>{title}</h3>
        {isLast && <span className={badge}>{texts.derivedFields.isLast}</span>}
        <span className={style({ flexGrow: 1 })} />
        <ResultField id={id} taken={taken} onChange={onRename} />
        <PlaceMenu name={title} commands={commands} />
      </div>
      <div className={columns({ isOfRows })}>
        <div className={style({ display: 'grid', gap: 12, minWidth: 0, alignContent: 'start' })}>
          <FieldHint problem={problem} description={entry?.description} />
          <SettingFields
            settings={settings}
            values={values}
            path={[]}
            onChange={(next) =>
              onChange({ function: name, ...(id !== undefined && { id }), ...next })
            }
          />
        </div>
        <CardPreview />
      </div>
    </section>
  )
}

/** Rows that need the whole width. */
const isListOfGroups = ({ asked }: Setting): boolean =>
  asked.kind === 'list' && asked.each.asked.kind === 'group'

const card = style({
  display: 'grid',
  gap: 12,
  padding: 16,
  minWidth: 0,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: { default: 'gray-200', isLast: 'gray-500' },
  borderRadius: 'lg',
})
const head = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  minHeight: 32,
})
const badge = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  paddingX: 8,
  paddingY: 2,
  borderRadius: 'full',
  backgroundColor: 'gray-100',
})
const columns = style({
  display: 'grid',
  gridTemplateColumns: {
    default: 'minmax(0, 1fr)',
    lg: { default: 'minmax(0, 1fr) minmax(0, 1fr)', isOfRows: 'minmax(0, 1fr)' },
  },
  gap: 24,
  alignItems: 'start',
})
