export const problem = {
  title: 'Something went wrong',
  notDrawn: 'This could not be drawn',
  notDrawnHint: (fault: string) =>
    `It is a fault of ours: ${fault}. The rest of the page goes on; other settings may help.`,
  retry: 'Try again',
  requestId: (id: string) => `Request ${id} in the server’s log.`,
}
