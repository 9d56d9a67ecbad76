import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useRef } from 'react'
import type { ReferenceEntry, ReferenceSection } from '../../../model/answers/reference.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { texts } from '../../texts/index.ts'

interface ReferencePageProps {
  /** Undefined: there is none of that name. */
  readonly section: ReferenceSection | undefined
  /** The entry that is looked for. */
  readonly entry: string | undefined
}

/** A section of the reference, every entry with its arguments and examples. */
export function ReferencePage({ section, entry }: ReferencePageProps) {
  const wanted = useRef<HTMLElement>(null)
  useEffect(() => {
    if (entry === undefined) return
    wanted.current?.scrollIntoView({ block: 'start' })
    wanted.current?.focus()
  }, [entry])
  if (section === undefined)
    return <EmptyState title={texts.help.title}>{texts.help.noPage}</EmptyState>
  return (
    <div className={style({ display: 'grid', gap: 24, minWidth: 0 })}>
      <h2 className={style({ font: 'title-lg', margin: 0 })}>{section.label}</h2>
      <p className={about}>{section.description}</p>
      {section.entries.map((each) => (
        <Entry key={each.id} entry={each} {...(each.id === entry && { wanted })} />
      ))}
    </div>
  )
}

interface EntryProps {
  readonly entry: ReferenceEntry
  readonly wanted?: { readonly current: HTMLElement | null }
}

function Entry({ entry, wanted }: EntryProps) {
  const { id, label, description, hint, arguments: inputs = [], examples } = entry
  return (
    <section ref={wanted} tabIndex={-1} aria-label={label} className={box}>
      <h3 className={style({ font: 'title', margin: 0 })}>
        {label} <code className={style({ font: 'code-sm', color: 'neutral-subdued' })}>{id}</code>
      </h3>
      <p className={about}>{description}</p>
      {hint !== undefined && <p className={about}>{texts.help.whatToDo(hint)}</p>}
      {inputs.length > 0 && (
        <ul aria-label={texts.help.arguments} className={about}>
          {inputs.map(({ name, kind, description: said }) => (
            <li key={name}>{texts.help.argument(name, kind, said)}</li>
          ))}
        </ul>
      )}
      {examples.length > 0 && (
        <pre aria-label={texts.help.example} className={code}>
          {examples.slice(0, SHOWN).map(printExample).join('\n')}
        </pre>
      )}
    </section>
  )
}

/** Examples that are shown of an entry. */
const SHOWN = 3

const printExample = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example)

const about = style({ font: 'body-sm', margin: 0, overflowWrap: 'anywhere' })
const box = style({ display: 'grid', gap: 8, minWidth: 0, outlineStyle: 'none' })
const code = style({
  font: 'code-sm',
  margin: 0,
  padding: 8,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  backgroundColor: 'gray-75',
  borderRadius: 'default',
})
