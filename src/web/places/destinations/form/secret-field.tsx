import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import type { DestinationTypeEntry } from '../../../../model/answers/destinations.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { Controls } from '../../../components/controls.tsx'
import { texts } from '../../../texts/index.ts'
import { sayHint, sayName } from './read-schema.ts'

interface SecretFieldProps {
  readonly secret: DestinationTypeEntry['secrets'][number]
  /** As the server tells it: `env:NAME`, or that it is kept; or as it was entered here. */
  readonly value: string | undefined
  /** Undefined leaves it out. */
  readonly onChange: (value: string | undefined) => void
}

/** What a secret that is kept says instead of itself; written again it stays. */
const KEPT = 'kept'
const ENV = 'env:'

type Way = keyof typeof texts.destinations.secretWays

const wayOf = (value: string | undefined): Way => {
  if (value === undefined) return 'none'
  if (value === KEPT) return 'kept'
  return value.startsWith(ENV) ? 'env' : 'own'
}

const beginning: Readonly<Record<Way, string | undefined>> = {
  none: undefined,
  kept: KEPT,
  env: ENV,
  own: '',
}

/** Where a secret is: in the server's environment, or entered here, never to be shown again. */
export function SecretField({ secret, value, onChange }: SecretFieldProps) {
  const label = sayName(secret.name)
  const [wasKept] = useState(value === KEPT)
  const way = wayOf(value)
  const { none, kept, ...others } = texts.destinations.secretWays
  return (
    <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
      <Controls>
        <ChoicePicker
          label={texts.destinations.secretHow(label)}
          value={way}
          choices={{ ...(wasKept && { kept }), none, ...others }}
          onChange={(next) => onChange(beginning[next])}
        />
        {way === 'env' && (
          <TextField
            label={texts.destinations.secretName(label)}
            size="S"
            value={value!.slice(ENV.length)}
            onChange={(name) => onChange(ENV + name.trim())}
          />
        )}
        {way === 'own' && (
          <OwnSecret secret={secret} label={label} value={value!} onChange={onChange} />
        )}
      </Controls>
      <span className={style({ font: 'ui-xs', color: 'neutral-subdued', maxWidth: 560 })}>
        {[sayHint(secret.description), hintOf[way]].filter(Boolean).join('. ')}
      </span>
    </div>
  )
}

const hintOf: Readonly<Record<Way, string | undefined>> = {
  none: undefined,
  kept: texts.destinations.secretKept,
  env: texts.destinations.secretNameHint,
  own: texts.destinations.secretValueHint,
}

interface OwnSecretProps {
  readonly secret: SecretFieldProps['secret']
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function OwnSecret({ secret, label, value, onChange }: OwnSecretProps) {
  const field = {
    label: texts.destinations.secretValue(label),
    size: 'S' as const,
    value,
    onChange,
  }
  return secret.hasLines ? (
    <TextArea {...field} styles={style({ width: 320 })} />
  ) : (
    <TextField {...field} type="password" autoComplete="off" />
  )
}
