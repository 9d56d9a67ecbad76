import type { Head, SourceFile } from '../source.ts'
import { HEAD_BYTES } from '../unpack.ts'

/** What a text starts with, as text: without a byte order mark, and a character that is cut. */
export function readTextHead({ head }: SourceFile): Head {
  const text = new TextDecoder().decode(head, { stream: true })
  return { bytes: head, text, isWhole: head.length < HEAD_BYTES }
}
