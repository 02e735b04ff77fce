/** The variable that holds the key for captions where no window's key store is there to ask. */
const variable = 'INTERWEAVE_CAPTION_KEY';

/** Takes the key out of the environment, so that no program that is started later (ffmpeg, a model's process) inherits it. */
export function captionKeyOf(env: NodeJS.ProcessEnv): () => Promise<{ readonly key: string; readonly from: 'environment' } | null> {
  const key = env[variable]?.trim() ?? '';
  Reflect.deleteProperty(env, variable);
  return async () => (key === '' ? null : { key, from: 'environment' });
}
