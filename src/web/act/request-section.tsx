import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import { useState } from 'react'
import type { ReportInput } from '../api/index.ts'
import { texts } from '../texts/index.ts'
import { copy } from './copy.ts'
import { Section } from './section.tsx'

type Form = 'json' | 'curl'

/** What was asked, to be asked again elsewhere. */
export function RequestSection({ request }: { readonly request: ReportInput }) {
  const [form, setForm] = useState<Form | null>(null)
  const text = form === null ? '' : write(request, form)
  return (
    <Section title={texts.act.showRequest}>
      <div className={style({ display: 'flex', gap: 4 })}>
        {(['json', 'curl'] as const).map((each) => (
          <ToggleButton
            key={each}
            size="S"
            isSelected={form === each}
            onChange={(isChosen) => setForm(isChosen ? each : null)}
          >
            {texts.act[each]}
          </ToggleButton>
        ))}
        {form !== null && (
          <ActionButton size="S" isQuiet onPress={() => void copy(text)}>
            {texts.act.copy}
          </ActionButton>
        )}
      </div>
      {form !== null && <pre className={code}>{text}</pre>}
    </Section>
  )
}

function write(request: ReportInput, form: Form): string {
  if (form === 'json') return JSON.stringify(request, null, 2)
  const body = JSON.stringify(request).replaceAll("'", String.raw`'\''`)
  return `curl -X POST ${location.origin}/api/v1/reports \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`
}

const code = style({
  font: 'code-xs',
  margin: 0,
  padding: 8,
  backgroundColor: 'layer-1',
  borderRadius: 'default',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  maxHeight: 320,
  overflowY: 'auto',
})
