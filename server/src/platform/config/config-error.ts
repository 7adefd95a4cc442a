/** A setting that stops the start. Its message is one clear line for the operator, without a stack. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
