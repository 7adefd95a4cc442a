export const texts = {
  title: 'A document is waiting for you',
  body: (name: string, by: string | null, overdue: boolean) =>
    by === null
      ? `${name}: please read and accept it.`
      : overdue
        ? `${name} had to be accepted by ${by}.`
        : `${name}: please read and accept it by ${by}.`,
  act: 'Read and accept',
};

export type WaitingTexts = typeof texts;
