import {
  keepPreviousData,
  QueryClient,
  skipToken,
  useQueries,
  useQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { AppError, type EngineClient, type EngineMethod, type MethodInput, type MethodOutput } from '../../native/contract/index.ts';
import { engineNow, useConnection } from './connection.ts';
import { t } from '../i18n/words.ts';

/** One typed call; rejects with AppError. For commands and event handlers; components that show data use `useEngineQuery`. */
export function callEngine<M extends EngineMethod>(
  method: M,
  input: MethodInput<M>,
  options?: { readonly signal?: AbortSignal },
): Promise<MethodOutput<M>> {
  try {
    return engineNow().call(method, input, options);
  } catch (error) {
    return Promise.reject(error);
  }
}

export function useEngine(): EngineClient | null {
  return useConnection((connection) => (connection.status === 'ready' ? connection.client : null));
}

/** Queries of the engine's data share one key shape, so that events can refresh them by method. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The engine is on this machine or at the end of a socket that reconnects; a failed call is shown, not repeated.
      queries: { retry: false, refetchOnWindowFocus: false, staleTime: 30_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

export interface EngineQueryOptions {
  /** Milliseconds between refreshes while mounted. */
  readonly refreshMs?: number;
  /** Shows the previous answer while a new one is on its way (an estimate while a slider moves). */
  readonly keepPrevious?: boolean;
  readonly staleMs?: number;
}

/** Many calls of one method as cached data, in the order of the inputs. Paused: what is not known is not asked for. */
export function useEngineQueries<M extends EngineMethod>(
  method: M,
  inputs: readonly MethodInput<M>[],
  { staleMs = 30_000, paused = false }: { readonly staleMs?: number; readonly paused?: boolean } = {},
): readonly UseQueryResult<MethodOutput<M>, AppError>[] {
  const client = useEngine();
  const queries = inputs.map((input): UseQueryOptions<MethodOutput<M>, AppError> => ({
    queryKey: [method, input],
    queryFn: client === null ? skipToken : ({ signal }) => client.call(method, input, { signal }),
    staleTime: staleMs,
    enabled: !paused,
  }));
  return useQueries({ queries });
}

/** A call as cached data. `input` null: nothing to ask yet. */
export function useEngineQuery<M extends EngineMethod>(
  method: M,
  input: MethodInput<M> | null,
  options: EngineQueryOptions = {},
): UseQueryResult<MethodOutput<M>, AppError> {
  const client = useEngine();
  const query: UseQueryOptions<MethodOutput<M>, AppError> = {
    queryKey: [method, input],
    queryFn: client === null || input === null ? skipToken : ({ signal }) => client.call(method, input, { signal }),
    refetchInterval: options.refreshMs ?? false,
    staleTime: options.staleMs ?? 30_000,
  };
  return useQuery(options.keepPrevious === true ? { ...query, placeholderData: keepPreviousData } : query);
}

/** Any rejection as a sentence for the user. */
export function errorMessage(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? t('engine.windowFaultOf', { message: error.message }) : t('engine.windowFault');
}

/** A cancelled call is a normal outcome: nobody needs to be told. */
export function isCanceled(error: unknown): boolean {
  return (error instanceof AppError && error.code === 'canceled') || (error instanceof DOMException && error.name === 'AbortError');
}
