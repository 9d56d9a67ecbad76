import { createContext } from 'react'

/** The line that states the rule behind an answer, for the frame that the answer is drawn in. */
export const ReportCaption = createContext<string | null>(null)

/** Whether the place around says what was read and how long it took, so that each answer need not. */
export const AreFactsTold = createContext(false)
