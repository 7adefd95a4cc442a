const on = (system: string | null) => (system ? ` on ${system}` : '');
const at = (address: string | null) => (address ? `, at ${address},` : '');

export const texts = {
  title: 'Sessions',
  hint: 'Where you are signed in. If you do not recognise one, end all other access below, then change your password.',
  name: (browser: string | null, system: string | null) => `${browser ?? 'Unknown browser'}${on(system)}`,
  current: 'This session',
  seen: 'seen',
  opened: 'opened',
  remembered: 'remembered',
  onlyHere: 'You are signed in here only.',
  end: 'End',
  endLong: (name: string) => `End ${name}`,
  endOthers: 'End all others',
  asking: {
    title: 'End this session?',
    body: (name: string, address: string | null) =>
      `${name}${at(address)} will be signed out at once. What was not saved there is lost.`,
    act: 'End the session',
  },
  askingOthers: {
    title: 'End all other sessions?',
    body: (count: number) =>
      count === 1
        ? 'One other browser will be signed out at once. You stay signed in here.'
        : `${count} other browsers will be signed out at once. You stay signed in here.`,
  },
  ended: (name: string) => `${name} has been signed out.`,
  endedOthers: 'All other sessions have ended.',
  gone: 'That session had ended already.',
};

export type SessionsSectionTexts = typeof texts;
