/** The front door of the engine: other rooms import this file and no other of native/. */
export * from './errors.ts';
export * from './rpc.ts';
export * from './media.ts';
export * from './scheduler-config.ts';
export * from './device-choice.ts';
export * from './parameter.ts';
export * from './diffvsr-recipe.ts';
export * from './manifest-base.ts';
export * from './diffusion-manifest.ts';
export * from './model-manifest.ts';
export * from './recipe.ts';
export * from './project.ts';
export * from './edit.ts';
export * from './job.ts';
export * from './engine-api.ts';
export * from './host-api.ts';
export * from './rpc-client.ts';
