import { counted } from './counted.ts'

/** What is said of alerts and schedules alike. */
export const notices = {
  states: { ready: 'Ready', paused: 'Paused', expired: 'Expired', failed: 'Failed' },
  pause: 'Pause',
  lastProblem: 'The last run has a problem',
  next: (when: string) => `Next ${when}`,
  about: 'About',
  expires: 'Expires',
  expiryHint: 'From that day on it does not happen by itself any more.',
  told: 'Who is told',
  emails: 'E-mail addresses',
  emailsHint: 'Separated by commas; everybody gets a message of their own',
  addDestination: 'Add a webhook or mail list',
  destinations: 'Destinations',
  nobody: 'Nobody is told yet. What comes of it is kept here all the same.',
  noMail: 'The server has no mail server',
  noMailHint:
    'Addresses cannot be reached until THROUGHLINE_SMTP_URL and THROUGHLINE_MAIL_FROM are set where it runs.',
  history: 'History',
  at: 'When',
  because: 'Because of',
  was: 'What it was',
  toldTo: 'Told',
  toldNobody: 'Nobody',
  sent: (to: string) => to,
  waiting: (to: string, problem: string | null) =>
    problem === null ? `${to}: waiting` : `${to}: tried again, ${problem}`,
  failed: (to: string, problem: string | null) => `${to}: not told, ${problem ?? ''}`,
  outcome: (sent: number, all: number) =>
    sent === all
      ? `Told ${counted(all, 'recipient', 'recipients')}.`
      : `Told ${sent} of ${counted(all, 'recipient', 'recipients')}: see History.`,
  noRecipients: 'Nobody is to be told: add an address or a destination first.',
  name: 'Name',
  state: 'State',
  pages: 'Pages of Components',
  deleteText: 'Its history goes with it.',
}
