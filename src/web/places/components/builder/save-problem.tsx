import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQueryClient } from '@tanstack/react-query'
import { RequestError } from '../../../api/index.ts'
import { Sheet } from '../../../app/sheet.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { texts } from '../../../texts/index.ts'

interface SaveProblemProps {
  readonly error: Error
  readonly id: string
  readonly onClose: () => void
}

/** Why it is not saved; where somebody else saved before, theirs can be loaded instead. */
export function SaveProblem({ error, id, onClose }: SaveProblemProps) {
  const client = useQueryClient()
  const isConflict =
    error instanceof RequestError && error.problem.code === 'definition/version-conflict'
  return (
    <Sheet label={texts.builder.notSaved} isOpen onOpenChange={onClose}>
      {(close) => (
        <div className={style({ display: 'grid', gap: 12, padding: 20 })}>
          <ProblemNotice error={error} />
          <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
            <Button variant="secondary" onPress={close}>
              {texts.builder.cancel}
            </Button>
            {isConflict && (
              <Button
                variant="accent"
                onPress={() => {
                  void client.invalidateQueries({ queryKey: ['definitions', 'segment', id] })
                  close()
                }}
              >
                {texts.builder.loadSaved}
              </Button>
            )}
          </div>
        </div>
      )}
    </Sheet>
  )
}
