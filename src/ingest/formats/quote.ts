/** What stands around values of delimited text. */
export type Quote = '"' | "'" | 'none'
