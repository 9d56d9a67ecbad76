import { Button } from '@react-spectrum/s2/Button'
import { Form } from '@react-spectrum/s2/Form'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { signIn } from '../api/index.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { texts } from '../texts/index.ts'

/** Asks for the token of the server, once per browser. */
export function SignIn() {
  const [token, setToken] = useState('')
  const { mutate, isPending, error } = useSignIn()
  return (
    <section aria-labelledby="sign-in" className={card}>
      <h1 id="sign-in" className={style({ font: 'heading', margin: 0 })}>
        {texts.signIn.title}
      </h1>
      <p className={style({ font: 'body', margin: 0, color: 'neutral-subdued' })}>
        {texts.signIn.text}
      </p>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          mutate(token)
        }}
      >
        <TextField
          label={texts.signIn.token}
          type="password"
          name="token"
          autoComplete="current-password"
          isRequired
          autoFocus
          value={token}
          onChange={setToken}
        />
        <Button
          type="submit"
          variant="accent"
          isPending={isPending}
          styles={style({ width: 'fit' })}
        >
          {texts.signIn.signIn}
        </Button>
      </Form>
      {error && <ProblemNotice error={error} />}
    </section>
  )
}

function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: signIn,
    onSuccess: () => client.resetQueries(),
  })
}

const card = style({
  display: 'grid',
  gap: 16,
  marginX: 'auto',
  marginTop: { default: 16, md: 64 },
  padding: 24,
  maxWidth: 400,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'lg',
})
