import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ApiError, orProblem } from "../../api/errors.ts";

/** A change that makes a list old; what the studio refuses arrives as a problem. */
export function useChange<T, Answer>(
  key: QueryKey,
  ask: (given: T) => Promise<Answer>,
  then?: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, T>({
    mutationFn: orProblem(ask),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: key });
      then?.(answer);
    },
  });
}
