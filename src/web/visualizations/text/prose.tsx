import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { markdownHtml } from './markdown-html.ts'

/** Markdown as it reads. */
export const Prose = ({ text }: { readonly text: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is made of Markdown, without HTML of its own
  <div className={prose} dangerouslySetInnerHTML={{ __html: markdownHtml(text) }} />
)

const prose = style({ font: 'body-sm', color: 'neutral', overflowWrap: 'anywhere', minWidth: 0 })
