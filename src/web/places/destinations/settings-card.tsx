import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getOwn } from '../../../model/own.ts'
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts/index.ts'
import type { DestinationDraftProps } from './destination-draft.ts'
import { readSettings } from './form/read-schema.ts'
import { SecretField } from './form/secret-field.tsx'
import { SettingFields } from './form/setting-fields.tsx'

/** What its type has to be told: settings and secrets. */
export function SettingsCard({ draft: { document, change }, type }: DestinationDraftProps) {
  const { secrets = {} } = document
  const setSecret = (name: string, value: string | undefined) => {
    const { [name]: _, ...others } = secrets
    const all = value === undefined ? others : { ...others, [name]: value }
    change({ secrets: Object.keys(all).length === 0 ? undefined : all })
  }
  return (
    <Card title={texts.destinations.settings}>
      <p className={words}>{type.description}</p>
      {!type.isRunAgainstVendor && <p className={words}>{texts.destinations.notRun}</p>}
      <SettingFields
        settings={readSettings(type.settings)}
        value={document.settings}
        onChange={(settings) => change({ settings })}
      />
      {type.secrets.length > 0 && (
        <section aria-label={texts.destinations.secrets} className={group}>
          {type.secrets.map((secret) => (
            <SecretField
              key={secret.name}
              secret={secret}
              value={getOwn(secrets, secret.name)}
              onChange={(value) => setSecret(secret.name, value)}
            />
          ))}
        </section>
      )}
    </Card>
  )
}

const words = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const group = style({ display: 'grid', gap: 16, minWidth: 0 })
