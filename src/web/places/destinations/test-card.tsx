import { Button } from '@react-spectrum/s2/Button'
import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DestinationTest } from '../../../model/answers/destinations.ts'
import { ofDestinations, testDestination } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { Controls } from '../../components/controls.tsx'
import { printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

interface TestCardProps {
  readonly id: string
  /** Whether something is changed that the test would not see. */
  readonly isChanged: boolean
}

/** Sends one person, and says in words what came of it. */
export function TestCard({ id, isChanged }: TestCardProps) {
  const [namespace, setNamespace] = useState('')
  const [identity, setIdentity] = useState('')
  const client = useQueryClient()
  const test = useMutation({
    mutationFn: () =>
      testDestination(id, identity === '' ? undefined : { namespace, id: identity }),
    onSuccess: () => client.invalidateQueries({ queryKey: ofDestinations }),
  })
  return (
    <Card title={texts.destinations.test}>
      <p className={words}>
        {isChanged ? texts.destinations.testUnsaved : texts.destinations.testHint}
      </p>
      <Controls>
        <TextField
          label={texts.destinations.testNamespace}
          size="S"
          value={namespace}
          onChange={setNamespace}
          styles={style({ width: 128 })}
        />
        <TextField
          label={texts.destinations.testId}
          placeholder={texts.destinations.testIdHint}
          size="S"
          value={identity}
          onChange={setIdentity}
          styles={style({ width: 240 })}
        />
        <Button
          size="S"
          variant="primary"
          isDisabled={isChanged || (identity !== '' && namespace === '')}
          isPending={test.isPending}
          onPress={() => test.mutate()}
        >
          {texts.destinations.testNow}
        </Button>
      </Controls>
      <div role="status">{test.data && <Outcome outcome={test.data} />}</div>
      {test.error && <ProblemNotice error={test.error} />}
    </Card>
  )
}

const Outcome = ({
  outcome: { ok, result, reason, sent, tookMs },
}: {
  outcome: DestinationTest
}) => (
  <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
    <InlineAlert variant={ok ? 'positive' : 'negative'}>
      <Heading>{texts.destinations.outcomes[result](printFigure(tookMs))}</Heading>
      <Content>{reason}</Content>
    </InlineAlert>
    {sent !== null && (
      <details>
        <summary className={style({ font: 'ui', cursor: 'pointer' })}>
          {texts.destinations.sent}
        </summary>
        <pre className={code}>{JSON.stringify(sent, null, 2)}</pre>
      </details>
    )}
  </div>
)

const words = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const code = style({ font: 'code-xs', margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' })
