import { micromark } from 'micromark'

/** Cards have headings of the second level: those of a text begin below. */
const LEVELS_BELOW = 2

/**
 * Markdown as HTML that is safe to show: HTML in the text is escaped, and addresses of dangerous kinds are
 * left out, which is micromark's own default.
 */
export const markdownHtml = (markdown: string): string =>
  micromark(markdown).replace(
    /<(\/?)h([1-6])>/g,
    (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + LEVELS_BELOW)}>`,
  )
