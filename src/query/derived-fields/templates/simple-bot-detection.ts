import type { DerivedFieldTemplate } from './template.ts'

export const simpleBotDetection: DerivedFieldTemplate = {
  label: 'Simple bot detection',
  description: 'Bots that say so in their user agent.',
  inputs: { user_agent: 'The user agent' },
  rules: [
    {
      function: 'case-when',
      branches: [
        {
          when: {
            input: { field: 'user_agent' },
            op: 'contains-any',
            value: ['bot', 'crawler', 'spider', 'headless', 'python', 'curl'],
            caseSensitive: false,
          },
          then: { value: 'Bot' },
        },
      ],
      otherwise: { value: 'Human' },
    },
  ],
  example: {
    rows: [{ user_agent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, { user_agent: 'Firefox' }],
    values: ['Bot', 'Human'],
  },
}
