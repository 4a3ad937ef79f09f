/** Who one is: a token kept for as long as this tab is open, and never in localStorage, where GraphiQL keeps the rest. */
import { useId, useState } from 'react';

const KEY = 'newsgraph:token';

export function storedToken(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

export function TokenField({ onChange }: { readonly onChange: (token: string) => void }) {
  const [token, setToken] = useState(storedToken);
  const id = useId();

  function change(value: string): void {
    const bare = value.trim().replace(/^Bearer\s+/i, '');
    setToken(bare);
    if (bare === '') sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, bare);
    onChange(bare);
  }

  return (
    <form className="token" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={id}>
        Token · <bdi lang="ar">الرمز</bdi>
      </label>
      <input
        id={id}
        type="password"
        dir="ltr"
        value={token}
        placeholder="eyJ…"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => change(event.target.value)}
      />
      <span id={`${id}-hint`} className="token-hint">
        {token === '' ? (
          <>
            Make one: <code>npm run -s newsgraph -- token --role READER</code>
          </>
        ) : (
          <>
            Sent as <code>Authorization: Bearer …</code>
          </>
        )}
      </span>
    </form>
  );
}
