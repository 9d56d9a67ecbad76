export const signIn = {
  title: 'Sign in',
  text: 'This server has a token: THROUGHLINE_TOKEN, or the file that it was started with.',
  token: 'Token',
  signIn: 'Sign in',
  signOut: 'Sign out',
}
