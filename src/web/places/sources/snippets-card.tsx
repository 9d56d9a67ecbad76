import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { snippetsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

interface SnippetsCardProps {
  readonly id: string
  /** Stands in the snippets; a placeholder when it is not known. */
  readonly writeKey: string | undefined
}

/** How SDKs are pointed at the source, to be copied. */
export function SnippetsCard({ id, writeKey }: SnippetsCardProps) {
  const { data: snippets, error } = useQuery(snippetsQuery(id, writeKey))
  const [chosen, setChosen] = useState('0')
  const snippet = snippets?.[Number(chosen)]
  return (
    <Card title={texts.sources.snippets}>
      {error && <ProblemNotice error={error} />}
      {!error && !snippets && <SkeletonRows />}
      {snippets && snippet && (
        <>
          <Controls>
            <ChoicePicker
              label={texts.sources.sdk}
              choices={Object.fromEntries(
                snippets.map(({ protocol, label, package: name }, index) => [
                  String(index),
                  `${texts.sources.protocolNames[protocol]}: ${name ?? label}`,
                ]),
              )}
              value={chosen}
              onChange={setChosen}
            />
            <ActionButton size="S" onPress={() => void navigator.clipboard.writeText(snippet.code)}>
              {texts.sources.copy}
            </ActionButton>
          </Controls>
          <pre className={code}>{snippet.code}</pre>
        </>
      )}
    </Card>
  )
}

const code = style({
  font: 'code-sm',
  margin: 0,
  padding: 12,
  overflowX: 'auto',
  backgroundColor: 'layer-1',
  borderRadius: 'default',
})
