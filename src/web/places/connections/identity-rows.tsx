import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import type { Entry } from './edit-connection.ts'
import { PathField } from './path-field.tsx'

type Identity = NonNullable<Entry['identities']>[number]

interface IdentityRowsProps {
  readonly identities: readonly Identity[]
  readonly paths: readonly string[]
  readonly onChange: (identities: readonly Identity[]) => void
}

/** The identities that rows carry. */
export function IdentityRows({ identities, paths, onChange }: IdentityRowsProps) {
  const t = texts.connection
  return (
    <fieldset className={rows}>
      <legend className={style({ font: 'ui-sm', color: 'neutral-subdued', padding: 0 })}>
        {t.identities}
      </legend>
      {identities.map((each, index) => {
        const one = t.nth(t.identity, index + 1)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an identity is typed in its place
          <div key={index} className={line}>
            <PathField
              label={t.fieldOf(one)}
              paths={paths}
              value={each.field}
              onChange={(field) => onChange(identities.with(index, { ...each, field }))}
            />
            <PathField
              label={t.namespaceOf(one)}
              paths={[]}
              value={each.namespace}
              onChange={(namespace) => onChange(identities.with(index, { ...each, namespace }))}
            />
            <ActionButton
              size="S"
              aria-label={t.removeOf(one)}
              onPress={() => onChange(identities.toSpliced(index, 1))}
            >
              {t.remove}
            </ActionButton>
          </div>
        )
      })}
      <div>
        <ActionButton
          size="S"
          isDisabled={identities.length >= 20}
          onPress={() => onChange([...identities, { field: '', namespace: '' }])}
        >
          {t.add(t.identity)}
        </ActionButton>
      </div>
    </fieldset>
  )
}

const rows = style({ display: 'grid', gap: 8, borderWidth: 0, padding: 0, margin: 0, minWidth: 0 })
const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })
