import { settings } from './settings.ts';

/** Every setting with its meaning and default, as a file for operators to copy. It is kept as `docs/config.example.env`. */
export function configExample(): string {
  const blocks = Object.entries(settings).map(([name, setting]) => {
    const file = setting.secret ? ` Or ${name}_FILE: a file that holds it.` : '';
    return `# ${setting.about}${file}\n# ${name}=${setting.default ?? ''}\n`;
  });
  return `# Settings of Loge, read from the environment. All are optional on a loopback public URL; on any other the
# start says what is missing. Made from server/src/platform/config/settings.ts.\n\n${blocks.join('\n')}`;
}
