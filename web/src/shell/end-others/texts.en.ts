export const texts = {
  offer: (count: number): string =>
    count === 1
      ? 'You are signed in on another browser too. If you changed this because something was wrong, end it.'
      : `You are signed in on ${count} other browsers too. If you changed this because something was wrong, end them.`,
  act: (count: number): string => (count === 1 ? 'End the other session' : 'End all other sessions'),
  done: (count: number): string =>
    count === 1 ? 'The other session has ended.' : 'All other sessions have ended.',
};

export type EndOthersTexts = typeof texts;
