import { AppError, type EngineClient, type RpcError } from '../../native/contract/index.ts';
import { errorText } from '../i18n/said.ts';

/** The same client, whose errors speak the window's language. */
export function inWindowLanguage(client: EngineClient): EngineClient {
  return {
    ...client,
    call: async (method, input, options) => {
      try {
        return await client.call(method, input, options);
      } catch (error) {
        throw error instanceof AppError ? spokenError(error) : error;
      }
    },
  };
}

/** Its message is in the language of the moment it is read: an error may be on screen for long. */
export function spokenError({ code, message }: RpcError): AppError {
  const error = new AppError(code, message);
  Object.defineProperty(error, 'message', { get: () => errorText({ code, message }) });
  return error;
}
