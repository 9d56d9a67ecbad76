import { Button } from '@react-spectrum/s2/Button'
import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { RequestError } from '../api/index.ts'
import { texts } from '../texts/index.ts'

interface ProblemNoticeProps {
  readonly error: Error
  readonly onRetry?: () => void
  /** Of its heading: 2 where it stands right below the page's own. */
  readonly level?: 2 | 3
}

/** What went wrong, where, and what to do about it. */
export function ProblemNotice({ error, onRetry, level = 3 }: ProblemNoticeProps) {
  const problem = error instanceof RequestError ? error.problem : undefined
  return (
    <div className={style({ maxWidth: 720 })}>
      <InlineAlert variant="negative">
        <Heading level={level}>{problem ? sentence(problem.title) : texts.problem.title}</Heading>
        <Content>
          <div className={style({ display: 'grid', gap: 4 })}>
            <span>{sentence(problem?.detail ?? error.message)}</span>
            {problem?.path && <code>{problem.path}</code>}
            {problem?.hint && <span>{sentence(problem.hint)}</span>}
            {problem?.requestId && <span>{texts.problem.requestId(problem.requestId)}</span>}
            {onRetry && (
              <Button
                variant="secondary"
                size="S"
                onPress={onRetry}
                styles={style({ width: 'fit', marginTop: 8 })}
              >
                {texts.problem.retry}
              </Button>
            )}
          </div>
        </Content>
      </InlineAlert>
    </div>
  )
}

/** Capitalised, with a full stop where a sentence has none. */
const sentence = (text: string): string => {
  const start = text.charAt(0).toUpperCase() + text.slice(1)
  return start.includes(' ') && /[\p{L}\p{N})”"']$/u.test(start) && start.length > 40
    ? `${start}.`
    : start
}
