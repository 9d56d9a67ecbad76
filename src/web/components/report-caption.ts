import { createContext } from 'react'

/** The line that states the rule behind an answer, for the frame that the answer is drawn in. */
export const ReportCaption = createContext<string | null>(null)
