import { Button } from '@react-spectrum/s2/Button'
import { ProgressBar } from '@react-spectrum/s2/ProgressBar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { loadSample } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

/** The data view of the sample. */
const SAMPLE_VIEW = 'harbor-and-pine'

/** A first start: the sample, which opens in its first template. */
export function Welcome() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const sample = useMutation({
    mutationFn: async () => {
      await loadSample()
      await client.invalidateQueries()
      const { startFirstTemplate } = await import('../../templates/start-first.ts')
      return startFirstTemplate(client, SAMPLE_VIEW)
    },
    onSuccess: (id) => navigate({ to: '/projects/$id', params: { id } }),
  })
  return (
    <Card title={texts.data.welcome}>
      <p className={style({ font: 'body', margin: 0, maxWidth: 640 })}>{texts.data.welcomeText}</p>
      {sample.error && <ProblemNotice error={sample.error} />}
      {sample.isPending ? (
        <ProgressBar isIndeterminate label={texts.data.loadingSample} />
      ) : (
        <Button variant="accent" onPress={() => sample.mutate()} styles={style({ width: 'fit' })}>
          {texts.data.loadSample}
        </Button>
      )}
    </Card>
  )
}
