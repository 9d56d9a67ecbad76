import { expect, it } from 'vitest'
import { fileName } from './save-file.ts'

it('names files as every file system takes them', () => {
  expect(fileName('Orders by channel', 'csv')).toBe('Orders by channel.csv')
  expect(fileName('a/b: "c"\n<d>', 'svg')).toBe('a b c d.svg')
  expect(fileName(' ?? ', 'png')).toBe('throughline.png')
})
