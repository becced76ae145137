import { useAppSearchParams } from '@backstage/frontend-plugin-api';

/** What the page shows, kept in its address: so it can be linked to. */
export function usePortsAddress() {
  const [parameters, setParameters] = useAppSearchParams();
  const change = (act: (parameters: URLSearchParams) => void) =>
    setParameters(
      next => {
        act(next);
        return next;
      },
      { replace: true },
    );
  const set = (name: string, value: string) =>
    change(next => next.set(name, value));
  const owner = parameters.get('reserve');
  const port = Number(parameters.get('port') ?? undefined);
  return {
    environment: parameters.get('environment') ?? undefined,
    setEnvironment: (environment: string) => set('environment', environment),
    /** The number whose details are open. */
    port: Number.isInteger(port) ? port : undefined,
    /** For whom somebody was sent here to reserve ports, and the one that is missing. */
    asked: owner === null ? undefined : { owner, role: parameters.get('role') },
    open: (number: number) => set('port', String(number)),
    close: () =>
      change(next => ['port', 'reserve', 'role'].forEach(n => next.delete(n))),
  };
}
