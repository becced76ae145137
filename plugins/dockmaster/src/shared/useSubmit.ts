import { useCallback, useEffect, useState } from 'react';

export type Submit<Input, Result> = {
  /** Resolves to undefined when it failed: `error` says why. */
  submit(input: Input): Promise<Result | undefined>;
  isPending: boolean;
  error?: Error;
  reset(): void;
};

/** Something that a person has done on the server, once at a time. */
export function useSubmit<Input, Result>(
  act: (input: Input) => Promise<Result>,
): Submit<Input, Result> {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<Error>();
  const [life] = useState(() => ({ isOver: false }));
  useEffect(() => {
    life.isOver = false;
    return () => {
      life.isOver = true;
    };
  }, [life]);

  const reset = useCallback(() => setError(undefined), []);
  const submit = async (input: Input) => {
    setIsPending(true);
    setError(undefined);
    try {
      return await act(input);
    } catch (reason) {
      if (!life.isOver) setError(reason as Error);
      return undefined;
    } finally {
      if (!life.isOver) setIsPending(false);
    }
  };
  return { submit, isPending, error, reset };
}
