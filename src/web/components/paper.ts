import { createContext, use } from 'react'

/** Whether what is drawn is for paper: whole, and without what is pressed. */
export const PaperContext = createContext(false)

export const usePaper = (): boolean => use(PaperContext)
