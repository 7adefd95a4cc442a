import type { PageBoot } from '@loge/protocol';

function read(): PageBoot {
  const text = document.getElementById('loge-boot')?.textContent;
  if (!text) throw new Error('the page came without its boot facts');
  return JSON.parse(text);
}

/** The settings that the server wrote into the page. */
export const boot: PageBoot = read();
