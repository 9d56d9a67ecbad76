import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { SpaceEdit } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { IdentityField } from './identity-field.tsx'

interface EditFieldsProps {
  readonly space: string
  readonly edit: SpaceEdit
  readonly onChange: (edit: SpaceEdit) => void
}

/** What an edit is about: to be chosen for a merge or a link, else only said. */
export function EditFields({ space, edit, onChange }: EditFieldsProps) {
  switch (edit.kind) {
    case 'merge':
    case 'link': {
      const [one, other] = edit.ids
      const change = (a: string, b: string) => onChange({ ...edit, ids: [a, b] })
      const { first, second } = texts.identity.both[edit.kind]
      return (
        <div className={pair}>
          <IdentityField
            label={first}
            space={space}
            value={one}
            onChange={(text) => change(text.trim(), other)}
          />
          <IdentityField
            label={second}
            space={space}
            value={other}
            onChange={(text) => change(one, text.trim())}
          />
        </div>
      )
    }
    case 'split':
      return <About ids={edit.ids} />
    case 'unlink':
      return <About ids={[edit.ids.join(' – ')]} />
    case 'release':
    case 'block':
      return <About ids={[edit.id]} />
    case 'undo':
      return null
    default:
      return edit satisfies never
  }
}

const mostNamed = 8

function About({ ids }: { readonly ids: readonly string[] }) {
  const more = ids.length - mostNamed
  return (
    <ul className={list}>
      {ids.slice(0, mostNamed).map((id) => (
        <li key={id}>{id}</li>
      ))}
      {more > 0 && <li>{texts.identity.more(more)}</li>}
    </ul>
  )
}

const pair = style({ display: 'grid', gridTemplateColumns: ['1fr', '1fr'], gap: 16 })
const list = style({
  font: 'code-sm',
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  overflowWrap: 'anywhere',
})
