import { useSearchParams } from 'react-router-dom';

/** What the page shows, kept in its address: so it can be linked to. */
export function usePortsAddress() {
  const [parameters, setParameters] = useSearchParams();
  const set = (name: string, value?: string) =>
    setParameters(
      before => {
        const next = new URLSearchParams(before);
        if (value === undefined) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const port = Number(parameters.get('port') ?? undefined);
  return {
    environment: parameters.get('environment') ?? undefined,
    setEnvironment: (environment: string) => set('environment', environment),
    /** The number whose details are open. */
    port: Number.isInteger(port) ? port : undefined,
    open: (number: number) => set('port', String(number)),
    close: () => set('port'),
  };
}
