export const texts = {
  title: 'Outbox',
  intro: 'Mails that a real platform would have sent. In the demo they stay on this machine.',
  list: 'Mails, newest first',
  empty: 'No mail yet. Sign up or ask for a new password, and it lands here within a second.',
  to: (address: string) => `To ${address}`,
  from: 'From',
  recipient: 'To',
  sent: 'Sent',
};

export type OutboxTexts = typeof texts;
