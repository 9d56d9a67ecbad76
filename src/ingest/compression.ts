const endings = /\.(gz|zst)$/i

/** Whether a file is packed, by its name. */
export const isCompressed = (name: string): boolean => endings.test(name)

/** `events.csv.gz` → `events.csv` */
export const stripCompression = (name: string): string => name.replace(endings, '')
