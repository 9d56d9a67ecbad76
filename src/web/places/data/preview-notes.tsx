import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FilePreview, OpenQuestion } from '../../../model/answers/imports.ts'
import type { ImportSettings } from '../../api/index.ts'
import { FieldPicker } from '../../components/field-picker.tsx'
import { texts } from '../../texts/index.ts'
import { Note } from '../../components/note.tsx'

interface PreviewNotesProps {
  readonly file: FilePreview
  /** The other files of an archive. */
  readonly others: readonly FilePreview[]
  readonly settings: ImportSettings
  readonly onChange: (settings: ImportSettings) => void
}

/** What has to be answered, what would be refused, and what is odd about a file. */
export function PreviewNotes({ file, others, settings, onChange }: PreviewNotesProps) {
  const { warnings, guessed, knownAs, read, isWhole } = file
  const files = [file, ...others]
  const questions = files.find((each) => each.questions.length > 0)?.questions ?? []
  const problems = files.flatMap(({ problem }) => problem?.detail ?? [])
  const known = knownAs === undefined ? [] : [texts.import.known(knownAs)]
  const notes = [...describeOthers(file, others), ...known, ...warnings, ...guessed.warnings]
  return (
    <>
      <p role="status" className={style({ font: 'body', margin: 0 })}>
        {texts.import.seen(read, isWhole)}
      </p>
      {questions.map((question) => (
        <Question
          key={question.question}
          question={question}
          answer={answerIn(settings, question)}
          onAnswer={(answer) => onChange({ ...settings, ...answerTo(question, answer) })}
        />
      ))}
      {problems.length > 0 && questions.length === 0 && (
        <Note variant="negative" title={texts.import.refused} lines={problems} />
      )}
      {notes.length > 0 && <Note variant="notice" title={texts.import.notice} lines={notes} />}
    </>
  )
}

/** That there are more files than the one that is shown, and what is odd about them. */
function describeOthers({ source }: FilePreview, others: readonly FilePreview[]) {
  if (others.length === 0) return []
  const names = others.map((file) => file.source)
  const odd = others.flatMap((file) => file.warnings.map((text) => `${file.source}: ${text}`))
  return [texts.import.others(source, names), ...odd]
}

const answerTo = ({ option }: OpenQuestion, answer: string): Partial<ImportSettings> =>
  option === undefined ? { assume: [answer] } : { [option]: answer }

/** What was answered already, until the preview follows; empty where nothing was. */
function answerIn(settings: ImportSettings, { option, readings }: OpenQuestion): string {
  const given: unknown = option === undefined ? settings.assume?.[0] : settings[option]
  return readings.find(({ assume }) => assume === given)?.assume ?? ''
}

interface QuestionProps {
  readonly question: OpenQuestion
  readonly answer: string
  readonly onAnswer: (assumption: string) => void
}

function Question({ question: { question, readings }, answer, onAnswer }: QuestionProps) {
  const names = readings.map(({ assume, means }) => [assume, `${assume}: ${means}`] as const)
  return (
    <div className={style({ maxWidth: 720 })}>
      <InlineAlert variant="notice">
        <Heading>{texts.import.question}</Heading>
        <Content>
          <div className={style({ display: 'grid', gap: 8 })}>
            {question}
            <FieldPicker
              label={texts.import.answer}
              fields={['', ...names.map(([id]) => id)]}
              names={{ ...Object.fromEntries(names), '': texts.import.chooseAnswer }}
              value={answer}
              onChange={onAnswer}
            />
          </div>
        </Content>
      </InlineAlert>
    </div>
  )
}
