/** People as they are in the world: each is one and the same where they arrive. */
export const oddPeople: readonly string[] = [
  `o'brien "the" \`rest\` \\ \\'`,
  `'); DROP TABLE members; --`,
  'Ünïcödé 漢字 👩‍🚀',
  'Ann',
  'ann',
  'ann ',
  ' ann',
  'a\tb\r\nc,d;e',
  '%s $1 ? :x {p0:String}',
  '=HYPERLINK("http://x")',
  '__proto__',
]
