import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface NoteProps {
  readonly variant: 'negative' | 'notice'
  readonly title: string
  readonly lines: readonly string[]
}

/** Something to know, a line each. */
export const Note = ({ variant, title, lines }: NoteProps) => (
  <div className={style({ maxWidth: 720 })}>
    <InlineAlert variant={variant}>
      <Heading>{title}</Heading>
      <Content>
        {lines.map((line) => (
          <p key={line} className={style({ margin: 0 })}>
            {line}
          </p>
        ))}
      </Content>
    </InlineAlert>
  </div>
)
