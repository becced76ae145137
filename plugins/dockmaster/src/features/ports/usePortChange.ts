import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../shared/query';

/** A change in the registry. Whether it succeeds or is refused, what is shown of ports is read again. */
export function usePortChange<Input, Result>(
  change: (input: Input) => Promise<Result>,
  onChanged: (result: Result) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: onChanged,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.ports });
    },
  });
}
