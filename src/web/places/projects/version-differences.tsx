import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProjectVersion } from '../../../model/answers/projects.ts'
import { differencesQuery } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

interface VersionDifferencesProps {
  readonly id: string
  readonly versions: readonly ProjectVersion[]
  readonly revision: number
}

/** Two versions side by side, in words, by panel. */
export function VersionDifferences({ id, versions, revision }: VersionDifferencesProps) {
  const sides: Readonly<Record<string, string>> = {
    ...Object.fromEntries(versions.map(({ number, name }) => [`v${number}`, name])),
    now: texts.versions.now,
  }
  const [from, setFrom] = useState(`v${versions[0]?.number ?? 1}`)
  const [to, setTo] = useState('now')
  const { data, error } = useQuery(differencesQuery(id, from, to, revision))
  return (
    <section aria-label={texts.versions.compare} className={style({ display: 'grid', gap: 12 })}>
      <div className={style({ display: 'flex', gap: 12, flexWrap: 'wrap' })}>
        <ChoicePicker label={texts.versions.from} value={from} choices={sides} onChange={setFrom} />
        <ChoicePicker label={texts.versions.to} value={to} choices={sides} onChange={setTo} />
      </div>
      {error && <ProblemNotice error={error} />}
      {data?.length === 0 && <span>{texts.versions.same}</span>}
      {data?.map(({ panel, title, change, texts: words }) => (
        <div key={panel ?? ''} className={style({ display: 'grid', gap: 4 })}>
          <strong>
            {panel === null ? texts.versions.project : title} ({texts.versions.changes[change]})
          </strong>
          <ul className={style({ margin: 0, paddingStart: 20 })}>
            {words.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
