import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import type { BrokenLine } from '../../../model/event-lines.ts'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/index.ts'

interface SimulationLinesProps {
  readonly lines: string
  readonly broken: readonly BrokenLine[]
  readonly onChange: (lines: string) => void
}

const mostShown = 5

/** Events as lines of identities, and what is wrong with which of them. */
export function SimulationLines({ lines, broken, onChange }: SimulationLinesProps) {
  const more = broken.length - mostShown
  const faults = broken
    .slice(0, mostShown)
    .map(({ line, kind, word }) => texts.simulation.faults[kind](line, word))
  return (
    <>
      <TextArea
        label={texts.simulation.lines}
        description={texts.simulation.linesHint}
        value={lines}
        onChange={onChange}
        isInvalid={broken.length > 0}
        spellCheck="false"
        styles={style({ width: 'full' })}
      />
      {broken.length > 0 && (
        <Note
          variant="negative"
          title={texts.simulation.broken(broken.length)}
          lines={more > 0 ? [...faults, texts.identity.more(more)] : faults}
        />
      )}
    </>
  )
}
